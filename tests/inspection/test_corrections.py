"""Correcting sealed records on a real store: who may, what follows, and that nothing goes away."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from station.errors import KnownError
from station.inspection.corrections import Corrections
from station.model.answer import Answer, Choice, Defects, Measured, Unknown, UnknownReason
from station.model.event import EventKind
from station.model.person import Person, Role
from station.model.reasons import Act, reasons
from station.model.record import Record
from station.model.standing import Countersign, Standing
from station.store.clock import SystemClock
from station.store.ledger import Ledger
from station.store.life import life_of
from station.store.records import RecordBook
from station.texts import Lang, error_text
from tests.stations import PIN, SmallRules, Station, open_station

NO: dict[str, Answer] = {"PW-01": Choice("no"), "PW-02": Choice("yes")}


@dataclass(frozen=True)
class Room:
    """A station with an inspector, a supervisor and its administrator, and the corrections of its records."""

    station: Station
    corrections: Corrections
    inspector: Person
    supervisor: Person

    def amend(self, record: Record, by: Person | None = None) -> Record:
        """The unit was off after all, or on again."""
        on = next(one["answer"] for one in record.document["observations"] if _is_power(one))
        changes = NO if on == {"value": "yes"} else {"PW-01": Choice("yes")}
        return self.corrections.amend(record.id, changes, "misread", "看错了", (by or self.inspector).id, PIN)

    def refusal(self, record: Record, **changes: object) -> KnownError:
        """Why an amendment is refused."""
        told = {"changes": NO, "reason": "misread", "says": "x", "person_id": self.inspector.id, "pin": PIN}
        with pytest.raises(KnownError) as caught:
            self.corrections.amend(record.id, **(told | changes))  # type: ignore[arg-type]  # the values of a table fit by name
        assert all(error_text(lang, caught.value) for lang in Lang)
        return caught.value


def _is_power(observation: dict[str, object]) -> bool:
    return observation["item"] == "PW-01" and bool(observation["current"])


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    with open_station(tmp_path) as station:
        add = station.accounts.add
        corrections = Corrections(station.store, SystemClock(), station.accounts, SmallRules())
        inspector = add("李雷", Role.INSPECTOR, PIN, station.person.id)
        yield Room(station, corrections, inspector, add("韩梅", Role.SUPERVISOR, PIN, station.person.id))


def test_an_amendment_is_a_new_record_and_the_old_one_stays(room: Room) -> None:
    old = room.station.seal_one()
    new = room.amend(old)
    book = RecordBook(room.station.store)
    assert (new.id, book.get(old.id), book.get(new.id)) == (f"{old.id}-A1", old, new)
    assert new.document["amends"] == {
        "record": old.id,
        "sha256": old.sha256,
        "reason": "misread",
        "says": "看错了",
    }
    assert [one["grades"] for one in new.document["verdicts"]] == [["C"], ["C"]]
    assert new.document["inspector"] == old.document["inspector"]
    assert new.document["signature"]["meaning"] == "amended"
    assert new.document["signature"]["name"] == "李雷"
    assert new.document["countersign"] == {"demanded_by": [{"because": "amended", "item": ""}]}
    assert life_of(room.station.store, old).standing is Standing.AMENDED
    assert Ledger(room.station.store).verify().ok


def test_a_changed_answer_replaces_and_says_by_which_record(room: Room) -> None:
    old = room.station.seal_one()
    new = room.amend(old)
    before = [one for one in old.document["observations"] if one["item"] == "PW-01"]
    was, now = (one for one in new.document["observations"] if one["item"] == "PW-01")
    assert was == {**before[0], "current": False}
    assert (now["replaces"], now["amendment"], now["person"]) == (was["id"], new.id, room.inspector.id)
    assert now["source"]["reason"] == "看错了"
    others = [one for one in old.document["observations"] if one["item"] != "PW-01"]
    assert [one for one in new.document["observations"] if one in others] == others


def test_a_chain_grows_at_its_end_only(room: Room) -> None:
    first = room.station.seal_one()
    second = room.amend(first)
    third = room.amend(second)
    assert third.id == f"{first.id}-A2"
    for older in (first, second):
        error = room.refusal(older)
        assert (error.code, error.details["newest"]) == ("REC-001", third.id)
    assert [one["grades"] for one in third.document["verdicts"]] == [["A"], ["A"]]


def test_a_voided_record_stays_and_can_be_neither_amended_nor_voided(room: Room) -> None:
    record = room.station.seal_one()
    entry = room.corrections.void(record.id, "duplicate", "重复", room.supervisor.id, PIN)
    body = json.loads(entry.body)
    assert (entry.kind, body["record"], body["sha256"]) == (
        EventKind.RECORD_VOIDED,
        record.id,
        record.sha256,
    )
    assert (body["signature"]["meaning"], body["person"]) == ("voided", room.supervisor.id)
    assert life_of(room.station.store, record).standing is Standing.VOIDED
    assert RecordBook(room.station.store).get(record.id) == record
    assert room.refusal(record).code == "REC-002"
    with pytest.raises(KnownError) as caught:
        room.corrections.void(record.id, "duplicate", "again", room.supervisor.id, PIN)
    assert caught.value.code == "REC-002"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"reason": "because"}, "REC-003"),
        ({"says": "  "}, "REC-004"),
        ({"changes": {}}, "REC-005"),
        ({"changes": {"PW-01": Choice("yes")}}, "REC-005"),
        ({"changes": {"PW-01": Choice("maybe")}}, "INSP-001"),
        ({"changes": {"ZZ-01": Choice("yes")}}, "INSP-001"),
        ({"changes": {"PW-02": Choice("yes")}}, "INSP-001"),
        ({"changes": {"PW-01": Choice("no")}}, "INSP-004"),
        ({"pin": "9753"}, "PEO-001"),
    ],
)
def test_what_no_amendment_may_be(room: Room, changes: dict[str, object], code: str) -> None:
    record = room.station.seal_one()
    assert room.refusal(record, **changes).code == code
    assert life_of(room.station.store, record).standing is Standing.CURRENT


def test_the_first_person_never_gives_the_second_signature(room: Room) -> None:
    record = room.amend(room.station.seal_one(), by=room.supervisor)
    with pytest.raises(KnownError) as caught:
        room.corrections.countersign(record.id, True, "", room.supervisor.id, PIN)
    assert caught.value.code == "REC-007"
    with pytest.raises(KnownError) as caught:
        room.corrections.countersign(record.id, True, "", room.inspector.id, PIN)
    assert caught.value.code == "PEO-006"
    room.corrections.countersign(record.id, True, "", room.station.person.id, PIN)
    assert life_of(room.station.store, record).countersign is Countersign.AGREED


@pytest.mark.parametrize("agreed", [True, False])
def test_the_second_signature_is_given_once(room: Room, agreed: bool) -> None:
    record = room.amend(room.station.seal_one())
    assert [one.id for one in room.corrections.awaiting()] == [record.id]
    entry = room.corrections.countersign(record.id, agreed, "看过照片", room.supervisor.id, PIN)
    body = json.loads(entry.body)
    assert body["decision"] == ("agreed" if agreed else "refused")
    assert body["demanded_by"] == record.document["countersign"]["demanded_by"]
    assert body["signature"]["statement"].keys() == {"zh", "en"}
    assert room.corrections.awaiting() == ()
    with pytest.raises(KnownError) as caught:
        room.corrections.countersign(record.id, True, "", room.station.person.id, PIN)
    assert caught.value.code == "REC-008"


def test_a_refusal_needs_words_and_an_undemanded_signature_is_refused(room: Room) -> None:
    record = room.station.seal_one()
    with pytest.raises(KnownError) as caught:
        room.corrections.countersign(record.id, True, "", room.supervisor.id, PIN)
    assert caught.value.code == "REC-006"
    amended = room.amend(record)
    with pytest.raises(KnownError) as caught:
        room.corrections.countersign(amended.id, False, " ", room.supervisor.id, PIN)
    assert caught.value.code == "REC-004"


def test_any_answer_can_be_amended(room: Room) -> None:
    record = room.station.seal_one()
    changes: dict[str, Answer] = {
        "DM-01": Measured(Decimal("20.50"), "mm"),
        "FG-01": Defects(()),
        "PH-01": Unknown(UnknownReason.NOT_INSPECTED),
    }
    new = room.corrections.amend(record.id, changes, "re_measured", "复测", room.inspector.id, PIN)
    made = [one for one in new.document["observations"] if one.get("amendment")]
    assert [(one["item"], one["confirmed"]) for one in made] == [("DM-01", True), ("PH-01", False)]


@pytest.mark.parametrize("act", ["amend", "void", "override"])
def test_every_reason_is_told_in_both_languages_and_once(act: Act) -> None:
    listed = reasons(act)
    assert len({one.code for one in listed}) == len(listed)
    assert all(one.title.of(lang) for one in listed for lang in Lang)


def test_two_supervisors_at_once_sign_once(room: Room) -> None:
    record = room.amend(room.station.seal_one())
    people = (room.supervisor, room.station.person)

    def sign(person: Person) -> str:
        try:
            room.corrections.countersign(record.id, True, "", person.id, PIN)
        except KnownError as error:
            return error.code
        return "signed"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(sign, people)) == ["REC-008", "signed"]
