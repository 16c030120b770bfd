"""The value axis: a range with round ticks.

Ticks after P. Heckbert, "Nice Numbers for Graph Labels", Graphics Gems (1990): steps of 1, 2 or 5 times a
power of ten.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from station.model.charts import Chart, Shape

_FROM_ZERO = {Shape.BARS, Shape.STACKED, Shape.PARETO, Shape.HISTOGRAM}
_MOST_TICKS = 6


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis from ``low`` to ``high`` with ``ticks`` between, shown with ``decimals`` places."""

    low: float
    high: float
    ticks: tuple[float, ...]
    decimals: int

    def share(self, value: float) -> float:
        """Where ``value`` lies: 0 at the low end, 1 at the high end; outside values go to the nearer end."""
        return min(max((value - self.low) / (self.high - self.low), 0.0), 1.0)

    def label(self, value: float) -> str:
        """``value`` as written beside its tick; the sign of zero is never written."""
        return f"{value + 0.0:,.{self.decimals}f}"


def scale(low: float, high: float) -> Scale:
    """The axis that holds ``low`` and ``high`` and begins and ends on a tick.

    Equal ends get room on both sides.
    """
    if low == high:
        low, high = (low - abs(low) / 10, high + abs(high) / 10) if low else (0.0, 1.0)
    step = _step((high - low) / (_MOST_TICKS - 1))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    ticks = tuple(number * step for number in range(first, last + 1))
    return Scale(ticks[0], ticks[-1], ticks, max(0, -math.floor(math.log10(step) + 1e-9)))


def scale_of(chart: Chart) -> Scale:
    """The value axis of ``chart``: everything drawn on it, from 0 where bars stand on it."""
    values = [value for value in _drawn(chart) if value is not None and math.isfinite(value)]
    if chart.shape in _FROM_ZERO:
        values.append(0.0)
    if not values:
        return scale(0.0, 1.0)
    return scale(min(values), max(values))


def _step(raw: float) -> float:
    power = 10.0 ** math.floor(math.log10(raw))
    return next((nice * power for nice in (1, 2, 5) if nice * power >= raw * (1 - 1e-9)), 10 * power)


def _drawn(chart: Chart) -> Iterable[float | None]:
    bars = [one for one in chart.series if not (chart.shape is Shape.PARETO and one.role == "cumulated")]
    for line in chart.lines:
        yield from line.values
    if chart.shape is Shape.STACKED:
        yield from (
            math.fsum(value or 0.0 for value in column)
            for column in zip(*(one.values for one in bars), strict=True)
        )
        return
    for one in bars:
        yield from (*one.values, *one.low, *one.high)
