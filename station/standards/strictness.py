"""Which channel is strictest about an item, aspect by aspect."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce

from station.model.checklist import CheckItem
from station.standards.channel_file import MEASURE_UNITS
from station.standards.demands import Demand, Level
from station.standards.limits import keeps, limits_in
from station.standards.lint.cells import ZERO, cells
from station.standards.lint.defect_lists import Gauge
from station.standards.rules import AtWorst, Bounds, DefectLimit, Good, Leaf, Number, Options

Aspect = Gauge | None
"""What is limited: a measure over defects, or (None) the item's own option or number."""
Allowed = frozenset[object]


@dataclass(frozen=True, slots=True)
class Strictest:
    """The channels that allow least of one aspect at one level, with the demands that say so."""

    level: Level
    channels: tuple[str, ...]
    demands: tuple[Demand, ...]


def strictest(item: CheckItem, asked: Mapping[str, Sequence[Demand]]) -> tuple[Strictest, ...]:
    """Who is strictest, for the best grade and for any grade; nothing where limits cannot be compared.

    One is strictest about an aspect when everything it allows is allowed by all others that limit it; where
    no other limits it, nobody is.
    """
    found = tuple(_strictest(item, asked))
    return tuple(one for number, one in enumerate(found) if one not in found[:number])


def _strictest(item: CheckItem, asked: Mapping[str, Sequence[Demand]]) -> Iterator[Strictest]:
    levels: tuple[Level, ...] = ("best", "accepting")
    for level in levels:
        for limiting in by_aspect(item, asked, level).values():
            allowed = allowed_values(item, limiting)
            least = [name for name, own in allowed.items() if all(own <= other for other in allowed.values())]
            if least and len(allowed) > 1:
                yield Strictest(level, tuple(least), tuple(one for name in least for one in limiting[name]))


def by_aspect(
    item: CheckItem, asked: Mapping[str, Sequence[Demand]], level: Level
) -> dict[Aspect, dict[str, list[Demand]]]:
    """The plain demands of one level, by what they limit and by channel."""
    found: dict[Aspect, dict[str, list[Demand]]] = {}
    for channel, demands in asked.items():
        for demand in demands:
            if demand.plain and level in demand.levels:
                aspect = _aspect(item, demand.leaf)
                found.setdefault(aspect, {}).setdefault(channel, []).append(demand)
    for channel, demand in _forbidding(found.get(_whole_list(item), {})):
        for limiting in found.values():
            if demand not in limiting.setdefault(channel, []):
                limiting[channel].append(demand)
    return found


def _forbidding(limiting: Mapping[str, Sequence[Demand]]) -> list[tuple[str, Demand]]:
    """Demands for no defect at all: they limit every measure of the list."""
    return [(channel, one) for channel, own in limiting.items() for one in own if isinstance(one.leaf, Good)]


def _whole_list(item: CheckItem) -> Gauge:
    return Gauge.of(_no_defect(item, "1"))


def _aspect(item: CheckItem, leaf: Leaf) -> Aspect:
    if isinstance(leaf, DefectLimit):
        return Gauge.of(leaf)
    if isinstance(leaf, Good) and not item.options and item.unit is None:
        return _whole_list(item)
    return None


def allowed_values(item: CheckItem, limiting: Mapping[str, Sequence[Demand]]) -> dict[str, Allowed]:
    """What each channel allows: options, or the cells of a number that the limits of all of them cut."""
    if item.options:
        every: Allowed = frozenset(option.value for option in item.options)
        return {channel: _met(every, demands, _by_option(item)) for channel, demands in limiting.items()}
    unit = _unit(item, limiting)
    bounds = [_bounds(item, demand.leaf, unit) for demands in limiting.values() for demand in demands]
    limits = [limit for one in bounds for limit in limits_in(one, unit)]
    cut: Allowed = frozenset(cell.sample for cell in cells(limits, ZERO, None, whole=False))
    return {channel: _met(cut, demands, _by_number(item, unit)) for channel, demands in limiting.items()}


def _met(every: Allowed, demands: Sequence[Demand], holds: Callable[[Leaf, object], bool]) -> Allowed:
    return reduce(
        lambda left, one: frozenset(value for value in left if holds(one.leaf, value)), demands, every
    )


def _by_option(item: CheckItem) -> Callable[[Leaf, object], bool]:
    ranks = {option.value: option.rank for option in item.options}
    good = {option.value for option in item.options if option.good}

    def holds(leaf: Leaf, value: object) -> bool:
        match leaf:
            case Options():
                return value in leaf.allowed
            case AtWorst():
                return ranks[str(value)] <= ranks.get(leaf.option, -1)
            case _:
                return value in good

    return holds


def _by_number(item: CheckItem, unit: str) -> Callable[[Leaf, object], bool]:
    def holds(leaf: Leaf, value: object) -> bool:
        return isinstance(value, Decimal) and keeps(value, _bounds(item, leaf, unit), unit)

    return holds


def _bounds(item: CheckItem, leaf: Leaf, unit: str) -> Bounds:
    return leaf if isinstance(leaf, Number | DefectLimit) else _no_defect(item, unit)


def _no_defect(item: CheckItem, unit: str) -> DefectLimit:
    """What a sound unit has, of whatever is measured in ``unit``: 0."""
    return DefectLimit(rule="defects", items=(item.id,), at_most=ZERO, unit=unit)


def _unit(item: CheckItem, limiting: Mapping[str, Sequence[Demand]]) -> str:
    """The unit of the one measure that is limited; demands for no defect at all fit every measure."""
    leaves = [demand.leaf for demands in limiting.values() for demand in demands]
    measures = [leaf.measure for leaf in leaves if isinstance(leaf, DefectLimit)]
    return MEASURE_UNITS[measures[0]] if measures else item.unit or "1"
