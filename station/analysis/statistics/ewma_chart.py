"""EWMA charts: exponentially weighted moving averages (Roberts 1959; NIST/SEMATECH e-Handbook 6.3.2.4)."""

from __future__ import annotations

import math
from collections.abc import Sequence

from station.analysis.statistics.control_chart import ControlChart, in_phases, limits
from station.analysis.statistics.individuals_charts import imr
from station.analysis.statistics.refusal import cannot, need, need_finite


def ewma(
    values: Sequence[float],
    centre: float,
    std_dev: float,
    *,
    weight: float = 0.2,
    sigmas: float = 3.0,
    sizes: Sequence[int] | None = None,
    asymptotic: bool = False,
) -> ControlChart:
    """z(i) = λ x(i) + (1-λ) z(i-1), z(0) = ``centre``; limits ``centre`` ± L sd(z).

    ``weight`` is λ, ``sigmas`` is L, ``std_dev`` that of a single value; ``values`` are means of ``sizes``
    single values (1 without it). Exact: var z(i) = λ² σ²/n(i) + (1-λ)² var z(i-1); asymptotic: its limit
    σ²/n λ/(2-λ).

    Raises:
        KnownError: ANA-002 unless 0 < λ ≤ 1, L > 0, σ ≥ 0 and all values are finite.
    """
    need(len(values), 1)
    need_finite((*values, centre, std_dev))
    if not (0 < weight <= 1 and sigmas > 0 and std_dev >= 0):
        raise cannot("bad_ewma", weight=weight, sigmas=sigmas)
    each = list(sizes) if sizes is not None else [1] * len(values)
    spread = _settled(each, std_dev, weight) if asymptotic else _exact(each, std_dev, weight)
    middle = tuple(centre for _ in values)
    lower, upper = limits(middle, spread, sigmas)
    points = _smoothed(values, centre, weight)
    return ControlChart("ewma", points, middle, spread, lower, upper, (std_dev,), sigmas)


def ewma_of_singles(values: Sequence[float], starts: Sequence[int] = (0,)) -> ControlChart:
    """The chart of single values, with the mean and the moving range of each phase; each phase begins anew
    at its own centre.

    Raises:
        KnownError: ANA-002 as :func:`ewma`, for phases of fewer than two values, or that do not rise from 0.
    """
    return in_phases(lambda part: [_of_singles(part)], values, starts)[0]


def _of_singles(values: Sequence[float]) -> ControlChart:
    base = imr(values)[0]
    return ewma(values, base.centre[0], base.std_dev[0])


def _smoothed(values: Sequence[float], start: float, weight: float) -> tuple[float, ...]:
    smoothed, last = [], start
    for value in values:
        last = weight * value + (1 - weight) * last
        smoothed.append(last)
    return tuple(smoothed)


def _exact(sizes: Sequence[int], std_dev: float, weight: float) -> tuple[float, ...]:
    spreads, variance = [], 0.0
    for size in sizes:
        variance = weight**2 * std_dev**2 / size + (1 - weight) ** 2 * variance
        spreads.append(math.sqrt(variance))
    return tuple(spreads)


def _settled(sizes: Sequence[int], std_dev: float, weight: float) -> tuple[float, ...]:
    return tuple(std_dev * math.sqrt(weight / (2 - weight) / size) for size in sizes)
