"""A hub in a process of its own, that can be killed, restarted, misled and starved."""

from __future__ import annotations

import multiprocessing
import os
import resource
import socket
import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from multiprocessing.context import ForkServerContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Lock, Thread

from station.errors import KnownError
from sync.hub.config import HubConfig
from sync.hub.hub import Hub, WallClock, open_hub
from sync.hub.serving import bind, server_of

_PRELOAD = ["tests.sync.faults.hub_process", "sync.hub.app"]
_PATIENCE_S = 60.0
_SMALL_FILE = 8192


class OffClock(WallClock):
    """A clock that is wrong."""

    def __init__(self, off: timedelta) -> None:
        self._off = off

    def now(self) -> datetime:
        """The wrong time."""
        return super().now() + self._off


def serve(config: HubConfig, port: int, off: timedelta, full: Path, environment: dict[str, str]) -> None:
    """Serve until killed; while the file ``full`` is there, no file of this process can grow."""
    os.environ.update(environment)
    _speak_into(config.root / "hub.log")
    hub = _opened(config, OffClock(off))
    Thread(target=_starve, args=(full,), daemon=True).start()
    server_of(hub).run([bind("127.0.0.1", port)])


def _speak_into(log: Path) -> None:
    """What a hub in trouble says is none of the table's business."""
    with log.open("ab") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)


def _opened(config: HubConfig, clock: OffClock) -> Hub:
    """Open the hub, as a supervisor would: again and again until its database answers."""
    until = time.monotonic() + _PATIENCE_S
    while True:
        try:
            return open_hub(config, clock)
        except KnownError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def _starve(full: Path) -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    while True:
        resource.setrlimit(resource.RLIMIT_FSIZE, (_SMALL_FILE if full.exists() else hard, hard))
        time.sleep(0.01)


@dataclass
class HubProcess:
    """The process. ``off`` is how wrong its clock is from the next start on."""

    config: HubConfig
    port: int
    environment: dict[str, str] = field(default_factory=dict)
    off: timedelta = timedelta()
    _process: BaseProcess | None = None
    _changing: Lock = field(default_factory=Lock)

    @property
    def full(self) -> Path:
        """While this file is there, the hub's disk is full."""
        return self.config.root / "full"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        with self._changing:
            self._start()

    def restart(self) -> None:
        """Kill it in whatever it does, and start it again."""
        with self._changing:
            self._kill()
            self._start()

    def stop(self) -> None:
        """Kill it."""
        with self._changing:
            self._kill()

    def _start(self) -> None:
        arguments = (self.config, self.port, self.off, self.full, self.environment)
        self._process = _context().Process(target=serve, args=arguments, daemon=True)
        self._process.start()
        until = time.monotonic() + _PATIENCE_S
        while not _answers(self.port):
            if time.monotonic() > until:
                raise TimeoutError("the hub does not answer")
            time.sleep(0.02)

    def _kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process.close()
            self._process = None


def _context() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_PRELOAD)
    return context


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])
