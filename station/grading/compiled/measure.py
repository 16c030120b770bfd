"""A measure over defects in one pass, as :func:`station.grading.defects.spans` tells it.

Each condition of a ``Which`` is one small test; zones and kinds are looked up once per pair.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from operator import attrgetter
from typing import Final

from station.grading.span import ZERO
from station.model.defect import DEPTH_ORDER, Defect, Depth
from station.standards.channel import Vocabulary
from station.standards.channel_file import SUMMED
from station.standards.rules import DefectLimit, Measure, Which, includes

Condition = Callable[[Defect], bool | None]
"""Whether a defect counts; None when a size it asks about was not taken."""

Ends = tuple[Decimal, Decimal | None]
"""A :class:`~station.grading.span.Span`, low and high: made by the ten thousands."""

_ONE: Final = Decimal(1)


class DefectMeasure:
    """The measure that ``limit`` bounds, without the bounds; not for ``per_100cm2``."""

    def __init__(self, limit: DefectLimit, vocabulary: Vocabulary) -> None:
        self._which = limit.which
        self._scope = limit.scope
        self._surface_of = vocabulary.surface_of
        self._conditions = tuple(_conditions(limit.which))
        self._size = _SIZES[limit.measure]
        self._add: Callable[[Decimal, Decimal], Decimal] = Decimal.__add__ if limit.measure in SUMMED else max
        self._places: dict[tuple[str, str], str | None] = {}

    def spans(self, defects: Iterable[Defect]) -> list[Ends]:
        """The ends of the span in every place that has a defect; none when no defect counts."""
        lows: dict[str, Decimal] = {}
        highs: dict[str, Decimal | None] = {}
        for defect in defects:
            place = self._place(defect)
            if place is not None and (counts := self._counts(defect)) is not False:
                size = self._size(defect)
                self._gather(place, size, bool(counts), lows, highs)
        return [(low, highs[place]) for place, low in lows.items()]

    def _gather(
        self,
        place: str,
        size: Decimal | None,
        surely: bool,
        lows: dict[str, Decimal],
        highs: dict[str, Decimal | None],
    ) -> None:
        high = highs.get(place, ZERO)
        highs[place] = None if high is None or size is None else self._add(high, size)
        low = lows.get(place, ZERO)
        lows[place] = self._add(low, size) if surely and size is not None else low

    def _counts(self, defect: Defect) -> bool | None:
        counts: bool | None = True
        for condition in self._conditions:
            met = condition(defect)
            if met is False:
                return False
            counts = counts and met
        return counts

    def _place(self, defect: Defect) -> str | None:
        """Where the defect is measured; None when the limit does not speak of its zone and kind."""
        at = (defect.zone, defect.kind)
        if at not in self._places:
            self._places[at] = self._place_of(*at)
        return self._places[at]

    def _place_of(self, zone: str, kind: str) -> str | None:
        surface = self._surface_of.get(zone, zone)
        if not includes(self._which, zone, surface, kind):
            return None
        return {"device": "", "zone": zone}.get(self._scope, surface)


def _area(defect: Defect) -> Decimal | None:
    length, width = defect.length_mm, defect.width_mm
    return None if length is None or width is None else length * width


_SIZES: Final[dict[Measure, Callable[[Defect], Decimal | None]]] = {
    "count": lambda _: _ONE,
    "total_length": attrgetter("length_mm"),
    "longest": attrgetter("length_mm"),
    "widest": attrgetter("width_mm"),
    "farthest_visible": attrgetter("visible_cm"),
    "total_area": _area,
}


def _conditions(which: Which) -> Iterator[Condition]:
    if which.depth_at_least is not None:
        yield _deep(which.depth_at_least)
    for attribute, at_least, above in (
        ("length_mm", which.length_at_least_mm, which.length_above_mm),
        ("width_mm", which.width_at_least_mm, which.width_above_mm),
        ("visible_cm", which.visible_at_cm, None),
    ):
        yield from [] if at_least is None else [_reaches(attribute, at_least)]
        yield from [] if above is None else [_exceeds(attribute, above)]
    if which.visible_lit is not None:
        yield _shows_lit(which.visible_lit)


def _deep(at_least: Depth) -> Condition:
    enough = frozenset(DEPTH_ORDER[DEPTH_ORDER.index(at_least) :])
    return lambda defect: None if defect.depth is None else defect.depth in enough


def _reaches(attribute: str, at_least: Decimal) -> Condition:
    size = attrgetter(attribute)
    return lambda defect: None if (taken := size(defect)) is None else bool(taken >= at_least)


def _exceeds(attribute: str, above: Decimal) -> Condition:
    size = attrgetter(attribute)
    return lambda defect: None if (taken := size(defect)) is None else bool(taken > above)


def _shows_lit(lit: bool) -> Condition:
    return lambda defect: None if defect.visible_lit is None else defect.visible_lit == lit
