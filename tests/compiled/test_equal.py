"""Whatever the standards and the facts, the tables say what the plain interpreter says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from station.grading.compiled.columns import FactColumns
from station.grading.compiled.compile import compile_standards
from station.grading.compiled.many import outcomes_of_many
from station.grading.compiled.outcome import Outcome
from station.grading.evaluate import evaluate
from station.model.answer import Answer
from station.standards.channel import ChannelStandard, Criterion
from station.standards.rules import Rule
from tests.compiled.standards import (
    AREAS,
    BARE,
    DEFECT_LIMITS,
    RULES,
    VOCABULARY,
    facts,
    many_units,
    standards,
)

NO_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)
"""Generated standards are deep: making a failing one smaller takes minutes."""

gate = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck), phases=NO_SHRINKING)
thorough = settings(
    max_examples=5000, deadline=None, suppress_health_check=list(HealthCheck), phases=NO_SHRINKING
)


def interpreted(standard: ChannelStandard, seen: dict[str, Answer]) -> Outcome:
    verdict = evaluate(standard, seen)
    options = tuple(one.option for one in verdict.options)
    return Outcome(verdict.channel, verdict.result, verdict.grades, options, verdict.may_fail)


def agree(chosen: Sequence[ChannelStandard], units: Sequence[dict[str, Answer]]) -> None:
    tables = compile_standards(chosen)
    many = outcomes_of_many(compile_standards(chosen), FactColumns.of(units))
    assert list(zip(*(channel.each() for channel in many), strict=True)) == list(map(tables.outcomes, units))
    for seen in units:
        assert tables.outcomes(seen) == tuple(interpreted(standard, seen) for standard in chosen)


@gate
@given(chosen=st.lists(standards(), min_size=1, max_size=2), units=st.lists(facts(), min_size=1, max_size=5))
def test_any_standard_any_facts(chosen: list[ChannelStandard], units: list[dict[str, Answer]]) -> None:
    agree(chosen, units)


@settings(gate, max_examples=40)
@given(limit=DEFECT_LIMITS, areas=AREAS, seed=st.integers(0, 1 << 32))
def test_any_limit_on_defects(limit: Rule, areas: dict[str, Decimal], seed: int) -> None:
    gated = replace(BARE, vocabulary=replace(VOCABULARY, area_cm2=areas), gates=(Criterion("1", limit),))
    agree([gated], many_units(seed, 40))


@settings(gate, max_examples=40)
@given(rule=RULES, seed=st.integers(0, 1 << 32))
def test_any_rule_on_units_that_have_much_in_common(rule: Rule, seed: int) -> None:
    agree([replace(BARE, gates=(Criterion("1", rule),))], many_units(seed, 40))


@pytest.mark.soak
@pytest.mark.timeout(1800)
@thorough
@given(chosen=st.lists(standards(), min_size=1, max_size=3), units=st.lists(facts(), min_size=1, max_size=20))
def test_any_standard_any_facts_at_length(
    chosen: list[ChannelStandard], units: list[dict[str, Answer]]
) -> None:
    agree(chosen, units)
