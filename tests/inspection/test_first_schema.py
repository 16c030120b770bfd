"""Records of the first form of the document go on being read, shown, graded, compared and corrected."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from station.inspection.comparing import compare_records
from station.inspection.corrections import Corrections
from station.inspection.history import history_of
from station.model.answer import Choice
from station.model.person import Role
from station.model.record import Record
from station.model.standing import Countersign, Standing
from station.store.clock import SystemClock
from station.store.index.query import Query
from station.store.ledger import Ledger
from station.store.life import life_of
from station.store.records import RecordBook
from tests.stations import PIN, SmallRules, Station, open_station
from tests.store.test_schema import released


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    with open_station(released("0001", tmp_path).root) as opened:
        yield opened


@pytest.fixture
def old(station: Station) -> Record:
    book = RecordBook(station.store)
    (sealed,) = book.search(Query()).rows
    return book.get(sealed.id)


def test_it_stands_and_tells_its_history(station: Station, old: Record) -> None:
    assert old.document["schema"] == 1
    life = life_of(station.store, old)
    assert (life.standing, life.countersign) == (Standing.CURRENT, Countersign.NONE)
    assert len(history_of(old)) >= len([one for one in old.document["observations"] if one["current"]])


def test_it_is_amended_by_a_record_of_today(station: Station, old: Record) -> None:
    person = station.accounts.add("李雷", Role.INSPECTOR, PIN, station.person.id)
    corrections = Corrections(station.store, SystemClock(), station.accounts, SmallRules())
    was = next(one for one in old.document["observations"] if one["item"] == "PW-01" and one["current"])
    changes = {"PW-01": Choice("no"), "PW-02": Choice("no")}
    if was["answer"] == {"value": "no"}:
        changes = {"PW-01": Choice("yes")}
    new = corrections.amend(old.id, changes, "wrong_entry", "录错", person.id, PIN)
    assert (new.document["schema"], new.document["unit"]["customer"]) == (2, None)
    assert "PW-01" in {one.item for one in compare_records(old, new).items}
    assert life_of(station.store, old).standing is Standing.AMENDED
    assert Ledger(station.store).verify().ok


def test_a_second_inspection_names_it(station: Station, old: Record) -> None:
    again = station.seal_one(old.document["unit"]["code"])
    assert [one["record"] for one in again.document["earlier"]] == [old.id]
    assert compare_records(old, again).old.name == old.document["inspector"]["name"]
