"""Which measures over lists of defects can occur together.

Measures of the same list depend on each other: nothing is long where nothing is, and what is counted at 20 cm
is visible at 20 cm. So the cases are taken from lists that exist: starting with the empty list, one typical
defect after the other is added until no new combination appears.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from station.model.checklist import InternalStandard
from station.model.defect import DEPTH_ORDER, DefectKind, Depth
from station.standards.lint.cells import ONE, ZERO, Cell, cells
from station.standards.rules import DefectLimit, Measure, Scope, Which, includes

MOST_LISTS = 1200
"""Beyond so many combinations the rest is not looked at, and nothing is claimed to be impossible."""

_SUMS = ("count", "total_length", "total_area")
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Gauge:
    """One measure over the defects of some items: a limit without its bounds."""

    items: tuple[str, ...]
    measure: Measure
    which: Which
    scope: Scope

    @classmethod
    def of(cls, leaf: DefectLimit) -> Gauge:
        """What the limit measures."""
        return cls(leaf.items, leaf.measure, leaf.which, leaf.scope)

    @property
    def adds_up(self) -> bool:
        """Whether every further defect adds to the measure."""
        return self.measure in _SUMS

    @property
    def is_whole(self) -> bool:
        """Whether only whole numbers occur."""
        return self.measure == "count" and self.scope != "per_100cm2"


@dataclass(frozen=True, slots=True)
class _Typical:
    """A defect that stands for all that every gauge takes alike."""

    item: str
    zone: str
    kind: DefectKind
    depth: Depth
    length: Decimal
    width: Decimal
    visible: Decimal
    lit: bool


@dataclass(frozen=True, slots=True)
class DefectLists:
    """The combinations of readings, one number per gauge; ``complete`` when there are no others."""

    readings: tuple[tuple[Decimal, ...], ...]
    complete: bool


class _Bench:
    """Reads gauges off typical defects."""

    def __init__(
        self, gauges: Sequence[Gauge], limits: Sequence[Sequence[Decimal]], internal: InternalStandard
    ) -> None:
        self.gauges = gauges
        self._limits = limits
        self._internal = internal
        self._surface = {zone.id: zone.parent or zone.id for zone in internal.zones}
        self._area = {zone.id: zone.area_cm2 for zone in internal.zones if zone.area_cm2}
        self._caps = [max(found, default=ZERO) + ONE for found in limits]

    def lists(self) -> DefectLists:
        """Every combination, as far as :data:`MOST_LISTS` allows."""
        typical = tuple(dict.fromkeys(self._contribution(one) for one in self._typical()))
        found: dict[tuple[Decimal, ...], None] = {tuple(ZERO for _ in self.gauges): None}
        todo = list(found)
        while todo and len(found) < MOST_LISTS:
            start = todo.pop()
            for one in typical:
                for more in self._with(start, one):
                    if more not in found:
                        found[more] = None
                        todo.append(more)
        return DefectLists(tuple(found), not todo)

    def _with(self, start: tuple[Decimal, ...], one: tuple[Decimal, ...]) -> Iterator[tuple[Decimal, ...]]:
        """The readings with one defect more: in the same place, and in another place where there is one."""
        yield tuple(self._joined(g, start[g], one[g], stacked=True) for g in range(len(start)))
        if any(gauge.scope != "device" and len(gauge.which.zones) != 1 for gauge in self.gauges):
            yield tuple(self._joined(g, start[g], one[g], stacked=False) for g in range(len(start)))

    def _joined(self, number: int, start: Decimal, more: Decimal, *, stacked: bool) -> Decimal:
        gauge = self.gauges[number]
        if gauge.adds_up and (stacked or gauge.scope == "device" or len(gauge.which.zones) == 1):
            return min(start + more, self._caps[number])
        return max(start, more)

    def _contribution(self, one: _Typical) -> tuple[Decimal, ...]:
        return tuple(self._read(gauge, one) for gauge in self.gauges)

    def _read(self, gauge: Gauge, one: _Typical) -> Decimal:
        if one.item not in gauge.items or not self._matches(gauge.which, one):
            return ZERO
        size = {
            "count": ONE,
            "total_length": one.length,
            "total_area": one.length * one.width,
            "longest": one.length,
            "widest": one.width,
            "farthest_visible": one.visible,
        }[gauge.measure]
        if gauge.scope != "per_100cm2":
            return size
        return size * _HUNDRED / self._area.get(self._surface.get(one.zone, one.zone), _HUNDRED)

    def _matches(self, which: Which, one: _Typical) -> bool:
        return (
            includes(which, one.zone, self._surface.get(one.zone, one.zone), one.kind)
            and (which.depth_at_least is None or _deeper(one.depth, which.depth_at_least))
            and (which.length_at_least_mm is None or one.length >= which.length_at_least_mm)
            and (which.length_above_mm is None or one.length > which.length_above_mm)
            and (which.width_at_least_mm is None or one.width >= which.width_at_least_mm)
            and (which.width_above_mm is None or one.width > which.width_above_mm)
            and (which.visible_at_cm is None or one.visible >= which.visible_at_cm)
            and which.visible_lit in (None, one.lit)
        )

    def _typical(self) -> Iterator[_Typical]:
        whiches = [gauge.which for gauge in self.gauges]
        depths = dict.fromkeys([Depth.NONE, *(one.depth_at_least for one in whiches if one.depth_at_least)])
        lengths, widths, visible = self._lengths(whiches), self._widths(whiches), self._visible(whiches)
        lit = (True, False) if any(one.visible_lit is not None for one in whiches) else (False,)
        sizes = list(product(depths, lengths, widths, visible, lit))
        for item, zone, kind in self._places(whiches):
            yield from (_Typical(item, zone, kind, *size) for size in sizes)

    def _places(self, whiches: Sequence[Which]) -> Iterator[tuple[str, str, DefectKind]]:
        """One zone and kind for each group that every gauge treats alike."""
        seen = set()
        for name in dict.fromkeys(item for gauge in self.gauges for item in gauge.items):
            item = self._internal.item(name)
            for zone, kind in product(item.zones, item.defect_kinds) if item else ():
                surface = self._surface.get(zone, zone)
                alike = (name, self._area.get(surface), *(includes(w, zone, surface, kind) for w in whiches))
                if alike not in seen:
                    seen.add(alike)
                    yield name, zone, DefectKind(kind)

    def _lengths(self, whiches: Sequence[Which]) -> list[Decimal]:
        named = [size for one in whiches for size in (one.length_at_least_mm, one.length_above_mm)]
        return _sizes([*named, *self._limits_of("longest", "total_length", "total_area")])

    def _widths(self, whiches: Sequence[Which]) -> list[Decimal]:
        named = [size for one in whiches for size in (one.width_at_least_mm, one.width_above_mm)]
        return _sizes([*named, *self._limits_of("widest")])

    def _visible(self, whiches: Sequence[Which]) -> list[Decimal]:
        named = [one.visible_at_cm for one in whiches]
        return [ZERO, *_sizes([*named, *self._limits_of("farthest_visible")])]

    def _limits_of(self, *measures: Measure) -> Iterator[Decimal]:
        for gauge, limits in zip(self.gauges, self._limits, strict=True):
            if gauge.measure in measures:
                yield from limits


def _sizes(limits: Iterable[Decimal | None]) -> list[Decimal]:
    """One size for every cell above zero."""
    found = cells((one for one in limits if one), ZERO, None, whole=False)
    return [cell.sample for cell in found if cell != Cell(ZERO, ZERO)]


def _deeper(depth: Depth, than: Depth) -> bool:
    return DEPTH_ORDER.index(depth) >= DEPTH_ORDER.index(than)


def defect_lists(
    gauges: Sequence[Gauge], limits: Sequence[Sequence[Decimal]], internal: InternalStandard
) -> DefectLists:
    """The combinations of readings of ``gauges`` whose limits (in the measure's own unit) are given."""
    return _Bench(gauges, limits, internal).lists()


def linked(gauges: Sequence[Gauge], internal: InternalStandard) -> tuple[tuple[Gauge, ...], ...]:
    """The gauges in groups: one defect can matter to two gauges only within a group."""
    surface = {zone.id: zone.parent or zone.id for zone in internal.zones}
    groups: list[tuple[list[Gauge], set[tuple[str, str, str]]]] = []
    for gauge in gauges:
        held = _held(gauge, internal, surface)
        mine = [group for group in groups if group[1] & held]
        groups = [group for group in groups if group not in mine]
        together = [one for group in mine for one in group[0]]
        groups.append(([*together, gauge], held.union(*(group[1] for group in mine))))
    return tuple(tuple(group) for group, _ in groups)


def _held(gauge: Gauge, internal: InternalStandard, surface: Mapping[str, str]) -> set[tuple[str, str, str]]:
    """Every item, zone and kind of a defect that the gauge may speak about."""
    items = [item for name in gauge.items if (item := internal.item(name))]
    return {
        (item.id, zone, kind)
        for item in items
        for zone, kind in product(item.zones, item.defect_kinds)
        if includes(gauge.which, zone, surface.get(zone, zone), kind)
    }
