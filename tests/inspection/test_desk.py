"""The inspection desk on a real store: what it returns is on disk, what does not fit is refused."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from station.errors import KnownError
from station.model.answer import (
    Answer,
    Choice,
    Defects,
    Measured,
    NotFitted,
    Photos,
    Text,
    Unknown,
    UnknownReason,
)
from station.model.defect import Defect, DefectKind
from station.model.inspection import InspectionState
from station.model.observation import Method, Source
from station.places import thumbnail_path
from station.store.index.query import Page, Query
from station.store.ledger import Ledger
from station.store.records import RecordBook
from station.texts import Lang, error_text
from tests.stations import BY_HAND, CALIPER, PIN, Station, good_answers, open_station

TYPED_BECAUSE = Source(Method.MANUAL, reason="caliper is being calibrated")


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    with open_station(tmp_path) as opened:
        yield opened


def mm(digits: str) -> Measured:
    return Measured(Decimal(digits), "mm")


def test_a_whole_inspection_is_sealed_found_and_verified(station: Station) -> None:
    record = station.seal_one()
    book = RecordBook(station.store)
    assert [summary.id for summary in book.search(Query("0147 王敏")).rows] == [record.id]
    assert book.search(Query("0148")) == Page()
    today = record.sealed_at.astimezone().date()
    assert [summary.id for summary in book.search(Query(since=today, until=today)).rows] == [record.id]
    yesterday, tomorrow = today - timedelta(days=1), today + timedelta(days=1)
    assert book.search(Query(until=yesterday)) == book.search(Query(since=tomorrow)) == Page()
    assert book.get(record.id) == record
    assert [verdict["grades"] for verdict in record.document["verdicts"]] == [["A"], ["A"]]
    assert Ledger(station.store).verify().ok


def test_a_restart_comes_back_to_the_same_step_with_every_answer(tmp_path: Path) -> None:
    with open_station(tmp_path) as station:
        before = station.answer(station.start(), "PW-01", Choice("no"))
    with open_station(tmp_path) as station:
        assert station.desk.current() == before
        assert before.current_item == "PW-02"


@pytest.mark.parametrize(
    ("item", "answer"),
    [
        ("PW-01", Choice("perhaps")),
        ("PW-01", Text("yes")),
        ("PW-01", NotFitted()),
        ("PW-02", Choice("yes")),
        ("NO-01", Choice("yes")),
        ("DM-01", Measured(Decimal("7"), "g")),
        ("DM-01", Measured(Decimal("7"), "no_such_unit")),
        ("DM-01", Measured(Decimal("NaN"), "mm")),
        ("CT-01", Measured(Decimal("-1"), "1")),
        ("CT-01", Measured(Decimal("1.5"), "1")),
        ("TX-01", Text("  ")),
        ("TX-01", Text("x" * 2001)),
        ("TX-01", Text("half \ud83d")),
        ("FG-01", Defects((Defect("Z4", DefectKind.SCRATCH),))),
        ("FG-01", Defects((Defect("Z1", DefectKind.DENT),))),
        ("FG-01", Defects((Defect("Z1", DefectKind.SCRATCH, length_mm=Decimal("-1")),))),
        ("FG-01", Defects((Defect("Z1", DefectKind.SCRATCH, photo="0" * 64),))),
        ("PH-01", Photos(("0" * 64,))),
        ("PH-01", Photos(())),
    ],
)
def test_an_answer_that_does_not_fit_is_refused_and_nothing_is_stored(
    station: Station, item: str, answer: Answer
) -> None:
    inspection = station.start()
    with pytest.raises(KnownError) as caught:
        station.answer(inspection, item, answer)
    assert caught.value.code == "INSP-001"
    assert all(error_text(lang, caught.value) for lang in Lang)
    assert station.desk.current() == inspection


def test_another_unit_of_the_same_quantity_fits_and_keeps_its_digits(station: Station) -> None:
    inspection = station.answer(station.start(), "DM-01", Measured(Decimal("0.760"), "cm"))
    assert inspection.facts["DM-01"] == Measured(Decimal("0.760"), "cm")


def test_a_typed_value_needs_a_reason_where_an_instrument_is_demanded(station: Station) -> None:
    inspection = station.start()
    with pytest.raises(KnownError) as caught:
        station.answer(inspection, "DM-01", mm("7.6"), BY_HAND)
    assert caught.value.code == "INSP-003"
    assert (
        station.answer(inspection, "DM-01", mm("7.6"), TYPED_BECAUSE).observations["DM-01"].source
        == TYPED_BECAUSE
    )


@pytest.mark.parametrize("digits", ["4.99", "15.01"])
def test_a_value_outside_the_limits_is_asked_for_again_or_confirmed(station: Station, digits: str) -> None:
    inspection = station.start()
    with pytest.raises(KnownError) as caught:
        station.answer(inspection, "DM-01", mm(digits))
    assert caught.value.code == "INSP-006"
    confirmed = station.desk.answer(
        inspection.id, "DM-01", mm(digits), CALIPER, station.person.id, confirmed=True
    )
    assert confirmed.observations["DM-01"].confirmed
    assert station.desk.review(confirmed).out_of_limits == ("DM-01",)


def test_a_photo_item_needs_every_view(station: Station) -> None:
    inspection = station.start()
    for view in ("front", "back"):
        hashes = tuple(photo.sha256 for photo in inspection.photos)
        if hashes:
            with pytest.raises(KnownError) as caught:
                station.answer(inspection, "PH-01", Photos(hashes))
            assert caught.value.code == "INSP-007"
        inspection = station.desk.add_photo(
            inspection.id, "PH-01", view, view.encode(), 1920, 1080, station.person.id
        )
    hashes = tuple(photo.sha256 for photo in inspection.photos)
    assert station.answer(inspection, "PH-01", Photos(hashes)).facts["PH-01"] == Photos(hashes)


def test_a_retaken_photo_supersedes_and_both_stay(station: Station) -> None:
    inspection = station.start()
    for jpeg in (b"blurred", b"sharp"):
        inspection = station.desk.add_photo(
            inspection.id, "PH-01", "front", jpeg, 1920, 1080, station.person.id
        )
    assert [photo.superseded for photo in inspection.photos] == [True, False]
    assert [station.store.evidence.read(photo.sha256) for photo in inspection.photos] == [
        b"blurred",
        b"sharp",
    ]


def test_the_rest_is_left_unknown_and_what_was_answered_stays(station: Station) -> None:
    inspection = station.answer(station.start(), "DM-01", mm("7.6"))
    left = station.desk.leave_rest_unknown(inspection.id, UnknownReason.NOT_INSPECTED, station.person.id)
    assert station.desk.review(left).unanswered == ()
    assert left.facts == {item.id: Unknown(UnknownReason.NOT_INSPECTED) for item in left.asked()} | {
        "DM-01": mm("7.6")
    }
    station.desk.park(left.id)
    assert station.desk.resume(left.id).history == left.history
    again = station.desk.leave_rest_unknown(left.id, UnknownReason.NOT_MEASURED, station.person.id)
    assert again.history == left.history


def test_the_thumbnail_lies_beside_its_photo(station: Station) -> None:
    inspection = station.start()
    inspection = station.desk.add_photo(
        inspection.id, "PH-01", "front", b"photo", 1920, 1080, station.person.id, thumbnail=b"small"
    )
    path = station.store.evidence.path(inspection.photos[0].sha256)
    assert (path.read_bytes(), thumbnail_path(path).read_bytes()) == (b"photo", b"small")


def test_a_replaced_answer_stays_in_the_history(station: Station) -> None:
    inspection = station.answer(station.start(), "DM-01", mm("7.6"))
    inspection = station.answer(inspection, "DM-01", mm("7.7"))
    first, second = inspection.history
    assert (second.replaces, inspection.facts["DM-01"]) == (first.id, mm("7.7"))


def test_undo_goes_back_step_by_step_and_forgets_nothing(station: Station) -> None:
    inspection = station.answer(station.start(), "PW-01", Choice("no"))
    inspection = station.answer(inspection, "DM-01", mm("7.6"))
    inspection = station.answer(inspection, "PW-01", Choice("yes"))
    seen = []
    for _ in range(4):
        inspection = station.desk.undo(inspection.id, station.person.id)
        seen.append((inspection.current_item, inspection.facts))
    assert seen == [
        ("PW-01", {"PW-01": Choice("no"), "DM-01": mm("7.6")}),
        ("DM-01", {"PW-01": Choice("no")}),
        ("PW-01", {}),
        ("PW-01", {}),
    ]
    assert [one.withdrawn_at is not None for one in inspection.history] == [True, True, True]


def test_steps_lead_to_what_is_open_and_stay_when_all_is_answered(station: Station) -> None:
    inspection = station.start()
    steps = [inspection.current_item]
    for item, answer in reversed(good_answers().items()):
        inspection = station.answer(inspection, item, answer)
        steps.append(inspection.current_item)
    assert steps == ["ID-01", "ID-01", "ID-01", "ID-01", "ID-01", "ID-01", "ID-01", "ID-01"]
    inspection = station.answer(inspection, "PW-01", Choice("no"))
    assert inspection.current_item == "PW-02"
    assert station.desk.show_step(inspection.id, "TX-01").current_item == "TX-01"


def test_an_answer_whose_question_fell_away_does_not_count(station: Station) -> None:
    inspection = station.answer(station.start(), "PW-01", Choice("no"))
    inspection = station.answer(inspection, "PW-02", Choice("no"))
    inspection = station.answer_all(inspection)
    record = station.desk.seal(inspection.id, station.person.id, PIN)
    current = {
        one["item"]: one["current"] for one in record.document["observations"] if one["item"] != "PW-01"
    }
    assert current == {item: item != "PW-02" for item in current}


def test_one_inspection_is_open_at_a_time_and_a_unit_has_one(station: Station) -> None:
    first, second = station.start("U1"), station.start("U2")
    with pytest.raises(KnownError) as caught:
        station.answer(first, "PW-01", Choice("yes"))
    assert caught.value.code == "INSP-002"
    assert station.desk.current() == second
    assert [(draft.id, draft.state) for draft in station.desk.drafts()] == [
        (second.id, InspectionState.OPEN),
        (first.id, InspectionState.PARKED),
    ]
    with pytest.raises(KnownError) as caught:
        station.answer(first, "PW-01", Choice("yes"))
    assert caught.value.code == "INSP-002"
    with pytest.raises(KnownError) as caught:
        station.start("U1")
    assert caught.value.code == "SCAN-004"
    resumed = station.desk.resume(first.id)
    assert station.desk.current() == resumed
    assert station.desk.park(resumed.id).state is InspectionState.PARKED
    assert station.desk.current() is None


def test_nothing_is_sealed_with_open_items_or_without_the_pin(station: Station) -> None:
    inspection = station.start()
    with pytest.raises(KnownError) as caught:
        station.desk.seal(inspection.id, station.person.id, PIN)
    assert (caught.value.code, caught.value.details["count"]) == ("INSP-004", 7)
    inspection = station.answer_all(inspection)
    with pytest.raises(KnownError) as caught:
        station.desk.seal(inspection.id, station.person.id, "9999")
    assert caught.value.code == "PEO-001"
    assert RecordBook(station.store).search() == Page()
    station.desk.seal(inspection.id, station.person.id, PIN)
    for act in (station.desk.resume, station.desk.park):
        with pytest.raises(KnownError) as caught:
            act(inspection.id)
        assert caught.value.code == "INSP-002"


def test_an_unknown_with_a_reason_is_an_answer_and_is_shown_before_signing(station: Station) -> None:
    inspection = station.answer_all(station.start())
    inspection = station.answer(inspection, "PW-01", Unknown(UnknownReason.NOT_INSPECTABLE, "tray jammed"))
    review = station.desk.review(inspection)
    assert (review.unanswered, review.unknown) == ((), ("PW-01", "PH-01"))
    record = station.desk.seal(inspection.id, station.person.id, PIN)
    assert {verdict["result"] for verdict in record.document["verdicts"]} == {"undetermined"}


def test_the_record_states_who_when_with_what_and_every_change(station: Station) -> None:
    inspection = station.answer(station.start(), "DM-01", mm("7.600"))
    inspection = station.desk.mark_cleaned(inspection.id, station.person.id, timedelta(minutes=4))
    document = station.desk.seal(station.answer_all(inspection).id, station.person.id, PIN).document
    assert document["inspector"] == {"id": station.person.id, "name": "王敏", "role": "administrator"}
    assert document["station"]["public_key"].startswith("-----BEGIN PUBLIC KEY-----")
    assert document["cleanings"][0]["duration_s"] == 240
    first, *_ = document["observations"]
    assert first["answer"] == {"value": "7.600", "unit": "mm"}
    assert (first["source"]["profile"], first["current"]) == ("mitutoyo-01a", False)
    assert document["practice"] is False
    assert document["signature"]["person"] == station.person.id


def test_records_of_a_practice_home_say_so(tmp_path: Path) -> None:
    with open_station(tmp_path) as station:
        station.store.home.practice_marker.touch()
        assert station.seal_one().document["practice"] is True


def test_any_thread_may_work_with_the_desk(station: Station) -> None:
    inspection = station.start()
    done = []
    thread = threading.Thread(target=lambda: done.append(station.answer(inspection, "PW-01", Choice("yes"))))
    thread.start()
    thread.join()
    assert station.desk.current() == done[0]


def test_a_second_desk_on_the_same_store_sees_the_same(tmp_path: Path) -> None:
    with open_station(tmp_path) as station:
        inspection = station.start()
        beside = Station(
            station.store,
            station.accounts,
            type(station.desk)(station.store, station.store.clock, station.accounts),
            station.person,
        )
        answered = beside.answer(inspection, "PW-01", Choice("yes"))
        assert station.desk.current() == answered
        assert station.answer(answered, "DM-01", mm("7.6")) == beside.desk.current()


def test_an_identifier_with_a_wrong_check_digit_is_refused_in_the_step_too(station: Station) -> None:
    with pytest.raises(KnownError) as caught:
        station.answer(station.start(), "ID-01", Text("352099001761480"))
    assert caught.value.code == "SCAN-002"


@pytest.mark.parametrize("code", ["356938035643809", "R-20261122-0148"])
def test_the_identifier_of_another_unit_is_asked_about_once(station: Station, code: str) -> None:
    unit = station.desk.unit_by_hand("R-1", "smartphone", "352099001761481", "XL2R31DD2R")
    inspection = station.desk.start(unit, station.person.id)
    with pytest.raises(KnownError) as caught:
        station.answer(inspection, "ID-01", Text(code))
    assert caught.value.code == "SCAN-005"
    after = station.desk.answer(
        inspection.id, "ID-01", Text(code), BY_HAND, station.person.id, confirmed=True
    )
    assert after.observations["ID-01"].confirmed


@pytest.mark.parametrize("code", ["352099001761481", "XL2R31DD2R"])
def test_imei_and_serial_number_of_the_unit_are_taken_at_once(station: Station, code: str) -> None:
    unit = station.desk.unit_by_hand("R-1", "smartphone", "352099001761481", "XL2R31DD2R")
    inspection = station.answer(station.desk.start(unit, station.person.id), "ID-01", Text(code))
    assert not inspection.observations["ID-01"].confirmed


def test_a_grade_that_was_merely_possible_is_not_listed_as_given(tmp_path: Path) -> None:
    with open_station(tmp_path) as station:
        inspection = station.answer_all(station.start())
        unsure = Unknown(UnknownReason.CONFLICT, "shows both")
        inspection = station.answer(inspection, "PW-01", unsure)
        station.desk.seal(inspection.id, station.person.id, PIN)
        (listed,) = RecordBook(station.store).search().rows
    assert set(listed.results.values()) == {"undetermined"}
