"""Brings the database to the schema this program works with, or says why it cannot.

A migration is one transaction, made after a backup. What counts as a new install is narrow on purpose: no
tables *and* no station key beside the file. Everything else that is not understood is refused, not replaced.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from station.errors import KnownError
from station.places import Home
from station.store.connection import ConnectionPool, connect
from station.store.failures import known_failures
from station.store.migrations import REVISIONS
from station.store.transaction import immediate

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Migrations:
    """A folder of migrations and its revisions, oldest first."""

    folder: Path
    revisions: tuple[str, ...]


SHIPPED = Migrations(Path(__file__).parent / "migrations", REVISIONS)
"""The migrations of this program."""


def bring_up_to_date(pool: ConnectionPool, home: Home, migrations: Migrations = SHIPPED) -> None:
    """Create or migrate the home's database, of which ``pool`` has connections.

    Raises:
        KnownError: STO-001 the database is gone while the station's key is there, STO-005 newer schema,
            STO-006 a half-migrated file, or a migration that failed and left everything as it was.
    """
    found = _found(pool, home, migrations)
    if found == migrations.revisions[-1]:
        return
    if found is None:
        _upgrade(home.database, migrations)
        return
    backup = backup_of(home, found)
    _back_up(home.database, backup)
    try:
        with known_failures(home.database):
            _upgrade(home.database, migrations)
    except sqlite3.Error as error:
        raise KnownError("STO-006", why=str(error), backup=str(backup)) from error


def holds_station(home: Home) -> bool:
    """Whether there is a station in the home; asking makes nothing.

    Raises:
        KnownError: STO-001 the database is gone while the station's key is there.
    """
    if home.database.exists() and home.database.stat().st_size:
        return True
    _refuse_lost_database(home)
    return False


def is_up_to_date(pool: ConnectionPool, home: Home) -> bool:
    """Whether the database has the schema this program works with.

    Raises:
        KnownError: as :func:`bring_up_to_date`.
    """
    return _found(pool, home, SHIPPED) == SHIPPED.revisions[-1]


def backup_of(home: Home, revision: str) -> Path:
    """Where the copy made before migrating from ``revision`` lies."""
    return home.database.with_name(f"{home.database.name}.{revision}.backup")


def _found(pool: ConnectionPool, home: Home, migrations: Migrations) -> str | None:
    with pool.lend() as connection:
        found = _revision(connection, home)
    if found is not None and found not in migrations.revisions:
        raise KnownError("STO-005", found=found)
    return found


def _revision(connection: sqlite3.Connection, home: Home) -> str | None:
    names = "SELECT name FROM sqlite_master WHERE type = 'table'"
    tables = {row.name for row in connection.execute(names)}
    if not tables:
        _refuse_lost_database(home)
        return None
    revisions = _stored_revisions(connection) if "alembic_version" in tables else ()
    if len(revisions) != 1:
        backup = ", ".join(str(file) for file in home.root.glob(f"{home.database.name}.*.backup"))
        raise KnownError("STO-006", why="alembic_version", backup=backup or "-")
    return revisions[0]


def _stored_revisions(connection: sqlite3.Connection) -> tuple[str, ...]:
    return tuple(row.version_num for row in connection.execute("SELECT version_num FROM alembic_version"))


def _refuse_lost_database(home: Home) -> None:
    if home.key.exists():
        raise KnownError("STO-001", path=str(home.database), why="missing or empty beside the station's key")


def _back_up(database: Path, backup: Path) -> None:
    aside = backup.with_suffix(".part")
    aside.unlink(missing_ok=True)
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(aside)) as target:
        source.backup(target)
    aside.replace(backup)


def _upgrade(database: Path, migrations: Migrations) -> None:
    from alembic import command
    from alembic.config import Config
    from sqlalchemy import NullPool, create_engine
    from sqlalchemy.exc import DBAPIError

    config = Config()
    config.set_main_option("script_location", str(migrations.folder))
    engine = create_engine("sqlite://", creator=lambda: _plain(database), poolclass=NullPool)
    try:
        with engine.connect() as connection, immediate(_plain_of(connection)):
            config.attributes["connection"] = connection
            command.upgrade(config, migrations.revisions[-1])
    except DBAPIError as error:
        raise error.orig or error from error


def _plain(database: Path) -> sqlite3.Connection:
    """A connection whose rows are tuples, as SQLAlchemy wants them."""
    connection = connect(database)
    connection.row_factory = None
    return connection


def _plain_of(connection: Connection) -> sqlite3.Connection:
    return cast(sqlite3.Connection, connection.connection.driver_connection)
