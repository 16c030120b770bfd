"""Whether a changed rule asks more or less than before, where that can be said without looking at facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from station.standards.rules import (
    AllOf,
    AnyOf,
    AtWorst,
    Bounds,
    Case,
    Claim,
    DefectLimit,
    Depends,
    Good,
    Not,
    Number,
    Options,
    Presumed,
    Rule,
    Vague,
)
from station.standards.units import convert

Direction = Literal["stricter", "looser", "other"]
"""``stricter``: what meets the new rule would have met the old one. ``other``: neither way, or undecided."""

Ranks = Mapping[str, Mapping[str, int]]
"""For every item the rank of its options, 0 the best."""

_LOWER = ("at_least", "above")
_OPPOSITE: Mapping[Direction, Direction] = {"stricter": "looser", "looser": "stricter", "other": "other"}


def direction(old: Rule, new: Rule, ranks: Ranks) -> Direction:
    """Whether ``new`` asks more than ``old``; for two different rules."""
    pairs = list(changed_parts(old, new))
    told = {flipped(_of_leaf(before, after, ranks), negated) for before, after, negated in pairs}
    return told.pop() if len(told) == 1 else "other"


Part = tuple[Rule, Rule, bool | None]
"""A part before and after, and whether a *not* stands around it; None for a condition, of which more or less
cannot be said."""


def changed_parts(old: Rule, new: Rule, negated: bool | None = False) -> Iterator[Part]:
    """The smallest parts in which two rules differ, down to where their shapes part."""
    if old == new:
        return
    match old, new:
        case (AllOf(of=before), AllOf(of=after)) if len(before) == len(after):
            yield from _changed_pairs(before, after, negated)
        case (AnyOf(of=before), AnyOf(of=after)) if len(before) == len(after):
            yield from _changed_pairs(before, after, negated)
        case (Not(of=one), Not(of=other)):
            yield from changed_parts(one, other, None if negated is None else not negated)
        case (Claim(of=one), Claim(of=other)) | (Presumed(of=one), Presumed(of=other)):
            yield from changed_parts(one, other, negated)
        case Vague(), Vague():
            yield from changed_parts(old.surely, new.surely, negated)
            yield from changed_parts(old.at_least, new.at_least, negated)
        case Depends(), Depends() if _same_shape(old, new):
            yield from _changed_cases(old, new, negated)
        case _:
            yield old, new, negated


def _changed_pairs(old: Sequence[Rule], new: Sequence[Rule], negated: bool | None) -> Iterator[Part]:
    for before, after in zip(old, new, strict=True):
        yield from changed_parts(before, after, negated)


def _same_shape(old: Depends, new: Depends) -> bool:
    return len(old.cases) == len(new.cases) and (old.otherwise is None) == (new.otherwise is None)


def _changed_cases(old: Depends, new: Depends, negated: bool | None) -> Iterator[Part]:
    pairs: list[tuple[Case, Case]] = list(zip(old.cases, new.cases, strict=True))
    for before, after in pairs:
        yield from changed_parts(before.when, after.when, None)
        yield from changed_parts(before.require, after.require, negated)
    if old.otherwise is not None and new.otherwise is not None:
        yield from changed_parts(old.otherwise, new.otherwise, negated)


def flipped(told: Direction, negated: bool | None) -> Direction:
    """The direction of a whole rule, of which a part changed in the direction ``told``."""
    if negated is None:
        return "other"
    return _OPPOSITE[told] if negated else told


def _of_leaf(old: Rule, new: Rule, ranks: Ranks) -> Direction:
    match old, new:
        case Number() | DefectLimit(), Number() | DefectLimit() if _same_but_bounds(old, new):
            return _of_bounds(old, new)
        case Options(item=item), Options() if item == new.item and old.part_demanded == new.part_demanded:
            return _by_inclusion(set(new.allowed), set(old.allowed))
        case AtWorst(item=item), AtWorst() if item == new.item and old.part_demanded == new.part_demanded:
            rank = ranks.get(item, {})
            return _by_size(rank[new.option], rank[old.option]) if item in ranks else "other"
        case Good(), Good() if old.part_demanded == new.part_demanded:
            return _by_inclusion(set(old.items), set(new.items))
        case AllOf(of=before), AllOf(of=after):
            return _by_counts(before, after)
        case AnyOf(of=before), AnyOf(of=after):
            return _by_counts(after, before)
        case _:
            return "other"


def _by_counts(fewer: tuple[Rule, ...], more: tuple[Rule, ...]) -> Direction:
    """Stricter when nothing of ``fewer`` is missing in ``more``."""
    left, right = Counter(map(repr, fewer)), Counter(map(repr, more))
    if left <= right:
        return "stricter"
    return "looser" if right <= left else "other"


def _by_inclusion(smaller: set[str], larger: set[str]) -> Direction:
    if smaller < larger:
        return "stricter"
    return "looser" if larger < smaller else "other"


def _by_size(smaller: int, larger: int) -> Direction:
    if smaller == larger:
        return "other"
    return "stricter" if smaller < larger else "looser"


def _same_but_bounds(old: Number | DefectLimit, new: Number | DefectLimit) -> bool:
    def unbound(leaf: Number | DefectLimit) -> Number | DefectLimit:
        return replace(leaf, at_least=None, at_most=None, above=None, below=None, unit="")

    return unbound(old) == unbound(new)


def _of_bounds(old: Bounds, new: Bounds) -> Direction:
    sides = [_of_side(_limit(old, _LOWER, old.unit), _limit(new, _LOWER, old.unit), 1)]
    upper = ("at_most", "below")
    sides.append(_of_side(_limit(old, upper, old.unit), _limit(new, upper, old.unit), -1))
    told = {side for side in sides if side is not None}
    return told.pop() if len(told) == 1 else "other"


Limit = tuple[Decimal, bool]
"""A limit and whether the limit itself is refused."""


def _limit(bounds: Bounds, names: tuple[str, str], unit: str) -> Limit | Literal["unclear"] | None:
    """The limit on one side, told in ``unit``."""
    including, excluding = (getattr(bounds, name) for name in names)
    if including is not None and excluding is not None:
        return "unclear"
    limit = including if including is not None else excluding
    if limit is None:
        return None
    told = convert(limit, bounds.unit, unit)
    return "unclear" if told is None else (told, excluding is not None)


def _of_side(
    old: Limit | Literal["unclear"] | None, new: Limit | Literal["unclear"] | None, sign: int
) -> Direction | None:
    """``sign`` is 1 where a larger limit asks more, -1 where a smaller one does; None: nothing changed."""
    if old == "unclear" or new == "unclear":
        return "other"
    if old == new:
        return None
    if old is None or new is None:
        return "stricter" if old is None else "looser"
    asks_more = (sign * new[0], new[1]) > (sign * old[0], old[1])
    return "stricter" if asks_more else "looser"
