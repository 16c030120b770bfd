"""I-MR charts: single values and their moving ranges (NIST/SEMATECH e-Handbook 6.3.2.2)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from station.analysis.statistics.control_chart import ControlChart, chosen, limits
from station.analysis.statistics.factors import MOVING_RANGE_D4, d2
from station.analysis.statistics.moments import mean
from station.analysis.statistics.refusal import need, need_finite


def moving_ranges(values: Sequence[float]) -> list[float]:
    """Distances of each value from the one before."""
    return [abs(later - earlier) for earlier, later in pairwise(values)]


def moving_range_sigma(values: Sequence[float]) -> float:
    """σ of single values in a row: mean moving range / d2(2), at least two values."""
    need(len(values), 2)
    need_finite(values)
    return mean(moving_ranges(values)) / d2(2)


def imr(
    values: Sequence[float], limits_from: Sequence[int] | None = None, sigmas: float = 3.0
) -> tuple[ControlChart, ControlChart]:
    """I and MR charts: x̄ ± 3 MR̄/d2, and MR̄ with the upper limit D4 MR̄ (three sigmas: 3.267 MR̄).

    The first moving range is None: nothing stands before it. With ``limits_from`` only the moving ranges
    between two neighbours that are both named count.

    Raises:
        KnownError: ANA-002 for fewer than two neighbours, NaN, infinity.
    """
    need(len(values), 2)
    need_finite(values)
    places = chosen(len(values), limits_from)
    ranges = [abs(values[two] - values[one]) for one, two in pairwise(places) if two == one + 1]
    need(len(ranges), 1)
    mean_range = mean(ranges)
    middle = mean([values[place] for place in places])
    return _singles(values, middle, mean_range, sigmas), _ranges(values, mean_range, sigmas)


def _singles(values: Sequence[float], middle: float, mean_range: float, sigmas: float) -> ControlChart:
    sigma = mean_range / d2(2)
    centre, spread = tuple(middle for _ in values), tuple(sigma for _ in values)
    lower, upper = limits(centre, spread, sigmas)
    return ControlChart("X", tuple(values), centre, spread, lower, upper, (sigma,), sigmas)


def _ranges(values: Sequence[float], mean_range: float, sigmas: float) -> ControlChart:
    centre = tuple(mean_range for _ in values)
    spread = tuple(mean_range * (MOVING_RANGE_D4 - 1) / 3 for _ in values)
    lower, upper = limits(centre, spread, sigmas, least=0.0)
    points = (None, *moving_ranges(values))
    return ControlChart("MR", points, centre, spread, lower, upper, (mean_range / d2(2),), sigmas)
