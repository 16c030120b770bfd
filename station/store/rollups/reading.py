"""Asking the file of analyses on connections beside the one that follows the ledger."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from station.errors import KnownError
from station.store.connection import Row
from station.store.failures import known_failures

if TYPE_CHECKING:
    from station.store.index.derived import DerivedFile

_STEPS = 100_000
"""Steps of SQLite's machine between two looks at whether somebody wants it to stop; about 2 ms."""
_PRAGMAS = ("PRAGMA query_only = ON", "PRAGMA busy_timeout = 2000", "PRAGMA cache_size = -32000")

Goes = Callable[[], bool]
"""Asked again and again while a question is answered; False stops it."""


class RollupReader:
    """Connections for whoever asks. Thread-safe."""

    def __init__(self, file: DerivedFile) -> None:
        self._file = file
        self._idle: list[tuple[Path, int, sqlite3.Connection]] = []
        self._lock = threading.Lock()

    @contextmanager
    def lend(self, goes: Goes | None = None) -> Iterator[sqlite3.Connection]:
        """A connection that sees one state; ``goes`` is asked every few milliseconds.

        Raises:
            KnownError: FIG-001 ``goes`` said to stop, STO-001 the file cannot be read.
        """
        if not self._idle:
            self._file.use(lambda _connection: None)  # whoever asks first finds tables
        place = self._file.place
        with known_failures(place[0]):
            connection = self._take(place)
            connection.set_progress_handler((lambda: not goes()) if goes else None, _STEPS)
            try:
                connection.execute("BEGIN")
                yield connection
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
                    raise KnownError("FIG-001") from error
                raise
            finally:
                self._give_back(place, connection)

    def close(self) -> None:
        """Close what nobody uses. Safe to call twice."""
        with self._lock:
            idle, self._idle = self._idle, []
        for _, _, connection in idle:
            connection.close()

    def _take(self, place: tuple[Path, int]) -> sqlite3.Connection:
        with self._lock:
            if self._idle and self._idle[-1][:2] == place:
                return self._idle.pop()[2]
        self.close()
        return _connect(place[0])

    def _give_back(self, place: tuple[Path, int], connection: sqlite3.Connection) -> None:
        connection.set_progress_handler(None, 0)
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        with self._lock:
            self._idle.append((*place, connection))


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    try:
        for pragma in _PRAGMAS:
            connection.execute(pragma)
    except BaseException:
        connection.close()
        raise
    connection.row_factory = Row
    return connection
