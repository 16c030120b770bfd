"""The limits that the security page admits are real, and so is what finds them after all."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from station.model.event import EventKind
from station.model.person import Role
from station.places import RESOURCES, Home, heads_folder
from station.store.anchors import anchor_place
from station.store.bundle_check import verify_bundle
from station.store.clock import SystemClock
from station.store.entry import Head, canonical, head_digest, header_bytes
from station.store.events import write_event
from station.store.identity import Identity, load_identity
from station.store.ledger import Ledger
from station.store.opening import open_store, open_to_read
from station.store.records import RecordBook
from station.store.row_sums import with_sum
from station.texts import Lang
from tests.hubs import Hub
from tests.stations import open_station
from tests.store.tampering import codes, verify


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A station with two records."""
    with open_station(tmp_path / "home") as station:
        for number in range(2):
            station.seal_one(f"R-{number}")
    return Home(tmp_path / "home")


def problems(home: Home) -> set[str]:
    return {code for _, code in codes(verify(home).problems)}


def notes(home: Home) -> set[str]:
    return {code for _, code in codes(verify(home).notes)}


def retell(home: Home, sequence: int) -> None:
    """With the key: the answer of one record changed, and every entry from there on signed anew."""
    identity = load_identity(home.key)
    with closing(sqlite3.connect(home.database)) as database:
        for (guard,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            sql = database.execute("SELECT sql FROM sqlite_master WHERE name = ?", (guard,)).fetchone()[0]
            database.execute(f"DROP TRIGGER {guard}")
            database.execute("CREATE TABLE IF NOT EXISTS kept (sql TEXT)")
            database.execute("INSERT INTO kept VALUES (?)", (sql,))
        _sign_anew(database, identity, sequence)
        for (sql,) in database.execute("SELECT sql FROM kept").fetchall():
            database.execute(sql)
        database.execute("DROP TABLE kept")
        database.commit()


def _sign_anew(database: sqlite3.Connection, identity: Identity, first: int) -> None:
    previous = database.execute("SELECT hash FROM ledger WHERE sequence = ?", (first - 1,)).fetchone()[0]
    rows = database.execute(
        "SELECT sequence, kind, at, body FROM ledger WHERE sequence >= ? ORDER BY sequence", (first,)
    )
    for sequence, kind, at, content in rows.fetchall():
        body = json.loads(content)
        if sequence == first:
            body["duration_s"] = 1
        content = canonical(body)
        body_sha256 = hashlib.sha256(content).hexdigest()
        digest = hashlib.sha256(header_bytes(sequence, previous, kind, at, identity.id, body_sha256)).digest()
        database.execute(
            "UPDATE ledger SET previous = ?, body_sha256 = ?, hash = ?, signature = ?, body = ?"
            " WHERE sequence = ?",
            (previous, body_sha256, digest.hex(), identity.sign(digest), content, sequence),
        )
        previous = digest.hex()
    head = Head(sequence, previous)
    database.execute(
        "UPDATE ledger_head SET hash = ?, signature = ?",
        (previous, identity.sign(head_digest(identity.id, head))),
    )


def first_record(home: Home) -> int:
    with open_to_read(home, SystemClock()) as store:
        kinds = [(entry.sequence, entry.kind) for entry in Ledger(store).entries()]
    return next(sequence for sequence, kind in kinds if kind == EventKind.RECORD_SEALED)


def test_with_the_key_history_can_be_retold_and_a_receipt_finds_it(home: Home) -> None:
    """Limit 1."""
    hub = Hub()
    with open_station(home.root) as station:
        receipt = hub.confirm(station.store)
    retell(home, first_record(home))
    assert problems(home) >= {"forked"}, "the head counter outside still knows"
    shutil.rmtree(heads_folder())
    home.index.unlink(missing_ok=True)
    beside_the_index = problems(home) - {"record_missing", "index_differs"}
    assert beside_the_index == set(), "without receipt and anchor the station agrees with it"
    with open_to_read(home, SystemClock()) as store:
        found = Ledger(store).verify(receipt, hub.public_key).problems
    assert "forked" in {one.code for one in found}


def test_an_old_state_shows_only_while_an_anchor_or_a_receipt_is_there(home: Home, tmp_path: Path) -> None:
    """Limit 2."""
    old = Home(Path(shutil.copytree(home.root, tmp_path / "old")))
    with open_station(home.root) as station:
        station.seal_one("R-9")
        receipt = Hub().confirm(station.store)
    assert problems(old) == {"rolled_back"}
    shutil.rmtree(heads_folder())
    assert (problems(old), notes(old)) == (set(), {"anchor_missing"})
    with open_to_read(old, SystemClock()) as store:
        found = Ledger(store).verify(receipt).problems
    assert {one.code for one in found} == {"rolled_back"}


def test_photos_that_stay_behind_tell_of_records_cut_off(home: Home, tmp_path: Path) -> None:
    """No limit: whoever puts an old database back must also know which photos to take away."""
    old = Path(shutil.copy(home.database, tmp_path / "old.sqlite3"))
    with open_station(home.root) as station:
        station.seal_one("R-9")
    shutil.copy(old, home.database)
    shutil.rmtree(heads_folder())
    assert problems(home) - {"index_differs"} >= {"photo_unnamed"}


def test_answers_in_work_can_be_changed_unseen(home: Home) -> None:
    """Limit 3: the sum of a row tells of a disk that changed it, not of who knows how it is made."""
    with open_station(home.root) as station:
        station.answer_all(station.start("R-5"))
    with closing(sqlite3.connect(home.database)) as database:
        change_answer(database, made_to_fit=False)
        assert problems(home) == {"draft_damaged"}
        change_answer(database, made_to_fit=True)
    assert problems(home) == set()


def change_answer(database: sqlite3.Connection, *, made_to_fit: bool) -> None:
    """The answer to one item in work, ``no`` from now on."""
    found = "WHERE item = 'PW-01' AND inspection IN (SELECT id FROM inspections WHERE state <> 'sealed')"
    database.execute(f'UPDATE observations SET answer = \'{{"value": "no"}}\' {found}')  # noqa: S608 - no input
    if made_to_fit:
        row = database.execute(f"SELECT * FROM observations {found}").fetchone()  # noqa: S608 - no input
        database.execute(f"UPDATE observations SET sum = ? {found}", (with_sum(row[:12])[-1],))  # noqa: S608 - no input
    database.commit()


def slip_in(home: Home, *photos: bytes) -> None:
    """Photos put into the evidence as the last ones, and a crash feigned."""
    for photo in photos:
        name = hashlib.sha256(photo).hexdigest()
        (home.evidence / name[:2] / f"{name}.jpg").write_bytes(photo)
    (home.root / "station.lock").write_bytes(b"\0")


def test_one_photo_beside_a_feigned_crash_is_stated_and_no_more(home: Home) -> None:
    """Limit 4."""
    slip_in(home, b"one")
    assert problems(home) == {"photo_unnamed"}
    open_store(home, SystemClock()).close()
    assert (problems(home), notes(home)) == (set(), {"photo_left_by_crash"})
    slip_in(home, b"two", b"three")
    open_store(home, SystemClock()).close()
    assert problems(home) == {"photo_unnamed"}


class Wrong(SystemClock):
    """A clock that somebody moves."""

    def __init__(self) -> None:
        self.moved = timedelta()

    def now(self) -> datetime:
        """Wall time as moved."""
        return datetime.now(UTC) + self.moved


def tell(home: Home, clock: Wrong, *moves: timedelta) -> None:
    with open_store(home, clock) as store:
        for moved in moves:
            clock.moved = moved
            with store.write() as connection:
                write_event(store, connection, EventKind.SETTING_CHANGED, {"setting": "test"})


def test_a_moved_clock_shows_within_one_run_and_forward_between_two_it_does_not(home: Home) -> None:
    """Limit 5."""
    hour = timedelta(hours=1)
    tell(home, Wrong(), hour)
    assert notes(home) == set(), "between two runs a step forward does not show"
    tell(home, Wrong(), hour * 2, hour * 3)
    assert notes(home) == {"clock_stepped"}
    tell(home, Wrong(), hour)
    assert notes(home) == {"clock_stepped", "clock_set_back"}
    assert problems(home) == set()


def test_a_bundle_of_another_station_is_sound_in_itself(home: Home, tmp_path: Path) -> None:
    """Limit 6."""
    with open_station(home.root) as station:
        record = RecordBook(station.store).search().rows[0].id
        bundle = RecordBook(station.store).export([record], tmp_path / "bundle")
    assert verify_bundle(bundle).ok


@pytest.mark.parametrize("lang", list(Lang))
def test_the_page_names_only_codes_that_there_are(lang: Lang) -> None:
    import re

    from station.texts import catalogue

    page = (RESOURCES / "help" / f"security.{lang.value}.md").read_text("utf-8")
    known = {key.removeprefix("ledger.") for key in catalogue(lang)}
    assert set(re.findall(r"`([a-z]+(?:_[a-z]+)+)`", page)) - known == set()
    assert anchor_place() is not None


def test_a_role_given_past_the_ledger_is_found_and_a_person_at_least_noted(home: Home) -> None:
    with closing(sqlite3.connect(home.database)) as database:
        database.execute("UPDATE people SET role = 'inspector'")
        database.execute(
            "INSERT INTO people (id, name, role, pin_hash, created_at)"
            " VALUES ('P-X', 'x', 'administrator', 'x', '')"
        )
        database.commit()
    assert (problems(home), notes(home)) == ({"person_differs"}, {"person_unstated"})


def test_a_role_given_by_an_administrator_stands_in_the_ledger(home: Home) -> None:
    with open_station(home.root) as station:
        added = station.accounts.add("李雷", Role.INSPECTOR, "9731", station.person.id)
        station.accounts.change_role(added.id, Role.SUPERVISOR, station.person.id)
    assert problems(home) == set()
    with closing(sqlite3.connect(home.database)) as database:
        database.execute("UPDATE people SET role = 'inspector' WHERE role = 'supervisor'")
        database.commit()
    assert problems(home) == {"person_differs"}
