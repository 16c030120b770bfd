"""The file of the index: opened, made anew when it cannot be used, and let go."""

from __future__ import annotations

import logging
import sqlite3
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from station.store.index.tables import connect

_LOG = logging.getLogger(__name__)

_STATION_WAITS_MS, _OTHERS_WAIT_MS = 50, 10_000
_PRIMARY_CODE = 0xFF
_NOT_DAMAGED = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_NOMEM}
"""What a sound file may answer as well."""

T = TypeVar("T")


class IndexFile:
    """One connection to the index, shared by threads one after another.

    Only who holds the home (``exclusive``) removes a file that is no use; anybody else, and who may not write
    there, goes on with a private copy that is gone at the end.
    """

    def __init__(self, path: Path, exclusive: bool) -> None:
        self._path = path
        self._exclusive = exclusive
        self._lock = threading.RLock()
        self._connection: sqlite3.Connection | None = None
        self.made_anew = 0
        """How often the file was no use."""
        self.removed = 0
        """How often it was dropped on purpose."""
        self._private: tempfile.TemporaryDirectory[str] | None = None

    def use(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """What ``work`` makes of the index; done again on a new one when the file turns out to be no use.

        Raises:
            sqlite3.Error: the disk is full, or another program writes; the file stays as it was.
        """
        with self._lock:
            try:
                return work(self._open())
            except sqlite3.Error as error:
                if not _is_no_use(error):
                    raise
                self._replace(error)
                return work(self._open())

    def remove(self) -> None:
        """Drop the file; the next use starts with an empty one."""
        with self._lock:
            self.close()
            _unlink(self._path)
            self.removed += 1

    def close(self) -> None:
        """Close the connection. Safe to call twice."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def discard_private(self) -> None:
        """Close, and remove the private copy if there is one."""
        self.close()
        if self._private is not None:
            self._private.cleanup()
            self._private = None

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            waits_ms = _STATION_WAITS_MS if self._exclusive else _OTHERS_WAIT_MS
            self._connection = connect(self.place, waits_ms)
        return self._connection

    @property
    def place(self) -> Path:
        """Where the file lies: in the home, or a private copy."""
        return Path(self._private.name) / self._path.name if self._private else self._path

    def _replace(self, why: sqlite3.Error) -> None:
        _LOG.info("the index %s is made anew: %s", self.place, why)
        self.made_anew += 1
        self.close()
        if self._private is None and self._exclusive and _may_remove(self._path):
            _unlink(self._path)
        else:
            self.discard_private()
            self._private = tempfile.TemporaryDirectory(prefix="station-index-")


def _is_no_use(error: sqlite3.Error) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & _PRIMARY_CODE not in _NOT_DAMAGED


def _may_remove(path: Path) -> bool:
    try:
        _unlink(path)
    except OSError:
        return False
    return True


def _unlink(path: Path) -> None:
    for end in ("-wal", "-shm", ""):
        path.with_name(path.name + end).unlink(missing_ok=True)
