"""What a prose clause demands, before its words are mapped to internal items."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from station.model.checklist import CheckItem, InternalStandard, ItemKind
from station.model.defect import DefectKind
from station.standards.rules import AllOf, DefectLimit, Measure, Number, Options, Rule, Which


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """Limits of one measure; ``unit`` None means the text states none."""

    measure: Measure
    unit: str | None
    at_least: Decimal | None = None
    at_most: Decimal | None = None
    above: Decimal | None = None
    below: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DefectDemand:
    """A demand about defects: which kinds on which places, filtered by ``which``, within every limit."""

    words: str
    kinds: tuple[DefectKind, ...]
    places: tuple[str, ...]
    zones: tuple[str, ...]
    which: Which
    limits: tuple[Limit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberDemand:
    """A demand about a measured number; ``subject`` are the words that name what is measured."""

    words: str
    subject: str
    unit: str | None
    at_least: Decimal | None = None
    at_most: Decimal | None = None
    above: Decimal | None = None
    below: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StateDemand:
    """A demand in words: an option, or that something is sound. ``sound`` when the words say so."""

    words: str
    subject: str
    sound: bool = False


Demand = DefectDemand | NumberDemand | StateDemand
ProblemCode = Literal["unread_words", "unit_missing", "distance_missing", "vague_wording"]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the text that no rule was drawn from, by the code of its finding."""

    code: ProblemCode
    words: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in one text: demands, and everything that was not understood."""

    text: str
    demands: tuple[Demand, ...]
    problems: tuple[Problem, ...]


def defect_items(internal: InternalStandard, demand: DefectDemand) -> tuple[str, ...]:
    """The lists of defects that hold the demanded kinds on the demanded places."""
    return tuple(item.id for item in internal.items if _holds(item, demand))


def _holds(item: CheckItem, demand: DefectDemand) -> bool:
    if item.kind is not ItemKind.DEFECTS:
        return False
    kinds = {str(kind.value) for kind in demand.kinds}
    return (not demand.zones or bool(set(demand.zones) & set(item.zones))) and (
        not kinds or bool(kinds & set(item.defect_kinds))
    )


def defect_rule(demand: DefectDemand, items: Sequence[str], internal: InternalStandard) -> Rule | None:
    """The rule of a demand about defects; None while a limit lacks its unit.

    Zones and kinds are named in the rule only where they leave out something that the items can hold.
    """
    if not items or any(limit.unit is None for limit in demand.limits):
        return None
    which = _needed(demand, items, internal)
    rules = [_defect_limit(limit, tuple(items), which) for limit in demand.limits]
    return rules[0] if len(rules) == 1 else AllOf(rule="all", of=tuple(rules))


def _defect_limit(limit: Limit, items: tuple[str, ...], which: Which) -> DefectLimit:
    return DefectLimit(
        rule="defects",
        items=items,
        measure=limit.measure,
        which=which,
        at_least=limit.at_least,
        at_most=limit.at_most,
        above=limit.above,
        below=limit.below,
        unit=limit.unit or "1",
    )


def _needed(demand: DefectDemand, items: Sequence[str], internal: InternalStandard) -> Which:
    cited = [item for item in internal.items if item.id in items]
    zones = {zone for item in cited for zone in item.zones}
    kinds = {kind for item in cited for kind in item.defect_kinds}
    parents = {zone.id: zone.parent or zone.id for zone in internal.zones}
    all_zones = {parents[zone] for zone in zones} <= set(demand.zones) or not demand.zones
    all_kinds = kinds <= {kind.value for kind in demand.kinds} or not demand.kinds
    which = demand.which
    return Which(
        zones=() if all_zones else demand.zones,
        kinds=() if all_kinds else demand.kinds,
        length_at_least_mm=which.length_at_least_mm,
        length_above_mm=which.length_above_mm,
        width_at_least_mm=which.width_at_least_mm,
        width_above_mm=which.width_above_mm,
        visible_at_cm=which.visible_at_cm,
    )


def number_rule(demand: NumberDemand, item: CheckItem) -> Rule | None:
    """The rule of a demand about a number; None while its unit is not stated.

    A count has no unit to state.
    """
    unit = demand.unit or ("1" if item.unit == "1" else None)
    if unit is None:
        return None
    return Number(
        rule="number",
        item=item.id,
        at_least=demand.at_least,
        at_most=demand.at_most,
        above=demand.above,
        below=demand.below,
        unit=unit,
    )


def options_rule(item: str, options: Sequence[str]) -> Rule:
    """The item's option is one of these."""
    return Options(rule="options", item=item, allowed=tuple(options))
