"""The shipped standards compiled: every example, random phones, a unit answered step by step."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from station.grading.compiled.compile import compile_standards
from station.grading.compiled.compiled import Compiled
from station.grading.compiled.live import Live
from station.grading.evaluate import evaluate
from station.model.answer import Answer, Text
from station.model.facts_json import facts_from_json
from station.model.verdict import Result
from station.places import RESOURCES
from station.standards.library import channel_standards, internal_standard
from tests.grading.strategies import SMARTPHONE, answers, sound_but

EXAMPLES = RESOURCES / "standards" / "examples"
CASES = sorted(EXAMPLES.rglob("*.facts.json"))
calm = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))


@cache
def compiled(category: str) -> Compiled:
    return compile_standards(channel_standards(category))


def told(category: str, seen: Mapping[str, Answer]) -> list[tuple[str, Result, tuple[str, ...]]]:
    return [(one.channel, one.result, one.grades) for one in compiled(category).outcomes(seen)]


def interpreted(category: str, seen: Mapping[str, Answer]) -> list[tuple[str, Result, tuple[str, ...]]]:
    verdicts = (evaluate(standard, seen) for standard in channel_standards(category))
    return [(one.channel, one.result, one.grades) for one in verdicts]


@pytest.mark.parametrize("case", CASES, ids=lambda path: str(path.relative_to(EXAMPLES)))
def test_every_example_of_every_standard(case: Path) -> None:
    document = json.loads(case.read_text("utf-8"))
    category = document["category"]
    seen = facts_from_json(document, internal_standard(category))
    assert told(category, seen) == interpreted(category, seen)


@calm
@given(seen=sound_but(4))
def test_a_phone_with_something_wrong(seen: dict[str, Answer]) -> None:
    assert told("smartphone", seen) == interpreted("smartphone", seen)


@calm
@given(seen=sound_but(3), data=st.data())
def test_answers_one_by_one_and_taken_back(seen: dict[str, Answer], data: st.DataObject) -> None:
    live, so_far = Live(compiled("smartphone"), seen), dict(seen)
    for item in data.draw(st.lists(st.sampled_from(SMARTPHONE.items), min_size=1, max_size=4)):
        answer = data.draw(st.none() | answers(item))
        live.answered(item.id, answer)
        so_far.pop(item.id, None)
        so_far |= {} if answer is None else {item.id: answer}
        assert live.outcomes() == compiled("smartphone").outcomes(so_far)


def test_an_item_no_standard_asks_about_changes_nothing() -> None:
    live = Live(compiled("smartphone"))
    before = live.outcomes()
    live.answered("no such item", Text("?"))
    assert live.outcomes() == before
