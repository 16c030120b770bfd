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

from station.durable import make_folder
from station.errors import KnownError
from station.places import Home
from station.ports import Clock
from station.store.connection import ConnectionPool
from station.store.evidence import EvidenceFolder
from station.store.failures import known_failures
from station.store.home_lock import HomeLock
from station.store.identity import Identity, load_identity, make_key
from station.store.index.derived import RecordIndex
from station.store.plain_copy import remove_what_was_left
from station.store.privacy import keep_to_owner, refuse_links, warn_of_others
from station.store.progress import Progress
from station.store.replacing import finish_replacing
from station.store.schema import bring_up_to_date, holds_station, is_up_to_date
from station.store.space import Ballast
from station.store.staging import finish_publishing, published_bodies, staged_folder
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
        self.index = RecordIndex(self, lock is not None)
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


def open_store(home: Home, clock: Clock) -> Store:
    """Open the home's database, creating or migrating it, and lock the home.

    Raises:
        KnownError: STO-001 unreadable, STO-002 read-only, STO-003 disk full, STO-004 another station runs on
            this home, STO-005 newer schema, STO-006 half-done migration, STO-009 key unreadable, STO-012
            changes that were on disk are gone (told once), STO-014 a file of it is a link.
    """
    with known_failures(home.root):
        finish_replacing(home.root.absolute())
        make_folder(home.root, mode=0o700)
        warn_of_others(home.root)
        refuse_links(home)
        lock = HomeLock(home.root)
    try:
        return _open(home, clock, lock)
    except BaseException:
        lock.release()
        raise


def open_to_read(home: Home, clock: Clock) -> Store:
    """Open a home for looking only, beside a station that may be running on it.

    Looking makes nothing: a folder without a station stays as it is. A database of an older schema is
    migrated, as :func:`open_store` does.

    Raises:
        KnownError: as :func:`open_store`, and STO-011 no station there; writing raises STO-002.
    """
    finish_replacing(home.root.absolute())
    if not holds_station(home):
        raise KnownError("STO-011", path=str(home.root))
    refuse_links(home)
    pool = ConnectionPool(home.database, read_only=True)
    try:
        with known_failures(home.database):
            if is_up_to_date(pool, home):
                return Store(home, clock, None, pool, _identity(pool, home))
    except BaseException:
        pool.close()
        raise
    pool.close()
    return open_store(home, clock)


def _open(home: Home, clock: Clock, lock: HomeLock) -> Store:
    pool = ConnectionPool(home.database)
    try:
        with known_failures(home.database):
            bring_up_to_date(pool, home)
            with pool.lend() as connection:
                Progress(home.progress).check(connection)
            _give_identity(pool, home)
            keep_to_owner(home.database)
            store = Store(home, clock, lock, pool, _identity(pool, home))
            keep_to_owner(home.key)
            store.evidence.prepare()
            remove_what_was_left(home)
            _finish_publishing(store)
            _follow_platform(store)
            _enter_restoration(store)
            _enter_notes(store)
            _settle(store, lock)
            _count_outside(store)
            store.follow_ledger(store.index.follow)
            store.index.follow()
    except BaseException:
        pool.close()
        raise
    return store


def _count_outside(store: Store) -> None:
    from station.store.head_counter import HeadCounter  # it reads the store, which stands on this

    HeadCounter(store)


def _settle(store: Store, lock: HomeLock) -> None:
    """Set right what a killed station left; where the disk refuses, the next opening tries again."""
    if lock.was_left:
        from station.store.leftovers import state_leftover

        try:
            state_leftover(store)
        except KnownError as error:
            _LOG.warning("the photo that a crash may have left is not stated yet: %s", error)
            return
    lock.settled()


def _finish_publishing(store: Store) -> None:
    """Set right what a crash left between ledger and folder."""
    if staged_folder(store.home).is_dir():
        with store.read() as connection:
            published = {body["sha256"] for body in published_bodies(connection)}
        finish_publishing(store.home, published)


def _follow_platform(store: Store) -> None:
    from station.store.platform_note import follow_note  # it reads the store, which stands on this

    follow_note(store)


def _enter_notes(store: Store) -> None:
    from station.store.pending_entries import enter_notes  # it writes the ledger, which stands on this

    enter_notes(store)


def _enter_restoration(store: Store) -> None:
    from station.store.restoration import enter_restoration  # it writes the ledger, which stands on this

    enter_restoration(store)


def _give_identity(pool: ConnectionPool, home: Home) -> None:
    """Make the key once, before the first ledger entry; a station that has one never gets another."""
    if _public_key(pool) is not None:
        return
    if not home.key.exists():
        make_key(home.key)
    elif _has_people(pool):
        raise KnownError("STO-001", path=str(home.database), why="the station's settings are gone")
    public_key = load_identity(home.key).public_key
    with pool.lend() as connection, immediate(connection):
        connection.execute("INSERT INTO settings VALUES ('public_key', ?)", (public_key,))


def _has_people(pool: ConnectionPool) -> bool:
    with pool.lend() as connection:
        return connection.execute("SELECT 1 FROM people").fetchone() is not None


def _identity(pool: ConnectionPool, home: Home) -> Identity:
    identity = load_identity(home.key)
    if _public_key(pool) != identity.public_key:
        raise KnownError("STO-009", path=str(home.key), why="not the key this database was signed with")
    return identity


def _public_key(pool: ConnectionPool) -> str | None:
    with pool.lend() as connection:
        row = connection.execute("SELECT value FROM settings WHERE name = 'public_key'").fetchone()
    return None if row is None else str(row[0])
