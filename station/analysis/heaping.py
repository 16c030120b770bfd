"""Heaping: more readings just on the good side of a limit than just on its bad side.

On each side readings are counted within a band of :data:`BAND` steps of the item's resolution. Were a reading
as likely to fall on either side, the number on the good side would be binomial. A slope of the readings makes
one side likelier without anybody's doing: the share that the next band on either side lets expect, on a
straight line of logarithms, takes the place of one half where it is higher. The test is one-sided and exact;
over all limits the p-values are corrected by Holm (1979).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from station.analysis.figures import Figures
from station.analysis.measures import Figure, share
from station.analysis.narrowing import narrowed
from station.analysis.scope import Scope
from station.analysis.statistics.distributions import binomial_at_most
from station.model.checklist import CheckItem, ItemKind
from station.standards.channel import ChannelStandard
from station.standards.library import Library, home_library
from station.standards.limits import limits_in
from station.standards.lint.facts import higher_is_better
from station.standards.rules import Bounds, Depends, Not, Number, Rule, parts

BAND = 3
LEAST = 30
"""Fewer readings within both bands are not tested."""
LEVEL = 0.05
_GOOD_ABOVE = {"at_least": True, "above": True, "at_most": False, "below": False}
_ITSELF_GOOD = frozenset({"at_least", "at_most"})
_VALUES = (
    "SELECT r.category, i.item, i.value, COUNT(*) AS readings FROM records r"
    " JOIN items i ON i.sequence = r.sequence"
    " WHERE i.value IS NOT NULL AND i.item IN ({items}) AND {narrowed} GROUP BY r.category, i.item, i.value"
)


Values = Mapping[tuple[str, str], Sequence[tuple[float, int]]]
"""Readings of each category and item: the value, and how often it was read."""


class Limit(NamedTuple):
    """Where an item's number turns from good to bad, in the item's unit.

    ``above_is_good`` tells the good side, ``is_good`` whether the limit itself belongs to it.
    """

    category: str
    item: str
    value: Decimal
    resolution: Decimal
    above_is_good: bool
    is_good: bool


Limits = Mapping[Limit, tuple[str, ...]]
"""Limits, and the channels that set each."""


@dataclass(frozen=True, slots=True)
class Heap:
    """Readings beside one limit: ``good`` and ``bad`` ones within the band, ``share`` of good ones.

    ``expected`` is the share that no heaping lets expect, at least one half; ``p`` the corrected p-value,
    None below :data:`LEAST` readings.
    """

    limit: Limit
    channels: tuple[str, ...]
    good: int
    bad: int
    share: Figure
    expected: float
    p: float | None = None

    @property
    def is_flagged(self) -> bool:
        """Whether heaping is shown."""
        return self.p is not None and self.p <= LEVEL


def heaps(figures: Figures, scope: Scope) -> tuple[Heap, ...]:
    """Readings beside every limit of the standards in force, those most surely heaped first.

    Raises:
        KnownError: FIG-001 stopped, FIG-002 single inspectors without the right.
    """
    limits = limits_in_force(home_library(figures.store.home), scope)
    return judged(limits, _values(figures, scope, limits))


def judged(limits: Limits, values: Values) -> tuple[Heap, ...]:
    """Every limit with readings beside it, those most surely heaped first."""
    found = [
        _beside(one, channels, values.get((one.category, one.item), ())) for one, channels in limits.items()
    ]
    told = _corrected([one for one in found if one.good + one.bad])
    return tuple(
        sorted(told, key=lambda one: (2.0 if one.p is None else one.p, -one.good - one.bad, one.limit))
    )


def limits_in_force(library: Library, scope: Scope) -> Limits:
    """Every limit of a number with a resolution, and the channels that set it."""
    found = defaultdict[Limit, set[str]](set)
    for standard in library.channel_standards(scope.category or None):
        if scope.channel in ("", standard.id) and standard.category in library.internal_categories():
            for limit in _limits_of(library, standard):
                found[limit].add(standard.id)
    return {limit: tuple(sorted(channels)) for limit, channels in sorted(found.items())}


def _limits_of(library: Library, standard: ChannelStandard) -> Iterator[Limit]:
    """Limits of gates and grades, on the side on which the item is better; options of a list rank nothing."""
    items = {one.id: one for one in library.internal_standard(standard.category).items}
    rules = [gate.require for gate in standard.gates]
    rules += [rule for axis in standard.scales for _, rule in axis.rules()]
    for number, is_wanted in (found for rule in rules for found in _numbers(rule, True)):
        item = items.get(number.item)
        if item and item.kind is ItemKind.NUMBER and item.resolution:
            better_above = higher_is_better(item, rules)
            limits = _told(standard.category, item, item.resolution, number, is_wanted)
            yield from (one for one in limits if one.above_is_good == better_above)


def _told(
    category: str, item: CheckItem, resolution: Decimal, number: Number, is_wanted: bool
) -> Iterator[Limit]:
    for name, above in _GOOD_ABOVE.items():
        for value in limits_in(Bounds(**{name: getattr(number, name)}, unit=number.unit), item.unit or "1"):
            is_good = (name in _ITSELF_GOOD) == is_wanted
            yield Limit(category, item.id, value, resolution, above == is_wanted, is_good)


def _numbers(rule: Rule, is_wanted: bool) -> Iterator[tuple[Number, bool]]:
    """Numbers demanded, and whether keeping them is what is wanted; conditions of a case demand nothing."""
    if isinstance(rule, Number):
        yield rule, is_wanted
    inside = (
        (*(case.require for case in rule.cases), rule.otherwise) if isinstance(rule, Depends) else parts(rule)
    )
    for one in inside:
        if one is not None:
            yield from _numbers(one, is_wanted != isinstance(rule, Not))


def _values(figures: Figures, scope: Scope, limits: Limits) -> Values:
    items = sorted({one.item for one in limits})
    condition, asked = narrowed(figures, scope)
    statement = _VALUES.format(items=", ".join("?" * len(items)), narrowed=condition)
    found = defaultdict[tuple[str, str], list[tuple[float, int]]](list)
    with figures.store.counted.lend(figures.watch.goes) as connection:
        for row in connection.execute(statement, (*items, *asked)):
            found[row.category, row.item].append((row.value, row.readings))
    return found


def _beside(limit: Limit, channels: tuple[str, ...], values: Sequence[tuple[float, int]]) -> Heap:
    """Steps are counted away from the limit into the good side: 0 and up are good, below 0 is bad."""
    steps = Counter[int]()
    for value, readings in values:
        away = round((value - float(limit.value)) / float(limit.resolution))
        into = away if limit.above_is_good else -away
        steps[into if limit.is_good else into - 1] += readings

    def between(first: int, last: int) -> int:
        return sum(readings for step, readings in steps.items() if first <= step < last)

    good, bad = between(0, BAND), between(-BAND, 0)
    slope = ((between(BAND, 2 * BAND) + 0.5) / (between(-2 * BAND, -BAND) + 0.5)) ** (1 / 3)
    expected = max(0.5, slope / (1 + slope))
    return Heap(limit, channels, good, bad, share(good, good + bad), expected)


def _corrected(found: Sequence[Heap]) -> list[Heap]:
    """Holm: the smallest of m p-values times m, the next times m - 1, never falling."""
    tested = {at: _p(one) for at, one in enumerate(found) if one.good + one.bad >= LEAST}
    told, reached = list(found), 0.0
    for rank, (at, p) in enumerate(sorted(tested.items(), key=lambda one: one[1])):
        reached = max(reached, min(1.0, p * (len(tested) - rank)))
        told[at] = replace(found[at], p=reached)
    return told


def _p(one: Heap) -> float:
    """So many on the good side, or more."""
    return 1 - binomial_at_most(one.good - 1, one.good + one.bad, one.expected) if one.good else 1.0
