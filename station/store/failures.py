"""What can go wrong on a disk, told as known errors; the one place that reads SQLite and system codes."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from station.errors import KnownError

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_READ_ONLY = {errno.EROFS, errno.EACCES, errno.EPERM}
_PRIMARY_CODE = 0xFF
_UNREADABLE = {
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_NOTADB,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_PROTOCOL,
}
_WRITE_REFUSED = {
    sqlite3.SQLITE_IOERR_WRITE,
    sqlite3.SQLITE_IOERR_TRUNCATE,
    sqlite3.SQLITE_IOERR_SHMSIZE,
}


@contextmanager
def known_failures(path: Path) -> Iterator[None]:
    """Turn failures of the disk under ``path`` into known errors; anything else passes unchanged.

    Raises:
        KnownError: STO-001 unreadable, STO-002 read-only, STO-003 full, STO-004 in use by another program.
    """
    try:
        yield
    except sqlite3.Error as error:
        _tell_sqlite(error, path)
        raise
    except OSError as error:
        _tell_system(error, path)
        raise


def _tell_sqlite(error: sqlite3.Error, path: Path) -> None:
    extended = getattr(error, "sqlite_errorcode", 0)
    primary = extended & _PRIMARY_CODE
    if primary == sqlite3.SQLITE_FULL or extended in _WRITE_REFUSED:
        raise KnownError("STO-003", path=str(path)) from error
    if primary in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM}:
        raise KnownError("STO-002", path=str(path)) from error
    if primary in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        raise KnownError("STO-004", path=str(path)) from error
    if primary in _UNREADABLE or (not extended and isinstance(error, sqlite3.OperationalError)):
        # without a code: the driver could not decode a text
        raise KnownError("STO-001", path=str(path), why=str(error)) from error


def _tell_system(error: OSError, path: Path) -> None:
    if error.errno in _FULL:
        raise KnownError("STO-003", path=str(path)) from error
    if error.errno in _READ_ONLY:
        raise KnownError("STO-002", path=str(path)) from error
