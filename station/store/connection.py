"""Connections to the station's database file.

The driver alone, without SQLAlchemy over it: importing that costs 0.4 s and 35 MB in every window, and a
statement through it ten times its own time. SQLAlchemy is loaded only when Alembic must migrate.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

# Checkpoints sync twice more; they are made between units (``Store.checkpoint``), never inside an answer.
_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA wal_autocheckpoint = 0",
    "PRAGMA busy_timeout = 2000",
)


class Row(sqlite3.Row):
    """One row; its columns by position, by name, and as attributes."""

    def __getattr__(self, column: str) -> Any:
        try:
            return self[column]
        except IndexError as error:
            raise AttributeError(column) from error


def connect(database: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """A connection whose transactions are begun explicitly; any one thread may use it at a time.

    Raises:
        sqlite3.Error: the file cannot be opened as a database.
    """
    connection = sqlite3.connect(database, isolation_level=None, check_same_thread=False)
    try:
        for pragma in (*_PRAGMAS, *(("PRAGMA query_only = ON",) if read_only else ())):
            connection.execute(pragma)
    except BaseException:
        connection.close()
        raise
    connection.row_factory = Row
    return connection


class ConnectionPool:
    """Connections to one database, kept open for the next who needs one. Thread-safe."""

    def __init__(self, database: Path, *, read_only: bool = False) -> None:
        self.database = database
        self._read_only = read_only
        self._idle: list[sqlite3.Connection] = []
        self._lock = threading.Lock()

    @contextmanager
    def lend(self) -> Iterator[sqlite3.Connection]:
        """A connection for the caller alone, outside any transaction.

        Raises:
            sqlite3.Error: as :func:`connect`.
        """
        connection = self.take()
        try:
            yield connection
        finally:
            self.give_back(connection)

    def take(self) -> sqlite3.Connection:
        """A connection that nobody else uses; a new one when all are taken.

        Raises:
            sqlite3.Error: as :func:`connect`.
        """
        with self._lock:
            if self._idle:
                return self._idle.pop()
        return connect(self.database, read_only=self._read_only)

    def give_back(self, connection: sqlite3.Connection) -> None:
        """Keep a connection, outside any transaction, for the next."""
        with self._lock:
            self._idle.append(connection)

    def close(self) -> None:
        """Close every connection that was given back."""
        with self._lock:
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()
