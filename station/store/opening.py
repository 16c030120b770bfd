"""Opening a home: what a kill, a restore or an older program left is set right before anybody works there."""

from __future__ import annotations

import logging

from station.durable import make_folder
from station.errors import KnownError
from station.places import Home
from station.ports import Clock
from station.store.connection import ConnectionPool
from station.store.database import Store
from station.store.failures import known_failures
from station.store.head_counter import HeadCounter
from station.store.home_lock import HomeLock
from station.store.identity import Identity, load_identity, make_key
from station.store.leftovers import state_leftover
from station.store.pending_entries import enter_notes
from station.store.plain_copy import remove_what_was_left
from station.store.platform_note import follow_note
from station.store.privacy import keep_to_owner, refuse_links, warn_of_others
from station.store.progress import Progress
from station.store.replacing import finish_replacing
from station.store.restoration import enter_restoration
from station.store.schema import bring_up_to_date, holds_station, is_up_to_date
from station.store.staging import finish_publishing, published_bodies, staged_folder
from station.store.transaction import immediate

_LOG = logging.getLogger(__name__)


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
            follow_note(store)
            enter_restoration(store)
            enter_notes(store)
            _settle(store, lock)
            HeadCounter(store)
            store.follow_ledger(store.index.follow)
            store.index.follow()
            store.follow_ledger(store.rollups.follow)
    except BaseException:
        pool.close()
        raise
    return store


def _settle(store: Store, lock: HomeLock) -> None:
    """Set right what a killed station left; where the disk refuses, the next opening tries again."""
    if lock.was_left:
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
