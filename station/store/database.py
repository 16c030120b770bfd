"""The station's SQLite database: WAL, every commit synced once, one station per home."""

from __future__ import annotations

import logging
import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from sqlite3 import Connection
from types import TracebackType
from typing import Self

from station.errors import KnownError
from station.places import Home
from station.ports import Clock
from station.store.connection import ConnectionPool
from station.store.evidence import EvidenceFolder
from station.store.failures import known_failures
from station.store.home_lock import HomeLock
from station.store.identity import Identity
from station.store.index.derived import DerivedFile
from station.store.index.form import FOUND
from station.store.progress import Progress
from station.store.rollups.form import form_for
from station.store.rollups.reading import RollupReader
from station.store.space import Ballast
from station.store.transaction import immediate, snapshot

_LOG = logging.getLogger(__name__)


class Store:
    """Everything one station keeps, open and locked. Close it, or use it as a context manager."""

    def __init__(
        self, home: Home, clock: Clock, lock: HomeLock | None, pool: ConnectionPool, identity: Identity
    ) -> None:
        self.home = home
        self.clock = clock
        self.identity = identity
        self.ballast = Ballast(home)
        self.evidence = EvidenceFolder(home.evidence, self.ballast.make_room)
        self.index = DerivedFile(self, home.index, FOUND, lock is not None)
        self.rollups = DerivedFile(self, home.rollups, form_for(home), lock is not None)
        self.counted = RollupReader(self.rollups)
        self.progress = Progress(home.progress)
        self._lock = lock
        self._pool = pool
        self._writer = pool.take()
        self._writing = threading.Lock()
        self._followers: list[Callable[[], None]] = []
        self._closers: list[Callable[[], None]] = []
        self._grew = False
        self.run = secrets.token_hex(4)
        """Names this run of the program, within which the monotonic clock can be compared."""

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one consistent state.

        Raises:
            KnownError: STO-001 when the database cannot be read.
        """
        with known_failures(self._pool.database), snapshot(self._pool) as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A connection in an immediate transaction: committed with one sync at the end, or rolled back.

        Raises:
            KnownError: STO-001, STO-002, STO-003; nothing of the transaction is kept then.
        """
        with self._writing:
            self._grew = False
            self.ballast.make_room()
            with known_failures(self._pool.database), immediate(self._writer) as connection:
                yield connection
            if self._grew:
                for tell in self._followers:
                    tell()

    def ledger_grew(self) -> None:
        """An entry was appended in the transaction under way."""
        self._grew = True

    def follow_ledger(self, tell: Callable[[], None]) -> None:
        """Call ``tell`` after every commit that added ledger entries; it must not write here, nor raise."""
        self._followers.append(tell)

    def checkpoint(self) -> None:
        """Move the write-ahead log into the database; for moments when nobody waits.

        Waits for no reader. What was committed is safe in the log: a disk that refuses only puts this off.
        """
        try:
            with self._writing, known_failures(self._pool.database):
                self._writer.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
            self.index.checkpoint()
            self.rollups.checkpoint()
        except KnownError as error:
            _LOG.warning("checkpoint put off: %s", error)

    def before_closing(self, act: Callable[[], None]) -> None:
        """Call ``act`` once, when the store is about to close; it must not raise."""
        self._closers.append(act)

    @property
    def is_exclusive(self) -> bool:
        """True when no other process can change the database."""
        return self._lock is not None

    @property
    def name(self) -> str:
        """Name of the station as people know it; its id until it is named."""
        with self.read() as connection:
            row = connection.execute("SELECT value FROM settings WHERE name = 'station_name'").fetchone()
        return str(row[0]) if row else self.identity.id

    def rename(self, name: str) -> None:
        """Name the station."""
        with self.write() as connection:
            connection.execute("INSERT OR REPLACE INTO settings VALUES ('station_name', ?)", (name,))

    def close(self) -> None:
        """Close the database and let go of the home. Safe to call twice."""
        closers, self._closers = self._closers, []
        for act in closers:
            act()
        self.index.close()
        self.counted.close()
        self.rollups.close()
        self.progress.close()
        self._writer.close()
        self._pool.close()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
