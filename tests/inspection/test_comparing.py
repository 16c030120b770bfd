"""Two inspections of one unit: a clean report, then all sorts of flaws half an hour later, seen at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from station.inspection.comparing import compare_records
from station.inspection.history import history_of
from station.model.answer import Choice, Defects, Measured
from station.model.answer_history import Act
from station.model.defect import Box, Defect, DefectKind
from tests.stations import PIN, Station, open_station

SCRATCH = Defect("Z1", DefectKind.SCRATCH, length_mm=Decimal("6"))
CRACK = Defect("Z2", DefectKind.CRACK)


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    with open_station(tmp_path) as opened:
        yield opened


def test_the_same_answers_differ_in_nothing_but_their_pictures(station: Station) -> None:
    old, new = station.seal_one(), station.seal_one()
    difference = compare_records(old, new)
    assert (difference.items, difference.verdicts) == ((), ())
    gone, found = difference.photos_gone, difference.photos_new
    assert [one.view for one in gone] == [one.view for one in found] == ["front", "back"]
    assert (difference.old.record, difference.new.record) == (old.id, new.id)
    assert difference.old.name == "王敏"


def test_a_clean_report_and_flaws_half_an_hour_later(station: Station) -> None:
    old = station.seal_one()
    inspection = station.answer_all(station.start())
    for item, answer in (
        ("PW-01", Choice("no")),
        ("PW-02", Choice("no")),
        ("FG-01", Defects((SCRATCH, CRACK))),
    ):
        inspection = station.answer(inspection, item, answer)
    new = station.desk.seal(inspection.id, station.person.id, PIN)
    difference = compare_records(old, new)
    by_item = {one.item: one for one in difference.items}
    assert by_item.keys() == {"PW-01", "PW-02", "FG-01"}
    assert by_item["PW-02"].old is None
    assert [defect["kind"] for defect in by_item["FG-01"].defects_new] == ["scratch", "crack"]
    assert by_item["FG-01"].defects_gone == ()
    assert [one.channel for one in difference.verdicts] == ["strict", "mild"]
    back = compare_records(new, old)
    assert {one.item: one.defects_gone for one in back.items}["FG-01"] == by_item["FG-01"].defects_new


def test_digits_and_pictures_of_a_defect_are_no_difference(station: Station) -> None:
    first = station.answer_all(station.start())
    first = station.answer(first, "FG-01", Defects((SCRATCH, SCRATCH)))
    old = station.desk.seal(first.id, station.person.id, PIN)
    second = station.answer_all(station.start())
    boxed = Defect("Z1", DefectKind.SCRATCH, length_mm=Decimal("6"), box=Box(1, 2, 3, 4))
    second = station.answer(second, "FG-01", Defects((boxed,)))
    second = station.answer(second, "DM-01", Measured(Decimal("7.65"), "mm"))
    new = station.desk.seal(second.id, station.person.id, PIN)
    (difference,) = compare_records(old, new).items
    assert (len(difference.defects_gone), difference.defects_new) == (1, ())


def test_the_history_tells_every_act_with_old_new_who_and_when(station: Station) -> None:
    inspection = station.answer(station.start(), "PW-01", Choice("yes"))
    inspection = station.answer(inspection, "PW-01", Choice("no"))
    inspection = station.desk.undo(inspection.id, station.person.id)
    inspection = station.desk.mark_cleaned(inspection.id, station.person.id, timedelta(minutes=4))
    assert [one.act for one in station.desk.history(inspection)][-1] is Act.CLEANED
    yes, no = {"value": "yes"}, {"value": "no"}
    seen = [(one.act, one.old, one.new) for one in history_of(inspection)]
    assert seen == [(Act.ANSWERED, None, yes), (Act.CHANGED, yes, no), (Act.WITHDRAWN, no, yes)]
    record = station.desk.seal(
        station.answer_all(station.desk.resume(inspection.id)).id, station.person.id, PIN
    )
    lines = history_of(record)
    assert [(one.act, one.old, one.new) for one in lines][:3] == seen
    assert lines[3].act is Act.CLEANED
    assert {one.person for one in lines} == {station.person.id}
    assert [one.at for one in lines] == sorted(one.at for one in lines)
