"""Brings the database to the schema this program works with, or says why it cannot.

A migration is one transaction, made after a backup. What counts as a new install is narrow on purpose: no
tables *and* no station key beside the file. Everything else that is not understood is refused, not replaced.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from station.errors import KnownError
from station.places import Home
from station.store.failures import known_failures
from station.store.migrations import REVISIONS
from station.store.transaction import immediate


@dataclass(frozen=True, slots=True)
class Migrations:
    """A folder of migrations and its revisions, oldest first."""

    folder: Path
    revisions: tuple[str, ...]


SHIPPED = Migrations(Path(__file__).parent / "migrations", REVISIONS)
"""The migrations of this program."""


def bring_up_to_date(engine: Engine, home: Home, migrations: Migrations = SHIPPED) -> None:
    """Create or migrate the database behind ``engine``.

    Raises:
        KnownError: STO-001 the database is gone while the station's key is there, STO-005 newer schema,
            STO-006 a half-migrated file, or a migration that failed and left everything as it was.
    """
    found = _found(engine, home, migrations)
    if found == migrations.revisions[-1]:
        return
    if found is None:
        _upgrade(engine, migrations)
        return
    backup = backup_of(home, found)
    _back_up(home.database, backup)
    try:
        with known_failures(home.database):
            _upgrade(engine, migrations)
    except SQLAlchemyError as error:
        raise KnownError("STO-006", why=str(error), backup=str(backup)) from error


def is_up_to_date(engine: Engine, home: Home) -> bool:
    """Whether the database has the schema this program works with.

    Raises:
        KnownError: as :func:`bring_up_to_date`.
    """
    return _found(engine, home, SHIPPED) == SHIPPED.revisions[-1]


def backup_of(home: Home, revision: str) -> Path:
    """Where the copy made before migrating from ``revision`` lies."""
    return home.database.with_name(f"{home.database.name}.{revision}.backup")


def _found(engine: Engine, home: Home, migrations: Migrations) -> str | None:
    with engine.connect() as connection:
        found = _revision(connection, home)
    if found is not None and found not in migrations.revisions:
        raise KnownError("STO-005", found=found)
    return found


def _revision(connection: Connection, home: Home) -> str | None:
    names = "SELECT name FROM sqlite_master WHERE type = 'table'"
    tables = set(connection.exec_driver_sql(names).scalars())
    if not tables:
        _refuse_lost_database(home)
        return None
    revisions = _stored_revisions(connection) if "alembic_version" in tables else ()
    if len(revisions) != 1:
        backup = ", ".join(str(file) for file in home.root.glob(f"{home.database.name}.*.backup"))
        raise KnownError("STO-006", why="alembic_version", backup=backup or "-")
    return revisions[0]


def _stored_revisions(connection: Connection) -> tuple[str, ...]:
    return tuple(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalars())


def _refuse_lost_database(home: Home) -> None:
    if home.key.exists():
        raise KnownError("STO-001", path=str(home.database), why="missing or empty beside the station's key")


def _back_up(database: Path, backup: Path) -> None:
    aside = backup.with_suffix(".part")
    aside.unlink(missing_ok=True)
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(aside)) as target:
        source.backup(target)
    aside.replace(backup)


def _upgrade(engine: Engine, migrations: Migrations) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrations.folder))
    with engine.connect() as connection, immediate(connection):
        config.attributes["connection"] = connection
        command.upgrade(config, migrations.revisions[-1])
