"""What a channel standard demands of each item, demand by demand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from station.standards.channel import NOT_ACCEPTED, Axis, ChannelStandard, Criterion, Viewing
from station.standards.lint.taking_apart import taken_apart
from station.standards.rules import (
    AllOf,
    Claim,
    DefectLimit,
    Good,
    Leaf,
    Presumed,
    Rule,
    Vague,
    cited,
    leaves,
)

Level = Literal["best", "accepting"]
Sort = Literal["gate", "grade", "row", "option"]


@dataclass(frozen=True, slots=True)
class Demand:
    """One demand on one item.

    ``sort`` and ``name`` say where it stands: a gate, or the grade, row or option of that name (``axis`` of
    several, ``surface`` where surfaces are graded). ``leaf`` is the demand, narrowed to the item where it can
    be. ``levels``: whether the best grade needs it, and whether the worst one still does. ``plain`` demands
    must hold as they stand; others hang on something else (any of, not, by case). ``vague``: the words have
    no measure, the leaf is their widest reading.
    """

    item: str
    clause: str
    sort: Sort
    name: str
    leaf: Leaf
    levels: frozenset[Level] = frozenset()
    axis: str = ""
    surface: str = ""
    plain: bool = True
    vague: bool = False
    methods: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    viewing: Viewing | None = None


_EVERY_LEVEL: frozenset[Level] = frozenset({"best", "accepting"})


@dataclass(frozen=True, slots=True)
class _Place:
    clause: str
    sort: Sort
    name: str
    levels: frozenset[Level] = frozenset()
    axis: str = ""
    surface: str = ""
    criterion: Criterion | None = None


def demands_of(standard: ChannelStandard) -> Mapping[str, tuple[Demand, ...]]:
    """Every demand of the standard by item; only items that some rule speaks about."""
    found: dict[str, list[Demand]] = {}
    for place, rule in _places(standard):
        for demand in _demands(place, rule):
            if demand not in found.setdefault(demand.item, []):
                found[demand.item].append(demand)
    return {item: tuple(demands) for item, demands in found.items()}


def _places(standard: ChannelStandard) -> Iterator[tuple[_Place, Rule]]:
    for gate in standard.gates:
        yield _Place(gate.clause, "gate", "", _EVERY_LEVEL, criterion=gate), gate.require
    for axis in standard.scales:
        yield from _axis_places(axis)
    asked = [(question.clause, question.options) for question in standard.questions]
    asked += [(attribute.clause, attribute.options) for attribute in standard.attributes]
    for clause, options in asked:
        for number, option in enumerate(options):
            if option.when is not None:
                levels: frozenset[Level] = frozenset({"best"}) if number == 0 else frozenset()
                yield _Place(clause, "option", option.code, levels), option.when


def _axis_places(axis: Axis) -> Iterator[tuple[_Place, Rule]]:
    given = [grade.code for grade in axis.given]
    for grade in axis.given:
        yield from _graded(axis, grade.code, given, grade.criteria)
    for surface in axis.surfaces:
        listed = [one.code for one in surface.graded if one.code in given]
        for one in surface.graded:
            if one.code in given:
                yield from _graded(axis, one.code, listed, one.criteria, surface.id)
    for row in axis.rows:
        best = row.gives == given[0] and row.gives != NOT_ACCEPTED
        levels: frozenset[Level] = frozenset({"best"}) if best else frozenset()
        yield _Place(row.clause, "row", row.gives, levels, axis.id), row.when


def _graded(
    axis: Axis, code: str, given: list[str], criteria: tuple[Criterion, ...], surface: str = ""
) -> Iterator[tuple[_Place, Rule]]:
    levels: set[Level] = set()
    if code == given[0]:
        levels.add("best")
    if code == given[-1]:
        levels.add("accepting")
    for one in criteria:
        yield _Place(one.clause, "grade", code, frozenset(levels), axis.id, surface, one), one.require


def _demands(place: _Place, rule: Rule) -> Iterator[Demand]:
    for leaf, plain, vague in _spread(rule):
        for item in cited(leaf):
            yield _demand(place, _narrowed(leaf, item), item, plain, vague)


def _demand(place: _Place, leaf: Leaf, item: str, plain: bool, vague: bool) -> Demand:
    criterion = place.criterion
    return Demand(
        item=item,
        clause=place.clause,
        sort=place.sort,
        name=place.name,
        leaf=leaf,
        levels=place.levels,
        axis=place.axis,
        surface=place.surface,
        plain=plain,
        vague=vague,
        methods=tuple(method.value for method in criterion.methods) if criterion else (),
        evidence=criterion.evidence if criterion else (),
        viewing=criterion.viewing if criterion else None,
    )


def _spread(rule: Rule, vague: bool = False) -> Iterator[tuple[Leaf, bool, bool]]:
    """Leaves, with whether they must hold as they stand, and whether their words have no measure."""
    match rule:
        case AllOf():
            for part in rule.of:
                yield from _spread(part, vague)
        case Claim() | Presumed():
            yield from _spread(rule.of, vague)
        case Vague():
            yield from _spread(rule.at_least, True)
        case _:
            found = tuple(leaves(rule))
            yield from ((leaf, found == (rule,), vague) for leaf in found)


def _narrowed(leaf: Leaf, item: str) -> Leaf:
    """The leaf as it concerns one item alone, where that can be said."""
    if isinstance(leaf, Good):
        return replace(leaf, items=(item,))
    if isinstance(leaf, DefectLimit) and len(leaf.items) > 1:
        apart = taken_apart(leaf, {})
        alone = replace(leaf, items=(item,))
        return alone if isinstance(apart, AllOf) and alone in apart.of else leaf
    return leaf
