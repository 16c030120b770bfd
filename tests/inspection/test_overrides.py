"""What the standard leaves to a supervisor, and what then needs a second signature."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from station.errors import KnownError
from station.inspection.desk import InspectionDesk
from station.inspection.history import history_of
from station.model.answer import Choice, Defects, Measured, Photos
from station.model.answer_history import Act
from station.model.checklist import Checklist
from station.model.defect import Defect, DefectKind
from station.model.event import EventKind
from station.model.inspection import Inspection, WithoutPhoto
from station.model.observation import Method, Source
from station.model.person import Role
from station.model.second_person import CountersignPolicy, OverrideKind, OverridePolicy
from station.standards.library import internal_categories, internal_standard
from station.store.clock import SystemClock
from station.store.ledger import Ledger
from station.texts import Lang, error_text
from tests.stations import CALIPER, PIN, SmallRules, Station, open_station

TYPED = Source(Method.MANUAL, reason="caliper is being calibrated")


class StrictRules(SmallRules):
    """The small rules with everything that can take a second person."""

    def checklist(self, category: str, channels: Sequence[str]) -> Checklist:
        """All items, with policies."""
        return replace(
            super().checklist(category, channels),
            countersign=CountersignPolicy(True, True, True, items=("PW-01", "FG-01")),
            override=OverridePolicy(tuple(OverrideKind), items=("DM-01", "PH-01")),
        )


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    with open_station(tmp_path) as opened:
        desk = InspectionDesk(opened.store, SystemClock(), opened.accounts, StrictRules())
        yield replace(opened, desk=desk)


def allow(station: Station, inspection: Inspection, what: OverrideKind, item: str) -> Inspection:
    person, reason = station.person.id, "device_broken"
    return station.desk.override(inspection.id, what, item, reason, "卡尺送检", person, PIN)


def test_a_typed_value_waits_for_a_supervisor_and_the_record_says_who(station: Station) -> None:
    inspection, value = station.start(), Measured(Decimal("7.6"), "mm")
    with pytest.raises(KnownError) as caught:
        station.answer(inspection, "DM-01", value, TYPED)
    assert (caught.value.code, caught.value.details["item"]) == ("INSP-008", "DM-01")
    assert all(error_text(lang, caught.value) for lang in Lang)
    assert OverrideKind(str(caught.value.details["override"])) is OverrideKind.TYPED_INSTEAD_OF_MEASURED
    inspection = allow(station, inspection, OverrideKind.TYPED_INSTEAD_OF_MEASURED, "DM-01")
    inspection = station.answer_all(inspection)
    inspection = station.answer(inspection, "DM-01", value, TYPED)
    document = station.desk.seal(inspection.id, station.person.id, PIN).document
    (override,) = document["overrides"]
    assert (override["what"], override["item"], override["name"], override["says"]) == (
        "typed_instead_of_measured",
        "DM-01",
        "王敏",
        "卡尺送检",
    )
    assert document["countersign"]["demanded_by"] == [{"because": "override", "item": "DM-01"}]


def test_an_override_stands_in_the_ledger_at_once_and_outlives_a_restart(tmp_path: Path) -> None:
    with open_station(tmp_path) as station:
        inspection = allow(station, station.start(), OverrideKind.OUTSIDE_LIMITS, "")
        entry = list(Ledger(station.store).entries())[-1]
        body = json.loads(entry.body)
        assert (entry.kind, body["inspection"], body["person"]) == (
            EventKind.OVERRIDE_GIVEN,
            inspection.id,
            station.person.id,
        )
        assert body["signature"]["meaning"] == "overridden"
    with open_station(tmp_path) as station:
        restored = station.desk.current()
        assert restored is not None and restored.overrides == inspection.overrides
        assert [line.act for line in history_of(restored)] == [Act.OVERRIDDEN]


def test_a_value_outside_the_limits_takes_confirmation_and_a_supervisor(station: Station) -> None:
    def answer(inspection: Inspection) -> Inspection:
        value, person = Measured(Decimal("20"), "mm"), station.person.id
        return station.desk.answer(inspection.id, "DM-01", value, CALIPER, person, confirmed=True)

    inspection = station.start()
    with pytest.raises(KnownError) as caught:
        answer(inspection)
    assert caught.value.code == "INSP-008"
    assert answer(allow(station, inspection, OverrideKind.OUTSIDE_LIMITS, "")).facts["DM-01"]


def test_sealing_without_a_photo_waits_for_a_supervisor(station: Station) -> None:
    inspection = station.answer_all(station.start())
    hashes = tuple(photo.sha256 for photo in inspection.photos)
    inspection = station.answer(inspection, "PH-01", Photos(hashes))
    for view in ("front", "back"):
        station.desk.add_photo(inspection.id, "PH-01", view, view.encode(), 1920, 1080, station.person.id)
    seal = (inspection.id, station.person.id, PIN)
    with pytest.raises(KnownError) as caught:
        station.desk.seal(*seal, without_photos=WithoutPhoto.NO_CAMERA)
    assert caught.value.code == "INSP-008"
    current = station.desk.current()
    assert current is not None
    allow(station, current, OverrideKind.SEALED_WITHOUT_PHOTO, "PH-01")
    record = station.desk.seal(*seal, without_photos=WithoutPhoto.NO_CAMERA)
    assert {one["item"] for one in record.document["missing_photos"]} == {"PH-01"}


@pytest.mark.parametrize(
    ("reason", "says", "item", "code"),
    [
        ("because", "x", "DM-01", "REC-003"),
        ("other", " ", "DM-01", "REC-004"),
        ("other", "x", "ZZ", "INSP-001"),
    ],
)
def test_no_override_without_a_reason(station: Station, reason: str, says: str, item: str, code: str) -> None:
    inspection, what = station.start(), OverrideKind.OUTSIDE_LIMITS
    with pytest.raises(KnownError) as caught:
        station.desk.override(inspection.id, what, item, reason, says, station.person.id, PIN)
    assert caught.value.code == code


def test_an_inspector_allows_nothing(station: Station) -> None:
    inspector = station.accounts.add("李雷", Role.INSPECTOR, PIN, station.person.id)
    inspection, what = station.start(), OverrideKind.OUTSIDE_LIMITS
    with pytest.raises(KnownError) as caught:
        station.desk.override(inspection.id, what, "", "other", "x", inspector.id, PIN)
    assert caught.value.code == "PEO-006"


def test_a_fault_where_the_standard_watches_needs_a_second_signature(station: Station) -> None:
    inspection = station.answer_all(station.start())
    inspection = station.answer(inspection, "PW-01", Choice("no"))
    inspection = station.answer(inspection, "PW-02", Choice("no"))
    inspection = station.answer(inspection, "FG-01", Defects((Defect("Z1", DefectKind.SCRATCH),)))
    document = station.desk.seal(inspection.id, station.person.id, PIN).document
    assert document["countersign"]["demanded_by"] == [
        {"because": "critical", "item": "PW-01"},
        {"because": "critical", "item": "FG-01"},
    ]


def test_a_sound_unit_needs_none(station: Station) -> None:
    assert station.seal_one().document["countersign"] == {"demanded_by": []}


def test_a_unit_inspected_before_is_known_when_it_comes_back(station: Station) -> None:
    code = "352099001761481"
    unit = station.desk.unit_by_hand("R-1", "smartphone", code)
    inspection = station.answer_all(station.desk.start(unit, station.person.id))
    first = station.desk.seal(inspection.id, station.person.id, PIN)
    assert first.document["earlier"] == []
    back = station.desk.unit_by_hand("R-2", "smartphone", code)
    assert [one.id for one in station.desk.earlier(back)] == [first.id]
    inspection = station.answer_all(station.desk.start(back, station.person.id))
    (earlier,) = station.desk.seal(inspection.id, station.person.id, PIN).document["earlier"]
    assert (earlier["record"], earlier["sha256"]) == (first.id, first.sha256)


def test_a_unit_that_comes_back_under_another_code_is_known_by_the_imei_it_shows(station: Station) -> None:
    first = station.seal_one("R-1")
    (earlier,) = station.seal_one("R-2").document["earlier"]
    assert earlier["record"] == first.id
    unit = station.desk.unit_by_hand("R-3", "smartphone", "352099001761481")
    assert [one.unit_code for one in station.desk.earlier(unit)] == ["R-2", "R-1"]


def test_the_shipped_internal_standards_say_what_takes_a_second_person() -> None:
    for internal in map(internal_standard, internal_categories()):
        assert internal.countersign == CountersignPolicy(True, True, True), internal.category
        if internal.category != "bench_check":
            assert OverrideKind.SEALED_WITHOUT_PHOTO in internal.override.demanded


def test_the_page_before_signing_names_what_the_record_will_demand(station: Station) -> None:
    inspection = station.answer_all(station.start())
    inspection = station.answer(inspection, "PW-01", Choice("no"))
    inspection = station.answer(inspection, "PW-02", Choice("no"))
    demands = station.desk.review(inspection).demands
    assert [(one.because, one.item) for one in demands] == [("critical", "PW-01")]
