"""The compiled list is the smallest: every item on it can leave a verdict open, what is dropped never can."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache

import pytest

from station.grading.asking.drawing import draw_units
from station.grading.evaluate import evaluate
from station.model.answer import Answer, Choice
from station.model.checklist import Title
from station.standards.bearing.needed import needed_items
from station.standards.channel import ChannelStandard, Criterion, Grade
from station.standards.library import channel_standard, internal_standard
from station.standards.priors import loose_ends, priors_of
from station.standards.rules import AllOf, AnyOf, Good, Not, Number, Rule

INTERNAL = internal_standard("smartphone")
WORDS = Title("文字", "words")


@cache
def units() -> tuple[dict[str, Answer], ...]:
    return tuple(draw_units(INTERNAL, priors_of("smartphone"), 400, 1))


def good(*items: str) -> Rule:
    return Good(rule="good", items=items)


def standard(gates: list[Rule], *grades: list[Rule], not_given: str = "") -> ChannelStandard:
    """A standard that watches nothing; its grades are A, B, …"""
    graded = tuple(
        Grade(code, WORDS, tuple(Criterion("1", rule) for rule in rules), "1" if code == not_given else None)
        for code, rules in zip("ABC", grades, strict=False)
    )
    base = channel_standard("back-market")
    return replace(
        base,
        gates=tuple(Criterion("1", rule) for rule in gates),
        graded=graded,
        silence=replace(base.silence, when_silent="ignore", watched=()),
        clauses={"1": WORDS},
        rulings=(),
    )


def test_a_demand_that_another_implies_is_not_asked() -> None:
    made = standard([good("PB-01")], [AnyOf(rule="any", of=(good("PB-01"), good("WR-01"))), good("FG-02")])
    assert needed_items(made, INTERNAL) == {"PB-01", "FG-02"}


def test_a_grade_that_a_better_one_always_covers_asks_nothing() -> None:
    made = standard([], [good("FG-01")], [good("FG-01"), good("BK-01")], [good("FG-02")])
    assert needed_items(made, INTERNAL) == {"FG-01", "FG-02"}


def test_a_grade_this_station_does_not_give_asks_nothing() -> None:
    made = standard([], [good("WR-04")], [good("FG-01")], not_given="A")
    assert needed_items(made, INTERNAL) == {"FG-01"}


def test_a_demand_that_nothing_can_meet_makes_the_rest_of_its_grade_pointless() -> None:
    def at_least(percent: str) -> Rule:
        return Number(rule="number", item="PB-02", unit="%", at_least=Decimal(percent))

    below_80 = Not(rule="not", of=at_least("80"))
    never = AllOf(rule="all", of=(at_least("90"), below_80))
    made = standard([], [never, good("BK-01")], [good("FG-01"), at_least("70")])
    assert needed_items(made, INTERNAL) == {"FG-01", "PB-02"}


def variants(unit: dict[str, Answer], item: str) -> Iterator[dict[str, Answer]]:
    """The unit, and the unit with any other option of ``item``."""
    yield unit
    found = INTERNAL.item(item)
    yield from (unit | {item: Choice(option.value)} for option in (found.options if found else ()))


def hiding_changes(
    asking: ChannelStandard, needed: frozenset[str], unit: dict[str, Answer], item: str
) -> bool:
    asked = {one: answer for one, answer in unit.items() if one in needed}
    told = evaluate(asking, asked)
    without = evaluate(asking, {one: answer for one, answer in asked.items() if one != item})
    return (without.result, without.grades, without.axes) != (told.result, told.grades, told.axes)


@pytest.mark.parametrize("name", ["back-market", "amazon-renewed", "b-stock-superior", "ctia"])
def test_every_item_asked_leaves_some_unit_open_when_it_is_left_out(name: str) -> None:
    asking = channel_standard(name)
    needed = needed_items(asking, INTERNAL)
    left = set(needed)
    for unit in units():
        for item in sorted(left & unit.keys()):
            if any(hiding_changes(asking, needed, one, item) for one in variants(unit, item)):
                left.discard(item)
        if not left:
            break
    assert left == set()


def test_the_priors_speak_of_items_and_options_that_exist() -> None:
    assert loose_ends(priors_of("smartphone"), INTERNAL) == []
