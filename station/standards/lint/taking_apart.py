"""Limits over several lists of defects as limits over single lists, wherever that says the same.

Lists that need not be added up stay facts of their own, and a standard stays a set of small questions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import combinations
from math import comb

from station.model.checklist import InternalStandard
from station.standards.channel_file import SUMMED
from station.standards.lint.cells import ONE, ZERO
from station.standards.rules import AllOf, AnyOf, DefectLimit, Not, Rule

MOST_SPLITS = 120
"""In how many ways a count may be split over the lists before it is left together."""

Surfaces = Mapping[str, frozenset[str]]


def surfaces_of(internal: InternalStandard) -> Surfaces:
    """The surfaces on which each item can hold a defect."""
    parent = {zone.id: zone.parent or zone.id for zone in internal.zones}
    return {item.id: frozenset(parent.get(zone, zone) for zone in item.zones) for item in internal.items}


def taken_apart(leaf: DefectLimit, surfaces: Surfaces) -> Rule:
    """The same demand by limits over single lists; one over several stays where it cannot be taken apart."""
    if leaf.measure in SUMMED and leaf.at_least == ZERO:
        leaf = replace(leaf, at_least=None)
    upper, lower = _upper(leaf), _lower(leaf)
    told = [_apart(bound, surfaces) for bound in (upper, lower) if bound is not None]
    return told[0] if len(told) == 1 else AllOf(rule="all", of=tuple(told))


def _upper(leaf: DefectLimit) -> DefectLimit | None:
    if leaf.at_most is None and leaf.below is None:
        return None
    return replace(leaf, at_least=None, above=None)


def _lower(leaf: DefectLimit) -> DefectLimit | None:
    if leaf.at_least is None and leaf.above is None:
        return None
    return replace(leaf, at_most=None, below=None)


def _apart(leaf: DefectLimit, surfaces: Surfaces) -> Rule:
    """One side of the limit taken apart."""
    if leaf.measure not in SUMMED:
        leaf = replace(leaf, scope="device")
    if len(leaf.items) == 1:
        return leaf
    upper = leaf.at_least is None and leaf.above is None
    if leaf.measure not in SUMMED or (upper and (_forbids_all(leaf) or _lie_apart(leaf, surfaces))):
        singles = _singles(leaf)
        return AllOf(rule="all", of=singles) if upper else AnyOf(rule="any", of=singles)
    if leaf.measure != "count" or leaf.scope != "device" or leaf.unit != "1":
        return leaf
    most = _most(leaf) if upper else _fewest(leaf) - 1
    if most < 0 or comb(most + len(leaf.items) - 1, most) > MOST_SPLITS:
        return leaf
    split = _split(leaf, most)
    return split if upper else Not(rule="not", of=split)


def _singles(leaf: DefectLimit) -> tuple[DefectLimit, ...]:
    return tuple(replace(leaf, items=(item,)) for item in leaf.items)


def _forbids_all(leaf: DefectLimit) -> bool:
    return leaf.at_most == ZERO or (leaf.measure == "count" and leaf.scope == "device" and leaf.below == ONE)


def _lie_apart(leaf: DefectLimit, surfaces: Surfaces) -> bool:
    """Whether the limit is per place and no place belongs to two of the lists."""
    held = [surfaces.get(item, frozenset()) for item in leaf.items]
    return leaf.scope != "device" and not any(one & other for one, other in combinations(held, 2))


def _most(leaf: DefectLimit) -> int:
    """The greatest whole number within an upper limit."""
    limits = [] if leaf.at_most is None else [int(leaf.at_most.to_integral_value(ROUND_FLOOR))]
    limits += [] if leaf.below is None else [int(leaf.below.to_integral_value(ROUND_CEILING)) - 1]
    return min(limits)


def _fewest(leaf: DefectLimit) -> int:
    """The least whole number within a lower limit."""
    limits = [] if leaf.at_least is None else [int(leaf.at_least.to_integral_value(ROUND_CEILING))]
    limits += [] if leaf.above is None else [int(leaf.above.to_integral_value(ROUND_FLOOR)) + 1]
    return max(limits)


def _split(leaf: DefectLimit, most: int) -> Rule:
    """At most so many together: in one of the ways to split them, at most so many on each list."""
    ways = (
        tuple(
            DefectLimit(rule="defects", items=(item,), which=leaf.which, at_most=Decimal(share))
            for item, share in zip(leaf.items, shares, strict=True)
        )
        for shares in _shares(most, len(leaf.items))
    )
    return AnyOf(rule="any", of=tuple(AllOf(rule="all", of=way) for way in ways))


def _shares(total: int, lists: int) -> Iterator[tuple[int, ...]]:
    if lists == 1:
        yield (total,)
        return
    for first in range(total + 1):
        yield from ((first, *rest) for rest in _shares(total - first, lists - 1))
