"""A work order with target channels: what cannot change a verdict is not needed, and never an answer."""

from __future__ import annotations

from pathlib import Path

from station.inspection.desk import InspectionDesk
from station.inspection.rules import PublishedRules
from station.model.answer import Answer, Choice, Text
from station.model.inspection import Inspection, InspectionState
from station.model.unit import INTERNAL
from station.model.verdict import Result
from tests.stations import BY_HAND, PIN, Station, open_station

LOCKED: dict[str, Answer] = {
    "PB-01": Choice("boots_stable"),
    "PB-04": Choice("none"),
    "ID-01": Text("352099001761481"),
    "ID-05": Choice("on_locked"),
}


def desk_of(station: Station) -> InspectionDesk:
    rules = PublishedRules(station.store.home)
    return InspectionDesk(station.store, station.store.clock, station.accounts, rules)


def locked_for(desk: InspectionDesk, station: Station) -> Inspection:
    unit = desk.unit_by_hand("R-1", "smartphone")
    inspection = desk.start(unit, station.person.id, ["swappa"])
    for item, answer in LOCKED.items():
        inspection = desk.answer(inspection.id, item, answer, BY_HAND, station.person.id)
    return inspection


def test_a_lock_ends_the_inspection_and_the_record_says_what_was_not_asked(tmp_path: Path) -> None:
    with open_station(tmp_path) as station:
        desk = desk_of(station)
        inspection = locked_for(desk, station)
        asked = {item.id for item in inspection.checklist.items}
        assert inspection.open_items() == ()
        assert not inspection.not_needed & set(inspection.observations)
        review = desk.review(inspection)
        assert review.unanswered == ()
        record = desk.seal(inspection.id, station.person.id, PIN)
        not_asked = record.document["not_asked"]
        assert {one["item"] for one in not_asked} | set(LOCKED) <= asked
        assert {one["reason"] for one in not_asked} == {"every_channel_refused"}
        assert [one["result"] for one in record.document["verdicts"]] == [Result.NOT_ACCEPTED.value]
        assert {one["item"] for one in record.document["observations"]} == set(LOCKED)


def test_parking_and_a_restart_find_the_same_steps_not_needed(tmp_path: Path) -> None:
    with open_station(tmp_path) as station:
        desk = desk_of(station)
        before = desk.park(locked_for(desk, station).id)
    with open_station(tmp_path) as station:
        after = desk_of(station).resume(before.id)
    assert after.state is InspectionState.OPEN
    assert after.not_needed == before.not_needed != frozenset()


def test_a_step_not_needed_can_be_opened_and_answered_and_taking_the_lock_back_asks_again(
    tmp_path: Path,
) -> None:
    with open_station(tmp_path) as station:
        desk = desk_of(station)
        inspection = locked_for(desk, station)
        desk.show_step(inspection.id, "ID-08")
        inspection = desk.answer(inspection.id, "ID-08", Choice("clean"), BY_HAND, station.person.id)
        assert "ID-08" in inspection.observations
        assert inspection.open_items() == ()
        inspection = desk.answer(inspection.id, "ID-05", Choice("off"), BY_HAND, station.person.id)
        assert inspection.not_needed == frozenset() or "ID-08" not in inspection.open_items()
        assert inspection.open_items() != ()


def test_the_internal_standard_as_a_target_asks_everything(tmp_path: Path) -> None:
    with open_station(tmp_path) as station:
        desk = desk_of(station)
        unit = desk.unit_by_hand("R-1", "smartphone")
        inspection = desk.start(unit, station.person.id, [INTERNAL, "swappa"])
        assert (len(inspection.checklist.items), inspection.checklist.channels) == (70, ("swappa",))
        assert not inspection.checklist.targeted
