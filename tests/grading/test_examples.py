"""Every channel standard ships example cases, and gives exactly what they expect."""

import json
from pathlib import Path
from typing import Any

import pytest

from station.grading.evaluate import evaluate
from station.model.facts_json import facts_from_json
from station.model.verdict_json import verdict_to_json
from station.places import RESOURCES
from station.standards.library import channel_standard, channel_standards, internal_standard

EXAMPLES = RESOURCES / "standards" / "examples"
CASES = sorted(EXAMPLES.rglob("*.expected.json"))


@pytest.mark.parametrize("case", CASES, ids=lambda path: f"{path.parent.name}/{path.name.split('.')[0]}")
def test_case_gives_what_it_expects(case: Path) -> None:
    facts_file = case.with_name(case.name.replace(".expected.", ".facts."))
    document = json.loads(facts_file.read_text("utf-8"))
    facts = facts_from_json(document, internal_standard(document["category"]))
    for channel, expected in json.loads(case.read_text("utf-8"))["verdicts"].items():
        given = verdict_to_json(evaluate(channel_standard(channel), facts))
        assert _told(given, expected) == expected


def _told(given: dict[str, Any], expected: dict[str, Any]) -> dict[str, Any]:
    """The keys of ``given`` that are expected; options by clause, as far as the case names them."""
    told = {key: given.get(key) for key in expected}
    for named in {"options", "attributes"} & set(expected):
        options = {one["clause"]: one["option"] for one in given.get(named, ())}
        told[named] = {clause: options[clause] for clause in expected[named]}
    if expected.get("upgrade") and given.get("upgrade"):
        told["upgrade"] = {key: given["upgrade"].get(key) for key in expected["upgrade"]}
    return told


def test_every_standard_has_cases_and_every_facts_file_an_expectation() -> None:
    assert {case.parent.name for case in CASES} >= {standard.id for standard in channel_standards()}
    facts = {path.name.replace(".facts.", ".expected.") for path in EXAMPLES.rglob("*.facts.json")}
    assert facts == {case.name for case in CASES}
