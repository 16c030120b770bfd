"""Files under way: what has arrived of each, in a folder, until it is whole and checked."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from station.errors import KnownError
from sync.hub.blobs.store import Arriving

if sys.platform == "win32":
    import msvcrt

    def _wait_for(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)
else:
    import fcntl

    def _wait_for(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX)


class Parts:
    """``<folder>/<station>-<sha256>``. Several requests and processes of one hub may work in it."""

    def __init__(self, folder: Path) -> None:
        """Make the folder.

        Raises:
            OSError: it cannot be made.
        """
        self.folder = folder
        self._locks = folder / "locks"
        self._locks.mkdir(parents=True, exist_ok=True)

    def path(self, arriving: Arriving) -> Path:
        """Where a file under way lies."""
        return self.folder / arriving.name

    def received(self, arriving: Arriving) -> int:
        """Bytes here; 0 when there is nothing."""
        try:
            return self.path(arriving).stat().st_size
        except FileNotFoundError:
            return 0

    def append(self, arriving: Arriving, offset: int, chunk: bytes) -> int:
        """Add bytes; the new size. Offset 0 starts over.

        Raises:
            KnownError: HUB-025 the file does not end at ``offset``.
            OSError: the disk refused; what was here of the file is gone, so that it fills no disk.
        """
        with self.locked(arriving) as path:
            if offset:
                self.refuse_other(arriving, offset)
            try:
                with path.open("ab" if offset else "wb") as file:
                    file.write(chunk)
            except OSError:
                path.unlink(missing_ok=True)
                raise
        return offset + len(chunk)

    def refuse_other(self, arriving: Arriving, size: int) -> None:
        """Raises KnownError HUB-025 unless ``size`` bytes are here: another request began anew."""
        if (here := self.received(arriving)) != size:
            raise KnownError("HUB-025", offset=here)

    @contextmanager
    def locked(self, arriving: Arriving) -> Iterator[Path]:
        """Nobody else writes to this file meanwhile. The lock lies apart: the file itself is renamed away."""
        descriptor = os.open(self._locks / arriving.sha256[:2], os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _wait_for(descriptor)
            yield self.path(arriving)
        finally:
            os.close(descriptor)

    def discard(self, arriving: Arriving) -> None:
        """Throw away what is here of a file."""
        with self.locked(arriving) as path:
            path.unlink(missing_ok=True)

    def clean(self, before: datetime) -> int:
        """Throw away what was last added to before ``before``; how many files."""
        stale = [
            path for path in self.folder.iterdir() if path.is_file() and _touched(path) < before.timestamp()
        ]
        for path in stale:
            path.unlink(missing_ok=True)
        return len(stale)


def _touched(path: Path) -> float:
    with suppress(FileNotFoundError):  # it became whole meanwhile
        return path.stat().st_mtime
    return float("inf")
