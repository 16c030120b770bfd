"""One station per home: an operating system lock that ends with the process that holds it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from station.errors import KnownError

if sys.platform == "win32":
    import msvcrt

    def _seize(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _seize(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class HomeLock:
    """Holds the home until :meth:`release`; a killed process releases it too."""

    def __init__(self, root: Path) -> None:
        """Take the lock.

        Raises:
            KnownError: STO-004 when another station holds it.
            OSError: the lock file cannot be opened.
        """
        path = root / "station.lock"
        self._descriptor: int | None = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _seize(self._descriptor)
        except OSError as error:
            self.release()
            raise KnownError("STO-004", path=str(root)) from error

    def release(self) -> None:
        """Let go. Safe to call twice."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
