"""The facts a standard looks at, each cut into the finitely many cases that its rules can tell apart.

A choice has its options as cases, a number its cells. All measures over the lists of defects that some limit
adds together are one fact, because they depend on each other. Facts are complete and every part is fitted:
what is unknown or not fitted is no subject of lint.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from station.model.checklist import CheckItem, InternalStandard, ItemKind
from station.standards.channel_file import MEASURE_UNITS
from station.standards.limits import limits_in
from station.standards.lint.cells import ONE, ZERO, Cell, cells
from station.standards.lint.defect_lists import Gauge, defect_lists
from station.standards.rules import Bounds, Leaf, Not, Number, Rule, parts

_NUMBERS = {ItemKind.NUMBER, ItemKind.COUNT}
_HIGHER_IS_BETTER = {"%", "d"}


@dataclass(frozen=True, slots=True)
class Dimension:
    """One thing that is read off a fact: ``values`` in order, ``badness`` how bad each is (0 the best).

    Values of equal badness cannot be compared. ``about`` is the item, or the gauge over defects.
    """

    about: str | Gauge
    unit: str
    values: tuple[Cell, ...] | tuple[str, ...]
    badness: tuple[int, ...]

    @property
    def item(self) -> str:
        """The (first) item concerned."""
        return self.about if isinstance(self.about, str) else self.about.items[0]

    @property
    def is_measured(self) -> bool:
        """Whether the values are cells of a number."""
        return isinstance(self.values[0], Cell)


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: each case gives, per dimension, the number of a value."""

    number: int
    dimensions: tuple[Dimension, ...]
    cases: tuple[tuple[int, ...], ...]
    complete: bool = True

    @property
    def full(self) -> int:
        """The set of all cases."""
        return (1 << len(self.cases)) - 1

    def values(self, mask: int, dimension: int) -> frozenset[int]:
        """What the cases in ``mask`` give in one dimension."""
        return frozenset(case[dimension] for number, case in enumerate(self.cases) if mask >> number & 1)

    def with_values(self, dimension: int, wanted: Iterable[int]) -> int:
        """The cases whose value in one dimension is one of ``wanted``."""
        chosen = frozenset(wanted)
        return sum(1 << number for number, case in enumerate(self.cases) if case[dimension] in chosen)

    def not_worse_than(self, mask: int) -> int:
        """The cases that are, in every dimension, the same as or better than one of the cases in ``mask``."""
        worst = [case for number, case in enumerate(self.cases) if mask >> number & 1]
        return sum(
            1 << number
            for number, case in enumerate(self.cases)
            if any(self._not_worse(case, other) for other in worst)
        )

    def _not_worse(self, case: Sequence[int], other: Sequence[int]) -> bool:
        return all(
            one == than or dimension.badness[one] < dimension.badness[than]
            for dimension, one, than in zip(self.dimensions, case, other, strict=True)
        )


def option_fact(number: int, item: CheckItem) -> Fact:
    """A choice: of a scale the order is that of its options, of any other only good and not good."""
    scale = item.kind is ItemKind.SCALE
    badness = tuple(option.rank if scale else int(not option.good) for option in item.options)
    values = tuple(option.value for option in item.options)
    return Fact(number, (Dimension(item.id, "1", values, badness),), tuple((n,) for n in range(len(values))))


def number_fact(number: int, item: CheckItem, limits: Iterable[Decimal], higher_is_better: bool) -> Fact:
    """A number between the item's plausible limits, from 0 upwards where it has none."""
    low, high = item.limits.low or ZERO, item.limits.high
    unit = item.unit or "1"
    found = cells(limits, low, high, whole=item.kind is ItemKind.COUNT)
    order = range(len(found))
    badness = tuple(reversed(order)) if higher_is_better else tuple(order)
    return Fact(number, (Dimension(item.id, unit, found, badness),), tuple((n,) for n in order))


def defects_fact(number: int, limits: Mapping[Gauge, Sequence[Decimal]], internal: InternalStandard) -> Fact:
    """The measures over some lists of defects; less is better."""
    gauges = tuple(limits)
    cut = [cells(limits[gauge], ZERO, None, whole=gauge.is_whole) for gauge in gauges]
    found = defect_lists(gauges, [limits[gauge] for gauge in gauges], internal)
    cases = dict.fromkeys(
        tuple(_cell_of(value, cut[n]) for n, value in enumerate(readings)) for readings in found.readings
    )
    dimensions = tuple(
        Dimension(gauge, _unit(gauge), cut[n], tuple(range(len(cut[n])))) for n, gauge in enumerate(gauges)
    )
    return Fact(number, dimensions, tuple(cases), found.complete)


def _unit(gauge: Gauge) -> str:
    return MEASURE_UNITS[gauge.measure]


def _cell_of(value: Decimal, cut: Sequence[Cell]) -> int:
    def holds(cell: Cell) -> bool:
        return (
            value == cell.low
            if cell.is_point
            else value > cell.low and (cell.high is None or value < cell.high)
        )

    return next(number for number, cell in enumerate(cut) if holds(cell))


def is_number(item: CheckItem) -> bool:
    """Whether the item is answered by a number."""
    return item.kind in _NUMBERS


def limits_on(item: CheckItem, leaves: Iterable[Leaf]) -> list[Decimal]:
    """Every limit that rules set for a number, in its unit; 0 is one, for a sound unit has it."""
    told = [
        limit for leaf in leaves if isinstance(leaf, Number) for limit in limits_in(leaf, item.unit or "1")
    ]
    return [ZERO, *told]


def higher_is_better(item: CheckItem, rules: Iterable[Rule]) -> bool:
    """What most one-sided limits of the standard say; where they do not, more % and more days are better."""
    sides = [side for rule in rules for side in _sides(rule, item.id, ONE)]
    balance = sum(sides, ZERO)
    return balance > ZERO if balance else item.unit in _HIGHER_IS_BETTER


def _sides(rule: Rule, item: str, sign: Decimal) -> Iterable[Decimal]:
    if isinstance(rule, Number) and rule.item == item:
        yield sign * _side(rule)
    for part in parts(rule):
        yield from _sides(part, item, -sign if isinstance(rule, Not) else sign)


def _side(bounds: Bounds) -> Decimal:
    low = bounds.at_least is not None or bounds.above is not None
    high = bounds.at_most is not None or bounds.below is not None
    return ZERO if low == high else (ONE if low else -ONE)
