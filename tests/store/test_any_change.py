"""Any single change of what the ledger vouches for in the database is found, wherever it is made."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from station.errors import KnownError
from station.places import Home
from station.store.receipts import Receipts
from tests.hubs import Hub
from tests.stations import open_station
from tests.store.tampering import edit, verify

COLUMNS = {
    "ledger": ("sequence", "previous", "kind", "at", "station", "body_sha256", "hash", "signature", "body"),
    "ledger_head": ("sequence", "hash", "signature"),
    "receipts": ("sequence", "head", "complete", "at", "hub", "signature"),
    "settings": ("value",),
}
PLACES = [(table, column) for table, columns in COLUMNS.items() for column in columns]


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A station with records, a pinned hub and a receipt."""
    home = Home(tmp_path_factory.mktemp("any") / "home")
    with open_station(home.root) as station:
        for number in range(2):
            station.seal_one(f"R-{number}")
        hub = Hub()
        Receipts(station.store).keep(hub.confirm(station.store), hub.public_key)
    return home


def is_found(home: Home) -> bool:
    try:
        return not verify(home).ok
    except KnownError as error:
        return error.code in {"STO-001", "STO-009"}


def copied(home: Home, folder: Path) -> Home:
    return Home(Path(shutil.copytree(home.root, folder / "home")))


def row_of(home: Home, table: str, chance: int) -> str:
    """A condition that picks one row."""
    where = " WHERE name IN ('public_key', 'hub_public_key')" if table == "settings" else ""
    key = {"ledger_head": "only", "settings": "name"}.get(table, "sequence")
    with closing(sqlite3.connect(home.database)) as database:
        keys = database.execute(f"SELECT {key} FROM {table}{where} ORDER BY 1").fetchall()
    (value,) = keys[chance % len(keys)]
    return f"{key} = '{value}'" if isinstance(value, str) else f"{key} = {value}"


def changed(value: object, chance: int) -> str:
    """The value with one bit or number changed, as SQL."""
    if isinstance(value, int):
        return str(value + 1 + chance % 5)
    content = bytearray(value if isinstance(value, bytes) else str(value).encode())
    content[chance % len(content)] ^= 1 << chance % 7
    literal = f"x'{content.hex()}'"
    return literal if isinstance(value, bytes) else f"CAST({literal} AS TEXT)"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(PLACES), st.integers(0, 2**32))
def test_any_single_change_of_a_value_is_found(
    sealed: Home, tmp_path_factory: pytest.TempPathFactory, place: tuple[str, str], chance: int
) -> None:
    table, column = place
    home = copied(sealed, tmp_path_factory.mktemp("changed"))
    row = row_of(home, table, chance)
    with closing(sqlite3.connect(home.database)) as database:
        (value,) = database.execute(f"SELECT {column} FROM {table} WHERE {row}").fetchone()
    new = changed(value, chance)
    with closing(sqlite3.connect(home.database)) as database:
        taken = database.execute(f"SELECT 1 FROM {table} WHERE {column} = {new}").fetchone()
    if column == "sequence" and taken:
        new = "1000"
    edit(home, f"UPDATE {table} SET {column} = {new} WHERE {row}")
    assert is_found(home), (table, column, row, new)
    shutil.rmtree(home.root)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(["ledger", "ledger_head", "settings"]), st.integers(0, 2**32))
def test_any_single_row_removed_is_found(
    sealed: Home, tmp_path_factory: pytest.TempPathFactory, table: str, chance: int
) -> None:
    home = copied(sealed, tmp_path_factory.mktemp("removed"))
    edit(home, f"DELETE FROM {table} WHERE {row_of(home, table, chance)}")
    assert is_found(home)
    shutil.rmtree(home.root)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 2**32), st.integers(1, 9))
def test_any_photo_changed_shortened_or_gone_is_found(
    sealed: Home, tmp_path_factory: pytest.TempPathFactory, chance: int, way: int
) -> None:
    home = copied(sealed, tmp_path_factory.mktemp("photos"))
    photos = sorted(home.evidence.rglob("*.jpg"))
    photo = photos[chance % len(photos)]
    content = bytearray(photo.read_bytes())
    content[chance % len(content)] ^= 1
    if way <= 3:
        photo.unlink()
    else:
        photo.write_bytes(bytes(content) if way <= 6 else bytes(content[:-1]))
    assert is_found(home)
    shutil.rmtree(home.root)
