"""Ways to change what a verdict rests on: sets of items, each with what is done about it, and their cost."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import reduce

from station.grading.seen import Seen
from station.model.answer import Answer, Choice
from station.model.checklist import Cleaning
from station.model.verdict import Act, UpgradeStep

Way = frozenset[tuple[str, Act]]
"""What is done about each item; an item stands in a way once."""

Ways = tuple[Way, ...]
"""Alternatives; an empty tuple means that nothing helps."""

NOTHING: Ways = (frozenset(),)
"""The one way that asks for nothing."""

_STRONGEST: tuple[Act, ...] = ("change", "clean", "check")
_KEPT = 24
_PER_MINUTE = Decimal(60)


def one(item: str, act: Act) -> Ways:
    """Doing one thing."""
    return (frozenset({(item, act)}),)


def together(choices: Iterable[Ways]) -> Ways:
    """Every way to do all of it, without those that contain a smaller one."""
    return reduce(lambda ways, more: least(_both(a, b) for a in ways for b in more), choices, NOTHING)


def least(ways: Iterable[Way]) -> Ways:
    """The ways that contain no other one, fewest steps first.

    Only the first two dozen are kept, for alternatives multiply with every demand.
    """
    kept: list[Way] = []
    for way in sorted(set(ways), key=lambda way: (*effort(way), sorted(way))):
        if not any(smaller <= way for smaller in kept):
            kept.append(way)
    return tuple(kept[:_KEPT])


def _both(a: Way, b: Way) -> Way:
    """Both ways; of two acts on one item the stronger one does for both."""
    acts: dict[str, Act] = {}
    for item, act in (*a, *b):
        acts[item] = min(act, acts.get(item, act), key=_STRONGEST.index)
    return frozenset(acts.items())


def effort(way: Way) -> tuple[int, int]:
    """Number of steps and how many of them change the unit; all cleaning is done in one step."""
    acts = [act for _, act in way]
    return len(acts) - max(acts.count("clean") - 1, 0), acts.count("change")


def cost(way: Way, seen: Seen) -> tuple[int, int, Decimal]:
    """Fewest steps first, then fewest changes (their time nobody can tell), then least minutes."""
    minutes = [_minutes(item, act, seen) for item, act in way]
    return (*effort(way), sum((told for told in minutes if told is not None), Decimal(0)))


def steps(way: Way, order: tuple[str, ...], seen: Seen) -> tuple[UpgradeStep, ...]:
    """The steps of a way, items in the given order."""
    acts = dict(way)
    told = (item for item in order if item in acts)
    return tuple(UpgradeStep(item, acts[item], _minutes(item, acts[item], seen)) for item in told)


def _minutes(item: str, act: Act, seen: Seen) -> Decimal | None:
    """About how long it takes, to a tenth of a minute where the internal standard counts seconds."""
    seconds = seen.vocabulary.seconds.get(item)
    if act == "clean":
        return _cleaning_minutes(seen.vocabulary.cleaning[item], seen.answer(item))
    if act == "check" and seconds is not None:
        return (seconds / _PER_MINUTE).quantize(Decimal("0.1"))
    return None


def _cleaning_minutes(cleaning: Cleaning, answer: Answer) -> Decimal:
    value = answer.value if isinstance(answer, Choice) else ""
    return cleaning.by_option.get(value, cleaning.minutes)
