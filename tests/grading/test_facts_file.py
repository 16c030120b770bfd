"""A facts file states what was seen, or is refused: nothing absurd or half said becomes a fact."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from station.errors import KnownError
from station.model.facts_json import facts_from_json, times_from_json
from station.standards.library import internal_standard
from ui.cli.main import main

PHONE = internal_standard("smartphone")
SCRATCH = {"zone": "Z1", "kind": "scratch"}


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ("FG-01", {"defects": {}}),
        ("FG-01", {"defects": ""}),
        ("FG-01", {"defects": None}),
        ("FG-01", {"not_fitted": True, "defects": [SCRATCH]}),
        ("FG-01", {"not_fitted": "yes", "defects": []}),
        ("FG-01", {"defects": [SCRATCH | {"length_mm": "1e999999999"}]}),
        ("PB-02", {"value": "90", "not_fitted": True}),
        ("PB-02", {"value": "90", "unknown": "not_measured"}),
        ("PB-02", {"value": "1e400", "unit": "%"}),
        ("PB-02", {"value": "1e-999999999", "unit": "%"}),
        ("PB-02", {"value": "90", "unit": "%", "uncertainty": "-1"}),
        ("TC-01", {"value": "-3"}),
        ("TC-01", {"value": "0.5"}),
        ("FR-03", {"value": "-1", "unit": "mm"}),
    ],
)
def test_what_cannot_be_a_fact_is_refused(item: str, said: dict[str, Any]) -> None:
    with pytest.raises(KnownError) as refused:
        facts_from_json({"observations": {item: said}}, PHONE)
    assert (refused.value.code, refused.value.details["where"]) == ("FACT-001", item)


@pytest.mark.parametrize("stamp", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
def test_a_time_outside_the_calendar_is_refused(stamp: str) -> None:
    with pytest.raises(KnownError) as refused:
        times_from_json({"observations": {"PB-02": {"value": "90", "taken_at": stamp}}})
    assert refused.value.code == "FACT-001"


def test_a_time_is_told_in_utc() -> None:
    observed = {"value": "90", "taken_at": "2026-11-01T10:00:00+08:00"}
    told = times_from_json({"observations": {"PB-02": observed}})
    assert told == {"PB-02": datetime(2026, 11, 1, 2, tzinfo=UTC)}


def test_an_item_named_twice_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    twice = '{"category": "smartphone", "observations": {"PB-02": {"value": "1"}, "PB-02": {"value": "90"}}}'
    assert _graded(tmp_path, twice) == 1
    assert "PB-02" in capsys.readouterr().err


def test_a_standard_of_another_category_grades_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _graded(tmp_path, json.dumps({"category": "watch", "observations": {}})) == 1
    told = capsys.readouterr()
    assert (told.out, told.err.split(":")[0]) == ("", "STD-004")


def _graded(folder: Path, facts: str) -> int:
    file = folder / "facts.json"
    file.write_text(facts, "utf-8")
    return main(["grade", "--facts", str(file), "--channel", "back-market", "--json"])
