"""What the bench can observe, against what a standard demands."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache

from station.model.checklist import CheckItem, InternalStandard, ItemKind
from station.model.observation import Method
from station.places import RESOURCES
from station.standards.channel import ChannelStandard, Criterion, Viewing
from station.standards.findings import Finding, finding
from station.standards.rules import AtWorst, DefectLimit, Leaf, Options, cited, leaves

_SEEN_BY = {Method.MANUAL, Method.CAMERA}


@cache
def measurable() -> frozenset[str]:
    """The quantities for which an instrument profile ships."""
    files = (RESOURCES / "instruments").glob("*.toml")
    documents = (tomllib.loads(file.read_text("utf-8")) for file in files)
    return frozenset(str(document["quantity"]) for document in documents if "quantity" in document)


def can_observe(item: CheckItem) -> bool:
    """Whether the bench has a way to observe the item.

    Its camera, its scanner, its test software, queries and the inspector's own eyes and hands are always
    there; a measuring instrument counts when a profile measures the item's quantity (or any, where the item
    names none).
    """
    others = set(item.methods) - {Method.INSTRUMENT.value}
    measured = Method.INSTRUMENT.value in item.methods
    return bool(others) or (measured and (item.quantity is None or item.quantity in measurable()))


def bench_findings(standard: ChannelStandard, internal: InternalStandard) -> Iterator[Finding]:
    """Items, options, zones and kinds that are not there, and ways of observing that are not offered."""
    for clause, rule in standard.rules():
        for leaf in leaves(rule):
            yield from _leaf_findings(clause, leaf, internal)
    for item in standard.silence.watched:
        if internal.item(item) is None:
            yield finding("unknown_term", "", item, term=item)
    for criterion in criteria(standard):
        yield from _criterion_findings(criterion, internal)


def criteria(standard: ChannelStandard) -> Iterator[Criterion]:
    """Every criterion of a standard: gates, grades, surfaces."""
    yield from standard.gates
    for axis in standard.scales:
        yield from (one for grade in axis.graded for one in grade.criteria)
        yield from (one for surface in axis.surfaces for grade in surface.graded for one in grade.criteria)


def _leaf_findings(clause: str, leaf: Leaf, internal: InternalStandard) -> Iterator[Finding]:
    for name in cited(leaf):
        item = internal.item(name)
        if item is None:
            yield finding("unknown_term", clause, name, term=name)
        elif not can_observe(item):
            yield finding("not_observable", clause, name)
        elif isinstance(leaf, Options | AtWorst):
            yield from _option_findings(clause, leaf, item)
    if isinstance(leaf, DefectLimit):
        yield from _place_findings(clause, leaf, internal)


def _option_findings(clause: str, leaf: Options | AtWorst, item: CheckItem) -> Iterator[Finding]:
    named = leaf.allowed if isinstance(leaf, Options) else (leaf.option,)
    unknown = (value for value in named if item.option(value) is None)
    yield from (finding("unknown_term", clause, item.id, term=value) for value in unknown)


def _place_findings(clause: str, leaf: DefectLimit, internal: InternalStandard) -> Iterator[Finding]:
    """Zones nobody knows, and kinds or zones that none of the cited lists can hold."""
    zones = {zone.id: zone.parent for zone in internal.zones}
    yield from (finding("unknown_term", clause, term=zone) for zone in leaf.which.zones if zone not in zones)
    lists = [item for name in leaf.items if (item := internal.item(name)) and item.kind is ItemKind.DEFECTS]
    if not lists:
        return
    kinds = {kind for item in lists for kind in item.defect_kinds}
    held = {zone for item in lists for zone in item.zones}
    held |= {parent for zone in held if (parent := zones.get(zone))}
    foreign = [kind.value for kind in leaf.which.kinds if kind.value not in kinds]
    foreign += [zone for zone in leaf.which.zones if zone in zones and zone not in held]
    for word in foreign:
        yield finding("demand_without_item", clause, leaf.items[0], words=word)


def _criterion_findings(criterion: Criterion, internal: InternalStandard) -> Iterator[Finding]:
    names = dict.fromkeys(item for leaf in leaves(criterion.require) for item in cited(leaf))
    for item in (found for name in names if (found := internal.item(name))):
        wanted = [method.value for method in criterion.methods]
        if wanted and not set(wanted) & set(item.methods):
            told = {"methods": ", ".join(wanted), "offered": _listed(item.methods)}
            yield finding("method_not_offered", criterion.clause, item.id, **told)
        lacking = [evidence for evidence in criterion.evidence if evidence not in item.evidence]
        if lacking:
            told = {"evidence": ", ".join(lacking), "offered": _listed(item.evidence)}
            yield finding("evidence_not_offered", criterion.clause, item.id, **told)
        if criterion.viewing and not _SEEN_BY & set(item.methods):
            shown = shown_viewing(criterion.viewing)
            yield finding("viewing_not_offered", criterion.clause, item.id, viewing=shown)


def _listed(words: tuple[str, ...]) -> str:
    return ", ".join(words) or "–"


def shown_viewing(viewing: Viewing) -> str:
    """A viewing condition as short text: ``20 cm, ≥ 1000 lx, ≤ 10 s``."""
    told = (
        ("", viewing.distance_cm, "cm"),
        ("≥ ", viewing.light_at_least_lx, "lx"),
        ("≤ ", viewing.light_at_most_lx, "lx"),
        ("≤ ", viewing.at_most_s, "s"),
    )
    return ", ".join(f"{sign}{value:f} {unit}" for sign, value, unit in told if value is not None)
