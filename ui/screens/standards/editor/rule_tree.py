"""Changing one part of a rule: rules are frozen, so every change is a new rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from station.model.checklist import CheckItem, InternalStandard, ItemKind
from station.standards.rules import (
    AllOf,
    AnyOf,
    AtWorst,
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
    parts,
)

Path = tuple[int, ...]
"""Which part of a rule: the place among the parts at each level; empty is the whole rule."""

Sort = Literal["options", "at_worst", "good", "number", "defects"]
"""The sorts of a single demand, in the order in which they are offered."""
SORTS: tuple[Sort, ...] = ("options", "at_worst", "good", "number", "defects")

_CHOSEN = frozenset({ItemKind.CHOICE, ItemKind.SCALE, ItemKind.PASS_FAIL})
_NUMBERS = frozenset({ItemKind.NUMBER, ItemKind.COUNT})
_FITTING = {
    "options": _CHOSEN,
    "at_worst": _CHOSEN,
    "good": _CHOSEN | {ItemKind.COUNT, ItemKind.DEFECTS},
    "number": _NUMBERS,
    "defects": frozenset({ItemKind.DEFECTS}),
}


def at(rule: Rule, path: Path) -> Rule:
    """The part of ``rule`` at ``path``.

    Raises:
        IndexError: there is no such part.
    """
    return at(parts(rule)[path[0]], path[1:]) if path else rule


def put(rule: Rule, path: Path, part: Rule) -> Rule:
    """``rule`` with ``part`` at ``path``."""
    if not path:
        return part
    inside = list(parts(rule))
    inside[path[0]] = put(inside[path[0]], path[1:], part)
    return with_parts(rule, inside)


def add(rule: Rule, path: Path, part: Rule) -> Rule:
    """``rule`` with one more demand beside or, for *all* and *any*, inside the part at ``path``."""
    place = at(rule, path)
    if isinstance(place, AllOf | AnyOf):
        return put(rule, path, replace(place, of=(*place.of, part)))
    return put(rule, path, AllOf(rule="all", of=(place, part)))


def take(rule: Rule, path: Path) -> Rule:
    """``rule`` without the part at ``path``; *all* and *any* of one part become that part.

    What cannot do without the part (*not*, a case, the whole rule) stays as it is.
    """
    if not path:
        return rule
    above = at(rule, path[:-1])
    if not isinstance(above, AllOf | AnyOf):
        return rule
    left = tuple(part for place, part in enumerate(above.of) if place != path[-1])
    return put(rule, path[:-1], left[0] if len(left) == 1 else replace(above, of=left))


def wrap(rule: Rule, path: Path, sort: Literal["all", "any", "not"]) -> Rule:
    """``rule`` with the part at ``path`` inside *all*, *any* or *not*; *all* and *any* become each other."""
    part = at(rule, path)
    match sort, part:
        case "not", Not():
            return put(rule, path, part.of)
        case "not", _:
            return put(rule, path, Not(rule="not", of=part))
        case "all", AnyOf():
            return put(rule, path, AllOf(rule="all", of=part.of))
        case "any", AllOf():
            return put(rule, path, AnyOf(rule="any", of=part.of))
        case "all", _:
            return put(rule, path, AllOf(rule="all", of=(part,)))
        case _:
            return put(rule, path, AnyOf(rule="any", of=(part,)))


def with_parts(rule: Rule, inside: Sequence[Rule]) -> Rule:
    """``rule`` over other parts, in the order of :func:`station.standards.rules.parts`."""
    match rule:
        case AllOf() | AnyOf():
            return replace(rule, of=tuple(inside))
        case Not() | Claim() | Presumed():
            return replace(rule, of=inside[0])
        case Vague():
            return replace(rule, surely=inside[0], at_least=inside[1])
        case Depends():
            pairs = zip(inside[: 2 * len(rule.cases) : 2], inside[1 : 2 * len(rule.cases) : 2], strict=True)
            cases = tuple(Case(when=when, require=require) for when, require in pairs)
            return replace(rule, cases=cases, otherwise=inside[-1] if rule.otherwise is not None else None)
        case _:
            return rule


def fitting(internal: InternalStandard, sort: Sort) -> tuple[CheckItem, ...]:
    """Items that a demand of this sort can speak about."""
    return tuple(item for item in internal.items if item.kind in _FITTING[sort])


def fresh(sort: Sort, item: CheckItem) -> Rule:
    """A first demand of this sort on ``item``: what a sound unit has, or a limit of 0."""
    good = tuple(option.value for option in item.options if option.good)
    match sort:
        case "options":
            return Options(rule="options", item=item.id, allowed=good)
        case "at_worst":
            return AtWorst(rule="at_worst", item=item.id, option=good[-1])
        case "good":
            return Good(rule="good", items=(item.id,))
        case "number":
            return Number(rule="number", item=item.id, at_least=Decimal(0), unit=item.unit or "1")
        case "defects":
            return DefectLimit(rule="defects", items=(item.id,), at_most=Decimal(0))
