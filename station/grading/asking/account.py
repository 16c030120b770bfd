"""What asking costs: simulated units walked through a list of questions until every verdict is settled."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from station.grading.asking.drawing import draw_units
from station.grading.asking.inquiry import Inquiry, Questions
from station.model.answer import NOT_INSPECTED, Answer
from station.model.checklist import CheckItem, InternalStandard
from station.standards.channel import ChannelStandard
from station.standards.compiler import compiled
from station.standards.priors import priors_of

UNITS, SEED = 40, 1
"""How many units an expectation is drawn from, and the seed that makes it the same every time."""

Choose = Callable[[Inquiry, str], CheckItem | None]
"""Picks the next question; the text is the group where the inspector is."""


@dataclass(frozen=True, slots=True)
class Walk:
    """What one unit, or the average unit, was asked until nothing could change a verdict."""

    steps: float
    seconds: float


def in_order(inquiry: Inquiry, _group: str) -> CheckItem | None:
    """The next question of the list that can still change a verdict."""
    return next(iter(inquiry.still_asked()), None)


def adaptively(inquiry: Inquiry, group: str) -> CheckItem | None:
    """Whatever is expected to spare most, in any order."""
    return inquiry.best_next(group)


def walk(questions: Questions, unit: Mapping[str, Answer], choose: Choose) -> Walk:
    """Ask about ``unit`` until nothing is left to ask; what it does not tell is answered *unknown*."""
    inquiry = Inquiry(questions)
    steps, seconds, group = 0, 0, ""
    while (item := choose(inquiry, group)) is not None:
        inquiry.tell(item.id, unit.get(item.id, NOT_INSPECTED))
        steps, seconds, group = steps + 1, seconds + item.seconds, item.group
    return Walk(steps, seconds)


def walk_all(questions: Questions, unit: Mapping[str, Answer]) -> Walk:
    """Ask everything in order, pointless or not, until every verdict is settled."""
    inquiry = Inquiry(questions)
    steps, seconds = 0, 0
    for item in questions.items:
        if not inquiry.still_asked():
            break
        if item.after is None or item.id in unit:
            steps, seconds = steps + 1, seconds + item.seconds
            inquiry.tell(item.id, unit.get(item.id, NOT_INSPECTED))
    return Walk(steps, seconds)


def average(walks: Iterable[Walk]) -> Walk:
    """The mean of some walks."""
    told = list(walks)
    return Walk(sum(one.steps for one in told) / len(told), sum(one.seconds for one in told) / len(told))


@dataclass(frozen=True, slots=True)
class Account:
    """What a set of target channels costs: items on the list, and what the average unit is asked of them."""

    channels: tuple[str, ...]
    items: int
    expected: Walk


def account(
    internal: InternalStandard, standards: Sequence[ChannelStandard], units: int = UNITS, seed: int = SEED
) -> Account:
    """What inspecting for ``standards`` is expected to cost, on units drawn by the priors that ship."""
    listed = compiled(internal, standards)
    questions = Questions.of(listed.items, standards)
    drawn = draw_units(internal, priors_of(internal.category), units, seed)
    expected = average(walk(questions, unit, in_order) for unit in drawn)
    return Account(listed.channels, len(listed.items), expected)
