"""Intervals around estimated shares, rates and means."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from station.analysis.statistics.distributions import (
    beta_quantile,
    chi_squared_quantile,
    normal_quantile,
    t_quantile,
)
from station.analysis.statistics.moments import mean, standard_deviation
from station.analysis.statistics.refusal import cannot, need


class Interval(NamedTuple):
    """The two ends of an interval, the lower first."""

    low: float
    high: float


def wilson(hits: int, trials: int, level: float = 0.95) -> Interval:
    """Score interval of a share; Wilson (1927), Brown, Cai, DasGupta (2001) recommend it.

    Raises:
        KnownError: ANA-002 for no trial, hits beyond the trials, or a level outside ]0, 1[.
    """
    _check(hits, trials, level)
    z = normal_quantile((1 + level) / 2)
    share, spare = hits / trials, z * z / trials
    middle = (share + spare / 2) / (1 + spare)
    half = z / (1 + spare) * math.sqrt((share * (1 - share) + spare / 4) / trials)
    return Interval(max(0.0, min(middle - half, share)), min(1.0, max(middle + half, share)))


def clopper_pearson(hits: int, trials: int, level: float = 0.95) -> Interval:
    """Exact interval of a share; Clopper, Pearson (1934), by quantiles of the beta distribution.

    Raises:
        KnownError: ANA-002 for no trial, hits beyond the trials, or a level outside ]0, 1[.
    """
    _check(hits, trials, level)
    tail = (1 - level) / 2
    low = beta_quantile(tail, hits, trials - hits + 1) if hits else 0.0
    high = beta_quantile(1 - tail, hits + 1, trials - hits) if hits < trials else 1.0
    return Interval(low, high)


def poisson_rate(count: int, exposure: float = 1.0, level: float = 0.95) -> Interval:
    """Exact interval of a rate of events per unit of ``exposure``; Garwood (1936).

    Raises:
        KnownError: ANA-002 for a negative count, no exposure, or a level outside ]0, 1[.
    """
    _check_level(level)
    if count < 0 or not exposure > 0 or not math.isfinite(exposure):
        raise cannot("bad_rate", count=count, exposure=exposure)
    tail = (1 - level) / 2
    low = chi_squared_quantile(tail, 2 * count) / 2 if count else 0.0
    return Interval(low / exposure, chi_squared_quantile(1 - tail, 2 * count + 2) / 2 / exposure)


def mean_interval(values: Sequence[float], level: float = 0.95) -> Interval:
    """Student's interval of a mean.

    Raises:
        KnownError: ANA-002 for fewer than two values, or a level outside ]0, 1[.
    """
    _check_level(level)
    need(len(values), 2)
    half = t_quantile((1 + level) / 2, len(values) - 1) * standard_deviation(values) / math.sqrt(len(values))
    return Interval(mean(values) - half, mean(values) + half)


def _check(hits: int, trials: int, level: float) -> None:
    _check_level(level)
    need(trials, 1)
    if not 0 <= hits <= trials:
        raise cannot("bad_share", hits=hits, trials=trials)


def _check_level(level: float) -> None:
    if not 0 < level < 1:
        raise cannot("bad_level", level=level)
