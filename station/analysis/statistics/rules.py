"""Western Electric and Nelson rules: which points of a control chart speak of a special cause.

Western Electric Statistical Quality Control Handbook (1956); Nelson, Journal of Quality Technology 16 (1984).
A point is named where a pattern is complete at it: the point itself lies beyond the zone, and the whole
window stands in one phase. "Beyond" is strict.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from station.analysis.statistics.control_chart import ControlChart


@dataclass(frozen=True)
class _Stretch:
    """The points of one phase beside its centre, spread and limits."""

    points: Sequence[float | None]
    centre: Sequence[float]
    spread: Sequence[float]
    lower: Sequence[float | None]
    upper: Sequence[float | None]

    def above(self, spreads: float) -> list[bool]:
        rows = zip(self.points, self.centre, self.spread, strict=True)
        return [point is not None and point > centre + spreads * one for point, centre, one in rows]

    def below(self, spreads: float) -> list[bool]:
        rows = zip(self.points, self.centre, self.spread, strict=True)
        return [point is not None and point < centre - spreads * one for point, centre, one in rows]

    def steps(self) -> list[float | None]:
        """Differences of neighbours, None beside a missing point."""
        return [None if one is None or other is None else other - one for one, other in pairwise(self.points)]


Found = Iterable[int]


def _runs(flags: Sequence[bool], length: int) -> Found:
    """Places at which at least ``length`` flags in a row are set."""
    row = 0
    for place, flag in enumerate(flags):
        row = row + 1 if flag else 0
        if row >= length:
            yield place


def _some_of(flags: Sequence[bool], some: int, window: int) -> Found:
    """Places with the flag set at which ``some`` of the last ``window`` flags are, the window being whole."""
    for place in range(window - 1, len(flags)):
        if flags[place] and sum(flags[place - window + 1 : place + 1]) >= some:
            yield place


def _beyond_limits(stretch: _Stretch) -> Found:
    for place, point in enumerate(stretch.points):
        low, high = stretch.lower[place], stretch.upper[place]
        if point is not None and ((high is not None and point > high) or (low is not None and point < low)):
            yield place


def _two_of_three(stretch: _Stretch) -> Found:
    return (*_some_of(stretch.above(2), 2, 3), *_some_of(stretch.below(2), 2, 3))


def _four_of_five(stretch: _Stretch) -> Found:
    return (*_some_of(stretch.above(1), 4, 5), *_some_of(stretch.below(1), 4, 5))


def _one_side(length: int) -> Callable[[_Stretch], Found]:
    return lambda stretch: (*_runs(stretch.above(0), length), *_runs(stretch.below(0), length))


def _six_steadily(stretch: _Stretch) -> Found:
    steps = stretch.steps()
    rising = [step is not None and step > 0 for step in steps]
    falling = [step is not None and step < 0 for step in steps]
    return [place + 1 for flags in (rising, falling) for place in _runs(flags, 5)]


def _fourteen_alternating(stretch: _Stretch) -> Found:
    turns = [
        one is not None and other is not None and (one > 0 > other or one < 0 < other)
        for one, other in pairwise(stretch.steps())
    ]
    return [place + 2 for place in _runs(turns, 12)]


def _fifteen_within_one(stretch: _Stretch) -> Found:
    rows = zip(stretch.points, stretch.above(1), stretch.below(1), strict=True)
    return _runs([point is not None and not high and not low for point, high, low in rows], 15)


def _eight_beyond_one(stretch: _Stretch) -> Found:
    above, below = stretch.above(1), stretch.below(1)
    outside = [high or low for high, low in zip(above, below, strict=True)]
    for place in _runs(outside, 8):
        if any(above[place - 7 : place + 1]) and any(below[place - 7 : place + 1]):
            yield place


WESTERN_ELECTRIC: Mapping[str, Callable[[_Stretch], Found]] = {
    "WER1": _beyond_limits,
    "WER2": _two_of_three,
    "WER3": _four_of_five,
    "WER4": _one_side(8),
}
NELSON: Mapping[str, Callable[[_Stretch], Found]] = {
    "NEL1": _beyond_limits,
    "NEL2": _one_side(9),
    "NEL3": _six_steadily,
    "NEL4": _fourteen_alternating,
    "NEL5": _two_of_three,
    "NEL6": _four_of_five,
    "NEL7": _fifteen_within_one,
    "NEL8": _eight_beyond_one,
}
RULES: Mapping[str, Callable[[_Stretch], Found]] = {**WESTERN_ELECTRIC, **NELSON}
"""Every rule by its short name: WER1 … WER4 and NEL1 … NEL8."""


def violations(chart: ControlChart, rules: Iterable[str] = tuple(RULES)) -> dict[str, list[int]]:
    """Places (from 0) that each of ``rules`` names, in order; phases are looked at one by one."""
    return {rule: _named(chart, rule) for rule in rules}


def _named(chart: ControlChart, rule: str) -> list[int]:
    found = []
    for phase in chart.phases():
        stretch = _stretch(chart, phase)
        found += [phase.start + place for place in RULES[rule](stretch)]
    return sorted(set(found))


def _stretch(chart: ControlChart, phase: slice) -> _Stretch:
    middle = (chart.points[phase], chart.centre[phase], chart.spread[phase])
    return _Stretch(*middle, chart.lower[phase], chart.upper[phase])
