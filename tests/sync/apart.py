"""A hub in a process of its own, which can be killed as a power cut kills it.

``python -m tests.sync.apart ROOT POINT`` serves the hub in ROOT, on SQLite and a folder. Reaching POINT (""
is never) it kills itself: ``append`` a piece of a file is written, ``keep`` a file exists, ``answer``
everything is done and only the answer is not sent.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import uvicorn

from sync.hub import app as application
from sync.hub.blobs.folder import FolderBlobs
from sync.hub.blobs.store import Arriving
from sync.hub.hub import open_hub
from sync.hub.serving import bind
from tests.sync.running import config_at


@dataclass(frozen=True)
class Apart:
    """A hub in another process."""

    process: subprocess.Popen[str]
    address: str

    def ended(self) -> int:
        """Its exit code once it is dead; negative is the signal that killed it."""
        return self.process.wait()


@contextmanager
def apart(root: Path, point: str = "") -> Iterator[Apart]:
    """The hub in ``root``, serving until the block ends, or until it kills itself."""
    command = [sys.executable, "-m", "tests.sync.apart", str(root), point]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield Apart(process, process.stdout.readline().strip())
        finally:
            process.kill()


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


class _Dying(FolderBlobs):
    def __init__(self, root: Path, point: str) -> None:
        super().__init__(root)
        self._point = point

    def append(self, arriving: Arriving, offset: int, chunk: bytes) -> int:
        here = super().append(arriving, offset, chunk)
        return here if self._point != "append" else self._dead()

    def keep(self, sha256: str, content: bytes) -> None:
        super().keep(sha256, content)
        if self._point == "keep":
            self._dead()

    def _dead(self) -> int:
        _die()
        return 0


def main(root: str, point: str) -> None:
    """Serve; the address is the first line printed."""
    hub = open_hub(config_at(Path(root)))
    app = application.create_app(replace(hub, blobs=_Dying(Path(hub.config.blobs_url), point)))

    async def serve(scope: Any, receive: Any, send: Any) -> None:
        async def answer(message: Any) -> None:
            if point == "answer" and message["type"] == "http.response.start":
                _die()
            await send(message)

        await app(scope, receive, answer)

    listener = bind("127.0.0.1", 0)
    print("http://127.0.0.1:{1}".format(*listener.getsockname()), flush=True)  # noqa: T201 the launcher reads it
    uvicorn.Server(uvicorn.Config(serve, log_config=None, access_log=False)).run([listener])


if __name__ == "__main__":
    main(*sys.argv[1:])
