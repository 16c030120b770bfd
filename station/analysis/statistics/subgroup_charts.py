"""X̄-R and X̄-S charts of subgroups; sizes may differ (ISO 7870-2; Montgomery, Statistical Quality Control)."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from station.analysis.statistics.control_chart import ControlChart, chosen, limits
from station.analysis.statistics.factors import c4, c5, d2, d3
from station.analysis.statistics.moments import mean, span, standard_deviation
from station.analysis.statistics.refusal import need, need_finite

Groups = Sequence[Sequence[float]]


@dataclass(frozen=True)
class _Spread:
    """A measure of spread within a subgroup: its figure, and its mean and deviation when σ is 1."""

    name: str
    of: Callable[[Sequence[float]], float]
    centre: Callable[[int], float]
    deviation: Callable[[int], float]


_RANGE = _Spread("R", span, d2, d3)
_DEVIATION = _Spread("S", standard_deviation, c4, c5)


def xbar_r(
    groups: Groups, limits_from: Sequence[int] | None = None, sigmas: float = 3.0
) -> tuple[ControlChart, ControlChart]:
    """X̄ and R charts; σ is the mean of R/d2(n) (qcc: UWAVE-R).

    ``limits_from`` names the subgroups (from 0) that centre and limits come from, all without it.

    Raises:
        KnownError: ANA-002 for a subgroup of fewer than 2 or more than 25 values, NaN, infinity, none at all.
    """
    return _charts(groups, _RANGE, limits_from, sigmas)


def xbar_s(
    groups: Groups, limits_from: Sequence[int] | None = None, sigmas: float = 3.0
) -> tuple[ControlChart, ControlChart]:
    """X̄ and S charts; σ is the mean of S/c4(n) (qcc: UWAVE-SD). Otherwise like :func:`xbar_r`."""
    return _charts(groups, _DEVIATION, limits_from, sigmas)


def _charts(
    groups: Groups, measure: _Spread, limits_from: Sequence[int] | None, sigmas: float
) -> tuple[ControlChart, ControlChart]:
    for group in groups:
        need(len(group), 2)
        need_finite(group)
    base = [groups[place] for place in chosen(len(groups), limits_from)]
    sigma = mean([measure.of(group) / measure.centre(len(group)) for group in base])
    centre = mean([value for group in base for value in group])
    return _of_means(groups, centre, sigma, sigmas), _of_spreads(groups, measure, sigma, sigmas)


def _of_means(groups: Groups, middle: float, sigma: float, sigmas: float) -> ControlChart:
    centre = tuple(middle for _ in groups)
    spread = tuple(sigma / math.sqrt(len(group)) for group in groups)
    lower, upper = limits(centre, spread, sigmas)
    points = tuple(mean(group) for group in groups)
    sizes = tuple(float(len(group)) for group in groups)
    return ControlChart("xbar", points, centre, spread, lower, upper, (sigma,), sigmas, sizes=sizes)


def _of_spreads(groups: Groups, measure: _Spread, sigma: float, sigmas: float) -> ControlChart:
    centre = tuple(sigma * measure.centre(len(group)) for group in groups)
    spread = tuple(sigma * measure.deviation(len(group)) for group in groups)
    lower, upper = limits(centre, spread, sigmas, least=0.0)
    points = tuple(measure.of(group) for group in groups)
    sizes = tuple(float(len(group)) for group in groups)
    return ControlChart(measure.name, points, centre, spread, lower, upper, (sigma,), sigmas, sizes=sizes)
