"""Measures over defects: how many, how long, how far away visible, as far as it is known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

from station.grading.seen import Seen
from station.grading.span import ZERO, Span
from station.grading.truth import Truth, both
from station.model.defect import DEPTH_ORDER, Defect
from station.standards.channel_file import SUMMED
from station.standards.rules import DefectLimit, Measure, Which, includes

Matched = tuple[Defect, Truth]


def matching(leaf: DefectLimit, seen: Seen) -> list[Matched]:
    """The defects the limit speaks about, true or (where a size was not taken) unknown."""
    found = (seen.defects(item) for item in leaf.items)
    judged = ((one, _matches(leaf.which, one, seen)) for list_ in found if list_ for one in list_.defects)
    return [(defect, truth) for defect, truth in judged if truth is not Truth.FALSE]


def spans(leaf: DefectLimit, seen: Seen) -> Iterator[Span]:
    """The measure in every place of the scope, in the measure's own unit.

    Counts are plain numbers, sizes mm, areas mm², distances cm; what is asked for every 100 cm² of a surface
    of unknown area is unknown.
    """
    incomplete = any(seen.defects(item) is None for item in leaf.items)
    places: dict[str, list[Matched]] = defaultdict(list)
    for matched in matching(leaf, seen):
        places[_place(leaf, matched[0], seen)].append(matched)
    if incomplete or not places:
        places.setdefault("", [])
    for place, group in places.items():
        span = _measured(leaf.measure, group)
        if leaf.scope == "per_100cm2":
            span = _spread(span, seen.vocabulary.area_cm2.get(place))
        yield Span(span.low, None) if incomplete else span


def _spread(span: Span, area_cm2: Decimal | None) -> Span:
    """The measure for every 100 cm² of a surface; nothing found is nothing on any surface."""
    if span.high == ZERO:
        return span
    if not area_cm2:
        return Span(ZERO, None)
    high = None if span.high is None else span.high * 100 / area_cm2
    return Span(span.low * 100 / area_cm2, high)


def _place(leaf: DefectLimit, defect: Defect, seen: Seen) -> str:
    if leaf.scope == "device":
        return ""
    return defect.zone if leaf.scope == "zone" else _surface(defect, seen)


def _surface(defect: Defect, seen: Seen) -> str:
    return seen.vocabulary.surface_of.get(defect.zone, defect.zone)


def _matches(which: Which, defect: Defect, seen: Seen) -> Truth:
    if not includes(which, defect.zone, _surface(defect, seen), defect.kind):
        return Truth.FALSE
    return both(
        [
            _deep_enough(which, defect),
            _reaches(defect.length_mm, which.length_at_least_mm),
            _exceeds(defect.length_mm, which.length_above_mm),
            _reaches(defect.width_mm, which.width_at_least_mm),
            _exceeds(defect.width_mm, which.width_above_mm),
            _reaches(defect.visible_cm, which.visible_at_cm),
            _shows_lit(which, defect),
        ]
    )


def _truth(holds: bool) -> Truth:
    return Truth.TRUE if holds else Truth.FALSE


def _deep_enough(which: Which, defect: Defect) -> Truth:
    if which.depth_at_least is None:
        return Truth.TRUE
    if defect.depth is None:
        return Truth.UNKNOWN
    return _truth(DEPTH_ORDER.index(defect.depth) >= DEPTH_ORDER.index(which.depth_at_least))


def _reaches(size: Decimal | None, at_least: Decimal | None) -> Truth:
    if at_least is None:
        return Truth.TRUE
    return Truth.UNKNOWN if size is None else _truth(size >= at_least)


def _exceeds(size: Decimal | None, above: Decimal | None) -> Truth:
    if above is None:
        return Truth.TRUE
    return Truth.UNKNOWN if size is None else _truth(size > above)


def _shows_lit(which: Which, defect: Defect) -> Truth:
    if which.visible_lit is None:
        return Truth.TRUE
    return Truth.UNKNOWN if defect.visible_lit is None else _truth(defect.visible_lit == which.visible_lit)


def _measured(measure: Measure, group: Iterable[Matched]) -> Span:
    sized = [_contribution(measure, defect, truth) for defect, truth in group]
    highs = [span.high for span in sized if span.high is not None]
    low = _gathered(measure, [span.low for span in sized])
    return Span(low, _gathered(measure, highs) if len(highs) == len(sized) else None)


def _gathered(measure: Measure, sizes: Iterable[Decimal]) -> Decimal:
    return sum(sizes, ZERO) if measure in SUMMED else max(sizes, default=ZERO)


def _contribution(measure: Measure, defect: Defect, truth: Truth) -> Span:
    size = _size(measure, defect)
    surely = size is not None and truth is Truth.TRUE
    return Span(size if surely and size is not None else ZERO, size)


def _size(measure: Measure, defect: Defect) -> Decimal | None:
    match measure:
        case "count":
            return Decimal(1)
        case "total_length" | "longest":
            return defect.length_mm
        case "widest":
            return defect.width_mm
        case "farthest_visible":
            return defect.visible_cm
        case "total_area":
            return _area(defect)


def _area(defect: Defect) -> Decimal | None:
    if defect.length_mm is None or defect.width_mm is None:
        return None
    return defect.length_mm * defect.width_mm
