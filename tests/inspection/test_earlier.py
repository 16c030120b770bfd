"""A unit that was inspected before: what is said otherwise stands before whoever signs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from station.inspection.comparing import compare_records
from station.inspection.corrections import Corrections
from station.inspection.desk import InspectionDesk
from station.model.answer import Answer, Choice, Defects
from station.model.defect import Defect, DefectKind
from station.model.verdict import Verdict
from station.store.clock import SystemClock
from tests.stations import PIN, SmallRules, Station, open_station


class CountingRules(SmallRules):
    """The small rules, counting the verdicts they are asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def verdict(self, channel: str, facts: Mapping[str, Answer], taken_at: Mapping[str, datetime]) -> Verdict:
        """As the small rules."""
        self.asked.append(channel)
        return super().verdict(channel, facts, taken_at)


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    with open_station(tmp_path) as opened:
        yield opened


def test_what_differs_from_the_latest_record_is_known_before_signing(station: Station) -> None:
    clean = station.seal_one("R-1")
    back = station.answer_all(station.start("R-1"))
    back = station.answer(back, "FG-01", Defects((Defect("Z1", DefectKind.CRACK),)))
    back = station.answer(back, "PW-01", Choice("no"))
    back = station.answer(back, "PW-02", Choice("no"))
    found = station.desk.difference(back, station.desk.verdicts(back))
    assert found is not None
    assert (found.old.record, found.new.record) == (clean.id, back.id)
    assert {one.item for one in found.items} == {"FG-01", "PW-01", "PW-02"}
    sealed = station.desk.seal(back.id, station.person.id, PIN)
    afterwards = compare_records(clean, sealed)
    assert (found.items, found.verdicts) == (afterwards.items, afterwards.verdicts)


def test_a_unit_that_is_as_it_was_shows_no_difference(station: Station) -> None:
    station.seal_one("R-1")
    again = station.answer_all(station.start("R-1"))
    found = station.desk.difference(again, station.desk.verdicts(again))
    assert found is not None and not found.items and not found.verdicts


def test_a_unit_never_seen_has_nothing_to_differ_from(station: Station) -> None:
    inspection = station.answer_all(station.start("R-1"))
    assert station.desk.difference(inspection, station.desk.verdicts(inspection)) is None


def test_a_voided_record_is_told_of_but_is_nothing_to_differ_from(station: Station) -> None:
    wrong = station.seal_one("R-1")
    corrections = Corrections(station.store, SystemClock(), station.accounts, SmallRules())
    corrections.void(wrong.id, "wrong_unit", "另一台", station.person.id, PIN)
    inspection = station.answer_all(station.start("R-1"))
    assert [one.id for one in station.desk.earlier_of(inspection)] == [wrong.id]
    assert station.desk.difference(inspection, station.desk.verdicts(inspection)) is None


def test_the_imei_scanned_from_the_unit_brings_its_record_up(station: Station) -> None:
    first = station.seal_one("R-1")
    second = station.start("R-2")
    assert station.desk.earlier_of(second) == ()
    assert [one.id for one in station.desk.earlier_of(station.answer_all(second))] == [first.id]


def test_practice_is_nothing_to_differ_from(tmp_path: Path) -> None:
    with open_station(tmp_path) as station:
        marker = station.store.home.practice_marker
    marker.touch()
    with open_station(tmp_path) as station:
        assert station.seal_one("R-1").document["practice"]
    marker.unlink()
    with open_station(tmp_path) as station:
        assert station.desk.earlier_of(station.start("R-1")) == ()


def test_sealing_asks_each_channel_once_and_states_what_it_said(station: Station) -> None:
    rules = CountingRules()
    desk = InspectionDesk(station.store, SystemClock(), station.accounts, rules)
    station = replace(station, desk=desk)
    inspection = station.answer_all(station.start())
    shown = desk.review(inspection)
    rules.asked.clear()
    document = desk.seal(inspection.id, station.person.id, PIN).document
    assert sorted(rules.asked) == ["mild", "strict"]
    assert [one["grades"] for one in document["verdicts"]] == [list(one.grades) for one in shown.verdicts]
