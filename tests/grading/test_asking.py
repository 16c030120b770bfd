"""What need not be asked any more cannot change a verdict; what the compiler drops never could."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from station.grading.asking.inquiry import Inquiry, Questions
from station.grading.evaluate import evaluate
from station.model.answer import Answer
from station.standards.bearing.needed import needed_items
from station.standards.channel import ChannelStandard
from station.standards.library import channel_standards
from tests.compiled.standards import ITEMS, facts, standards
from tests.grading.known import all_known, told
from tests.grading.strategies import SMARTPHONE

calm = settings(
    max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate]
)
SHIPPED = pytest.mark.parametrize("standard", channel_standards("smartphone"), ids=lambda one: one.id)


def bearing(standard: ChannelStandard, seen: dict[str, Answer]) -> set[str]:
    inquiry = Inquiry(Questions.of([replace(item, after=None) for item in ITEMS], [standard]))
    inquiry.follow(seen)
    return inquiry.bearing()


@calm
@given(standard=standards(), seen=facts(), rest=all_known(ITEMS))
def test_what_does_not_bear_on_the_verdict_never_changes_it(
    standard: ChannelStandard, seen: dict[str, Answer], rest: dict[str, Answer]
) -> None:
    open_items = bearing(standard, seen)
    idle = {item: answer for item, answer in rest.items() if item not in seen and item not in open_items}
    everything = rest | seen
    without = {item: answer for item, answer in everything.items() if item not in idle}
    assert told(evaluate(standard, without)) == told(evaluate(standard, everything))


@calm
@given(standard=standards(), rest=all_known(ITEMS))
def test_the_needed_items_decide_every_unit(standard: ChannelStandard, rest: dict[str, Answer]) -> None:
    """A rule that does not fit its item stays open whatever is known, and so it does here."""
    needed = needed_items(standard, SMARTPHONE)
    asked = {item: answer for item, answer in rest.items() if item in needed}
    decided, given_all = told(evaluate(standard, asked)), told(evaluate(standard, rest))
    assert decided == given_all or decided[0] == given_all[0] == "open"
