"""Every schema ever released opens with this program; a migration is backed up and happens whole or not."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest

from station.errors import KnownError
from station.model.answer import Choice, Measured
from station.places import Home
from station.store.connection import ConnectionPool
from station.store.ledger import Ledger
from station.store.migrations import REVISIONS
from station.store.records import RecordBook
from station.store.schema import SHIPPED, Migrations, backup_of, bring_up_to_date
from tests.stations import open_station

SCHEMAS = Path(__file__).parent / "schemas"
"""One database per released schema, with the key of the station that made it."""


def released(revision: str, root: Path) -> Home:
    home = Home(root)
    root.mkdir(exist_ok=True)
    shutil.copy(SCHEMAS / f"{revision}.sqlite3", home.database)
    shutil.copy(SCHEMAS / f"{revision}.key", home.key)
    return home


def test_a_database_of_every_released_schema_is_kept() -> None:
    assert {path.stem for path in SCHEMAS.glob("*.sqlite3")} == set(REVISIONS)


@pytest.mark.parametrize("revision", REVISIONS)
def test_a_station_of_an_older_schema_goes_on_where_it_was(revision: str, tmp_path: Path) -> None:
    home = released(revision, tmp_path)
    with open_station(home.root) as station:
        (sealed,) = RecordBook(station.store).search().rows
        assert sealed.unit_code == "R-SEALED"
        assert Ledger(station.store).verify().ok
        current, parked = station.desk.drafts()
        assert (current.unit.code, current.facts) == ("R-OPEN", {"DM-01": Measured(Decimal("7.66"), "mm")})
        assert (parked.unit.code, parked.facts) == ("R-PARKED", {"PW-01": Choice("no")})
        assert station.seal_one("R-NEXT").sequence > sealed.sequence


GOOD = "op.execute('ALTER TABLE people ADD COLUMN badge TEXT')"
BAD = f"{GOOD}; op.execute('ALTER TABLE no_such_table ADD COLUMN badge TEXT')"


def next_migrations(folder: Path, upgrade: str) -> Migrations:
    """The shipped migrations and one more."""
    shutil.copytree(SHIPPED.folder, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "v9999_next.py").write_text(
        f"from alembic import op\nrevision = '9999'\ndown_revision = '{REVISIONS[-1]}'\n"
        f"def upgrade():\n    {upgrade}\n"
    )
    return Migrations(folder, (*REVISIONS, "9999"))


def migrate(home: Home, migrations: Migrations) -> None:
    with closing(ConnectionPool(home.database)) as pool:
        bring_up_to_date(pool, home, migrations)


def columns(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as database:
        return [row[1] for row in database.execute("PRAGMA table_info(people)")]


def test_a_migration_makes_a_backup_first(tmp_path: Path) -> None:
    home = released(REVISIONS[-1], tmp_path / "home")
    migrate(home, next_migrations(tmp_path / "migrations", GOOD))
    assert "badge" in columns(home.database)
    assert "badge" not in columns(backup_of(home, REVISIONS[-1]))


def test_a_migration_that_fails_leaves_everything_as_it_was(tmp_path: Path) -> None:
    home = released(REVISIONS[-1], tmp_path / "home")
    with pytest.raises(KnownError) as caught:
        migrate(home, next_migrations(tmp_path / "migrations", BAD))
    assert caught.value.code == "STO-006"
    assert Path(str(caught.value.details["backup"])).exists()
    assert "badge" not in columns(home.database)
    with open_station(home.root) as station:
        assert len(RecordBook(station.store).search().rows) == 1
