"""Numbers of a chart's value axis: how far it reaches, where its ticks stand, how a value is written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import zip_longest
from math import ceil, floor, log10

from station.model.charts import Chart, Role, Series, Shape

_STANDING = frozenset({Shape.BARS, Shape.STACKED, Shape.PARETO, Shape.HISTOGRAM})
"""Shapes whose height is the value, so that their axis begins at zero."""
_TICKS = 5
_AIR = 0.08
_MOST_DECIMALS = 6
DASH = "–"


@dataclass(frozen=True, slots=True)
class Scale:
    """From ``low`` to ``high`` of the value axis, its ``ticks``, and the ``decimals`` of values and ticks."""

    low: float
    high: float
    ticks: tuple[float, ...]
    decimals: int
    tick_decimals: int

    def words(self, value: float | None) -> str:
        """A value as written in the chart; a dash where there is nothing to say."""
        return DASH if value is None else written(value, self.decimals)

    def tick_words(self) -> tuple[str, ...]:
        """The ticks as written beside the axis."""
        return tuple(written(tick, self.tick_decimals) for tick in self.ticks)


def written(value: float, decimals: int) -> str:
    """A value with thousands apart and never ``-0``."""
    return f"{round(value, decimals) + 0.0:,.{decimals}f}"


def scale_of(chart: Chart) -> Scale:
    """The value axis that holds everything the chart draws."""
    values = [value for value in _values(chart) if value is not None]
    stands = chart.shape in _STANDING
    low, high = (min(values), max(values)) if values else (0.0, 1.0)
    if stands:
        low, high = min(low, 0.0), max(high, 0.0)
    if high <= low:
        low, high = (low, low + 1) if stands else (low - 0.5, high + 0.5)
    air = (high - low) * (2.5 * _AIR if any(one.marks for one in chart.series) else _AIR)
    step = _step(high - low)
    bottom = low if stands and low == 0 else low - air
    top = high + air * (1.5 if stands else 1)
    top_tick = min(top, 100.0) if chart.unit == "%" and high <= 100 else top
    ticks = _ticks(bottom, top_tick, step)
    return Scale(bottom, max(top, ticks[-1]), ticks, _decimals(values, high - low), _places(step))


def bars(chart: Chart) -> tuple[Series, ...]:
    """The series drawn against the value axis; the cumulated one has an axis of its own."""
    return tuple(one for one in chart.series if one.role is not Role.CUMULATED)


def cumulated(chart: Chart) -> Series | None:
    """The series in % of the right axis, None when there is none."""
    return next((one for one in chart.series if one.role is Role.CUMULATED), None)


def is_empty(chart: Chart) -> bool:
    """Whether there is nothing to draw."""
    return all(value is None for series in chart.series for value in series.values)


def _values(chart: Chart) -> Iterable[float | None]:
    drawn = bars(chart)
    if chart.shape is Shape.STACKED:
        yield from (
            sum(v or 0.0 for v in column) for column in zip_longest(*(series.values for series in drawn))
        )
    else:
        for series in drawn:
            yield from (*series.values, *series.low, *series.high)
    for line in chart.lines:
        yield from line.values


def _step(span: float) -> float:
    raw = span / _TICKS
    power = 10.0 ** floor(log10(raw))
    return next(factor for factor in (1, 2, 5, 10) if factor * power >= raw * 0.999) * power


def _ticks(low: float, high: float, step: float) -> tuple[float, ...]:
    first, last = ceil(low / step - 1e-9), floor(high / step + 1e-9)
    return tuple(place * step for place in range(first, max(first, last) + 1))


def _decimals(values: list[float], span: float) -> int:
    if all(value == int(value) for value in values):
        return 0
    return max(0, min(_MOST_DECIMALS, 2 - floor(log10(span))))


def _places(step: float) -> int:
    return max(0, min(_MOST_DECIMALS, -floor(log10(step) + 1e-9)))
