"""From target channels to the checklist: what one unit is asked, how, in which order, and for whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from station.model.checklist import CheckItem, Checklist, Demand, InternalStandard
from station.model.observation import Method
from station.standards.bearing.needed import needed_items
from station.standards.bearing.network import Network
from station.standards.bearing.order import working_order
from station.standards.bearing.stake import Stake
from station.standards.channel import ChannelStandard, Criterion
from station.standards.library import Library, shipped
from station.standards.rules import cited, leaves

ALWAYS_ASKED = frozenset({"identity", "safety"})
"""Groups asked for every unit, whoever buys it."""


def checklist(category: str, channels: Sequence[str] = (), library: Library | None = None) -> Checklist:
    """What a unit of the category is asked.

    Without channels it is the whole internal standard in its own order. With channels it is the smallest list
    that decides all of them, the identity and safety items, and whatever an item waits for; with the
    strictest method and all evidence that any of them demands, in the order that is expected to end soonest.

    Raises:
        KnownError: STD-003 when the category has no internal standard, STD-002 for a channel not known.
    """
    if not channels:
        return whole_checklist(category, (), library)
    library = library or shipped()
    internal = library.internal_standard(category)
    return compiled(internal, [library.channel_standard(name) for name in channels])


def whole_checklist(category: str, channels: Sequence[str] = (), library: Library | None = None) -> Checklist:
    """The whole internal standard, whoever buys the unit.

    Raises:
        KnownError: STD-003 when the category has no internal standard, STD-002 for a channel not known.
    """
    library = library or shipped()
    internal = library.internal_standard(category)
    named = [library.channel_standard(name) for name in channels]
    standards = named or library.channel_standards(category)
    asked_by = _by_item((standard.id, standard.items) for standard in standards)
    return Checklist(
        category,
        internal.version,
        tuple(channels),
        internal.items,
        asked_by,
        countersign=internal.countersign,
        override=internal.override,
    )


def compiled(internal: InternalStandard, standards: Sequence[ChannelStandard]) -> Checklist:
    """The checklist for these target standards, which belong to the category of ``internal``."""
    needed = [(standard.id, needed_items(standard, internal)) for standard in standards]
    asked_by = _by_item((name, sorted(items)) for name, items in needed)
    demands = {item: demands_on(item, standards, asked_by[item]) for item in asked_by}
    asked = [_as_demanded(item, demands.get(item.id, ()), internal) for item in _asked(internal, asked_by)]
    network = Network()
    stakes = [Stake.of(standard, network) for standard in standards]
    items = working_order(asked, stakes, network)
    return Checklist(
        category=internal.category,
        internal_version=internal.version,
        channels=tuple(standard.id for standard in standards),
        items=items,
        asked_by=asked_by,
        targeted=True,
        demands={item: told for item, told in demands.items() if told},
        countersign=internal.countersign,
        override=internal.override,
    )


def demands_on(item: str, standards: Sequence[ChannelStandard], asking: Sequence[str]) -> tuple[Demand, ...]:
    """What the clauses of the ``asking`` standards want of the way ``item`` is observed."""
    found = (
        Demand(standard.id, one.clause, tuple(one.methods), one.evidence)
        for standard in standards
        if standard.id in asking
        for one in _criteria(standard)
        if (one.methods or one.evidence) and any(item in cited(leaf) for leaf in leaves(one.require))
    )
    return tuple(dict.fromkeys(found))


def _criteria(standard: ChannelStandard) -> Iterator[Criterion]:
    yield from standard.gates
    for axis in standard.scales:
        yield from (one for grade in axis.given for one in grade.criteria)
        yield from (one for surface in axis.surfaces for grade in surface.graded for one in grade.criteria)


def _by_item(asking: Iterable[tuple[str, Iterable[str]]]) -> dict[str, tuple[str, ...]]:
    asked: dict[str, tuple[str, ...]] = {}
    for channel, items in asking:
        for item in items:
            asked[item] = (*asked.get(item, ()), channel)
    return asked


def _asked(internal: InternalStandard, asked_by: Mapping[str, tuple[str, ...]]) -> list[CheckItem]:
    wanted = {item.id for item in internal.items if item.group in ALWAYS_ASKED or item.id in asked_by}
    for item in reversed(internal.items):
        if item.id in wanted and item.after:
            wanted.add(item.after.item)
    return [item for item in internal.items if item.id in wanted]


def _as_demanded(item: CheckItem, demands: Sequence[Demand], internal: InternalStandard) -> CheckItem:
    """The item observed in the strictest way any channel demands.

    Where two channels accept no common method, the internal standard's stay; the matrix shows the conflict.
    """
    accepted = [demand.methods for demand in demands if demand.methods]
    methods = tuple(one for one in item.methods if all(one in methods for methods in accepted))
    evidence = dict.fromkeys([*item.evidence, *(kind for demand in demands for kind in demand.evidence)])
    photo = any("photo" in demand.evidence for demand in demands)
    strict = methods and Method.MANUAL not in methods and Method.INSTRUMENT in methods
    return replace(
        item,
        methods=methods or item.methods,
        instrument_demanded=item.instrument_demanded or bool(strict and item.unit is not None),
        evidence=tuple(evidence),
        views=item.views or (_views_of(item.group, internal) if photo else ()),
    )


def _views_of(group: str, internal: InternalStandard) -> tuple[str, ...]:
    """The views under which a group is photographed."""
    return tuple(dict.fromkeys(view for item in internal.items if item.group == group for view in item.views))
