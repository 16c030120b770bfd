"""What does not go together between channels: measures, units, methods, viewing conditions, options."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from itertools import combinations
from typing import Literal

from station.model.checklist import CheckItem
from station.standards.demands import Demand, Level
from station.standards.lint.cells import ZERO
from station.standards.rules import Bounds, DefectLimit, Number, Which
from station.standards.strictness import allowed_values, by_aspect
from station.standards.units import convert

ConflictSort = Literal["measures", "units", "methods", "distance", "light", "excluded"]
"""What does not go together.

``measures``: one limits what can be seen from afar, another sizes; the two do not convert, record both.
``units``: limits told in different units; they convert exactly, but round numbers differ. ``methods``: none
that both accept. ``distance``: judged at different distances. ``light``: no light that suits both.
``excluded``: what one demands another refuses, for the same level of grade.
"""

Asked = Mapping[str, Sequence[Demand]]
Light = tuple[Decimal, Decimal | None]
_SIZES = {"total_length", "total_area", "longest", "widest"}


@dataclass(frozen=True, slots=True)
class Conflict:
    """What does not go together: ``by_channel`` says for each channel concerned what it wants, as tokens."""

    sort: ConflictSort
    by_channel: Mapping[str, tuple[str, ...]]


def conflicts(item: CheckItem, asked: Asked) -> tuple[Conflict, ...]:
    """Every conflict between the channels that ask an item."""
    return tuple(_conflicts(item, asked))


def _conflicts(item: CheckItem, asked: Asked) -> Iterator[Conflict]:
    yield from _told_apart("measures", _wanted(asked, _sorts_of_measure))
    for measure in _measures(asked):
        yield from _told_apart("units", _wanted(asked, partial(_units, measure=measure)))
    methods = _wanted(asked, lambda demand: demand.methods)
    if any(not set(one) & set(other) for one, other in combinations(methods.values(), 2)):
        yield Conflict("methods", methods)
    yield from _told_apart("distance", _wanted(asked, _distances))
    yield from _light(asked)
    yield from _excluded(item, asked)


def _told_apart(sort: ConflictSort, wanted: Mapping[str, tuple[str, ...]]) -> Iterator[Conflict]:
    """A conflict where two channels want different things."""
    if any(set(one) != set(other) for one, other in combinations(wanted.values(), 2)):
        yield Conflict(sort, wanted)


def _wanted(asked: Asked, told: Callable[[Demand], Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """What each channel wants, each thing once; channels that want nothing are left out."""
    found = {
        channel: tuple(dict.fromkeys(one for demand in demands for one in told(demand)))
        for channel, demands in asked.items()
    }
    return {channel: wanted for channel, wanted in found.items() if wanted}


def _sorts_of_measure(demand: Demand) -> Iterator[str]:
    leaf = demand.leaf
    if not isinstance(leaf, DefectLimit):
        return
    if leaf.measure == "farthest_visible" or leaf.which.visible_at_cm is not None:
        yield "distance"
    if leaf.measure in _SIZES or any(size is not None for size in _sizes(leaf.which)):
        yield "size"


def _sizes(which: Which) -> tuple[Decimal | None, ...]:
    return (which.length_at_least_mm, which.length_above_mm, which.width_at_least_mm, which.width_above_mm)


def _units(demand: Demand, measure: str) -> Iterator[str]:
    leaf = demand.leaf
    if isinstance(leaf, Number | DefectLimit) and _measure(leaf) == measure and any(_given(leaf)):
        yield leaf.unit


def _measures(asked: Asked) -> list[str]:
    leaves = (demand.leaf for demands in asked.values() for demand in demands)
    return sorted({_measure(leaf) for leaf in leaves if isinstance(leaf, Number | DefectLimit)})


def _measure(leaf: Number | DefectLimit) -> str:
    return leaf.measure if isinstance(leaf, DefectLimit) else ""


def _given(bounds: Bounds) -> list[Decimal]:
    limits = (bounds.at_least, bounds.at_most, bounds.above, bounds.below)
    return [limit for limit in limits if limit is not None]


def _distances(demand: Demand) -> Iterator[str]:
    """The distances at which somebody must look, told in cm."""
    leaf, told = demand.leaf, list[Decimal | None]()
    if demand.viewing is not None:
        told.append(demand.viewing.distance_cm)
    if isinstance(leaf, DefectLimit):
        told.append(leaf.which.visible_at_cm)
        if leaf.measure == "farthest_visible":
            told += [convert(limit, leaf.unit, "cm") for limit in _given(leaf)]
    yield from (f"{distance.normalize():f} cm" for distance in told if distance)


def _light(asked: Asked) -> Iterator[Conflict]:
    spans = {channel: _light_span(demands) for channel, demands in asked.items()}
    told = {channel: span for channel, span in spans.items() if span != (ZERO, None)}
    if any(not _meet(one, other) for one, other in combinations(told.values(), 2)):
        yield Conflict("light", {channel: tuple(_lux(span)) for channel, span in told.items()})


def _light_span(demands: Sequence[Demand]) -> Light:
    """The light that suits every demand: from, to (None: no end), in lx."""
    views = [demand.viewing for demand in demands if demand.viewing is not None]
    lows = [view.light_at_least_lx for view in views if view.light_at_least_lx is not None]
    highs = [view.light_at_most_lx for view in views if view.light_at_most_lx is not None]
    return max(lows, default=ZERO), min(highs, default=None)


def _meet(one: Light, other: Light) -> bool:
    return all(high is None or low <= high for low, high in ((one[0], other[1]), (other[0], one[1])))


def _lux(span: Light) -> Iterator[str]:
    low, high = span
    yield from [f"≥ {low:f} lx"] if low else []
    yield from [f"≤ {high:f} lx"] if high is not None else []


def _excluded(item: CheckItem, asked: Asked) -> Iterator[Conflict]:
    """Two channels that no unit can both satisfy at the same level."""
    levels: tuple[Level, ...] = ("best", "accepting")
    for level in levels:
        for limiting in by_aspect(item, asked, level).values():
            allowed = allowed_values(item, limiting)
            for one, other in combinations(allowed, 2):
                if allowed[one] and allowed[other] and not allowed[one] & allowed[other]:
                    yield Conflict(
                        "excluded", {name: tuple(_clauses(limiting[name])) for name in (one, other)}
                    )


def _clauses(demands: Sequence[Demand]) -> dict[str, None]:
    return dict.fromkeys(demand.clause for demand in demands)
