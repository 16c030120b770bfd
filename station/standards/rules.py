"""What a channel standard can say about facts, as data.

A rule is a small tree. Leaves look at observations (:class:`Options`, :class:`AtWorst`, :class:`Good`,
:class:`Number`, :class:`DefectLimit`); branches combine rules (:class:`AllOf`, :class:`AnyOf`, :class:`Not`)
(also by case: :class:`Depends`) or say how far words and knowledge go (:class:`Vague`, :class:`Claim`,
:class:`Presumed`). In a file every
rule names its sort under the key ``rule``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from station.model.defect import DefectKind, Depth

Measure = Literal["count", "total_length", "total_area", "longest", "widest", "farthest_visible"]
"""What is taken from the defects that match: how many, the sum of lengths (mm) or of lengths times widths
(mm²), the largest length or width (mm), the farthest distance at which one is visible (cm). Nothing matching
gives 0."""

Scope = Literal["device", "surface", "zone", "per_100cm2"]
"""Where the measure is taken: the whole unit, each surface (a zone with its parts), each single zone, or each
surface for every 100 cm² of its nominal area (the internal standard's ``area_cm2``)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """Limits in ``unit``; every one that is given must hold."""

    at_least: Decimal | None = None
    at_most: Decimal | None = None
    above: Decimal | None = None
    below: Decimal | None = None
    unit: str = "1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The item's option is one of ``allowed``. A part that is not fitted passes unless ``part_demanded``."""

    rule: Literal["options"]
    item: str
    allowed: tuple[str, ...]
    part_demanded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AtWorst:
    """The item's option is ``option`` or a better one of its scale."""

    rule: Literal["at_worst"]
    item: str
    option: str
    part_demanded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Good:
    """Every item is as on a sound unit: a good option, a count of 0, no defect."""

    rule: Literal["good"]
    items: tuple[str, ...]
    part_demanded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Number(Bounds):
    """The item's number lies within the bounds."""

    rule: Literal["number"]
    item: str
    part_demanded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Which:
    """Which defects a limit speaks about; an empty tuple or None means any.

    A zone includes its parts. ``depth_at_least`` means that class or deeper, sizes are in mm,
    ``visible_at_cm`` means still visible at that distance, ``visible_lit`` whether it shows on the lit
    display.
    """

    zones: tuple[str, ...] = ()
    kinds: tuple[DefectKind, ...] = ()
    depth_at_least: Depth | None = None
    length_at_least_mm: Decimal | None = None
    length_above_mm: Decimal | None = None
    width_at_least_mm: Decimal | None = None
    width_above_mm: Decimal | None = None
    visible_at_cm: Decimal | None = None
    visible_lit: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DefectLimit(Bounds):
    """A measure over the defects of some items lies within the bounds, in every place of the scope."""

    rule: Literal["defects"]
    items: tuple[str, ...]
    measure: Measure = "count"
    which: Which = Which()
    scope: Scope = "device"


@dataclass(frozen=True, slots=True, kw_only=True)
class AllOf:
    """Every rule holds."""

    rule: Literal["all"]
    of: tuple[Rule, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnyOf:
    """At least one rule holds."""

    rule: Literal["any"]
    of: tuple[Rule, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Not:
    """The rule does not hold."""

    rule: Literal["not"]
    of: Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Vague:
    """Words without a measure: surely met when ``surely`` holds, surely broken when ``at_least`` fails.

    Between the two no fact can decide; that takes a ruling of a person. ``surely`` must be the stricter one:
    whatever meets it meets ``at_least``.
    """

    rule: Literal["vague"]
    surely: Rule
    at_least: Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Something the unit must prove: as long as it is unknown it does not hold."""

    rule: Literal["claim"]
    of: Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Presumed:
    """A ruling lets this pass while it is unknown; every verdict that leans on it says so."""

    rule: Literal["presumed"]
    of: Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One case of :class:`Depends`."""

    when: Rule
    require: Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Depends:
    """A demand that depends on another fact: the first case whose ``when`` holds says what is required.

    ``otherwise`` is required when no case holds; without it the standard is silent there, and no fact can
    decide. As long as a ``when`` is unknown, the rule holds (or fails) only where every case that is still
    possible agrees.
    """

    rule: Literal["depends"]
    cases: tuple[Case, ...]
    otherwise: Rule | None = None


Leaf = Options | AtWorst | Good | Number | DefectLimit
Rule = Annotated[
    Options
    | AtWorst
    | Good
    | Number
    | DefectLimit
    | AllOf
    | AnyOf
    | Not
    | Vague
    | Claim
    | Presumed
    | Depends,
    Field(discriminator="rule"),
]


def parts(rule: Rule) -> tuple[Rule, ...]:
    """The rules directly inside ``rule``; a leaf has none."""
    match rule:
        case AllOf() | AnyOf():
            return rule.of
        case Not() | Claim() | Presumed():
            return (rule.of,)
        case Vague():
            return (rule.surely, rule.at_least)
        case Depends():
            told = tuple(part for case in rule.cases for part in (case.when, case.require))
            return (*told, rule.otherwise) if rule.otherwise is not None else told
        case _:
            return ()


def leaves(rule: Rule) -> Iterator[Leaf]:
    """Every leaf of the tree, left to right."""
    if isinstance(rule, Options | AtWorst | Good | Number | DefectLimit):
        yield rule
    for part in parts(rule):
        yield from leaves(part)


def cited(leaf: Leaf) -> tuple[str, ...]:
    """The items a leaf looks at."""
    return leaf.items if isinstance(leaf, Good | DefectLimit) else (leaf.item,)


def includes(which: Which, zone: str, surface: str, kind: str) -> bool:
    """Whether ``which`` speaks about this place and kind, sizes left aside."""
    return (not which.zones or zone in which.zones or surface in which.zones) and (
        not which.kinds or kind in which.kinds
    )


def speaks_about(leaf: Leaf, zone: str, surface: str, kind: str) -> bool:
    """Whether a leaf that cites an item says anything about such a defect on it."""
    return isinstance(leaf, Good) or (
        isinstance(leaf, DefectLimit) and includes(leaf.which, zone, surface, kind)
    )
