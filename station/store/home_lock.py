"""One station per home: an operating system lock that ends with the process that holds it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from station.errors import KnownError
from station.places import Home

if sys.platform == "win32":
    import msvcrt

    def _seize(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _seize(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


_FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
_FREE, _HELD = 0, 1


class HomeLock:
    """Holds the home until :meth:`release`; a killed process releases it too, but leaves a mark."""

    def __init__(self, root: Path) -> None:
        """Take the lock.

        Raises:
            KnownError: STO-004 when another station holds it.
            OSError: the lock file cannot be opened.
        """
        self._is_settled = False
        self._descriptor: int | None = os.open(Home(root).lock, _FLAGS, 0o600)
        try:
            _seize(self._descriptor)
        except OSError as error:
            self.release()
            raise KnownError("STO-004", path=str(root)) from error
        self.was_left = os.fstat(self._descriptor).st_size > 0
        """Whether the last who held it was killed, or could not set right what such a one left."""
        self._mark(_HELD)

    def settled(self) -> None:
        """What a killed holder may have left is set right."""
        self._is_settled = True

    def release(self) -> None:
        """Let go. Safe to call twice."""
        if self._descriptor is not None:
            if self._is_settled:
                self._mark(_FREE)
            os.close(self._descriptor)
            self._descriptor = None

    def _mark(self, size: int) -> None:
        # The size is the mark: it needs no room on a full disk.
        if self._descriptor is not None:
            os.ftruncate(self._descriptor, size)
            os.fsync(self._descriptor)
