"""Mean, standard deviation and other figures of one set of numbers, to the last digits a float holds.

Sums are exact before rounding (:func:`math.fsum`); the spread is taken in a second pass around the mean with
Chan's correction, so that NIST's certified values are met to 12 digits and more.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from station.analysis.statistics.refusal import need, need_finite


def mean(values: Sequence[float]) -> float:
    """Arithmetic mean, between the least and the largest value.

    Raises:
        KnownError: ANA-002 for no value, NaN or infinity.
    """
    need(len(values), 1)
    need_finite(values)
    return min(max(math.fsum(values) / len(values), min(values)), max(values))


def squared_deviations(values: Sequence[float]) -> float:
    """Sum of squares around the mean; Chan, Golub, LeVeque (1983), corrected two-pass algorithm."""
    centre = mean(values)
    differences = [value - centre for value in values]
    return max(0.0, math.fsum(one * one for one in differences) - math.fsum(differences) ** 2 / len(values))


def standard_deviation(values: Sequence[float]) -> float:
    """Sample standard deviation, divisor n - 1.

    Raises:
        KnownError: ANA-002 for fewer than two values, NaN or infinity.
    """
    need(len(values), 2)
    return math.sqrt(squared_deviations(values) / (len(values) - 1))


def span(values: Sequence[float]) -> float:
    """Range: the largest value minus the least."""
    need(len(values), 1)
    need_finite(values)
    return max(values) - min(values)


def median(values: Sequence[float]) -> float:
    """The middle value, or halfway between the two in the middle."""
    need(len(values), 1)
    need_finite(values)
    ordered = sorted(values)
    low, high = ordered[(len(ordered) - 1) // 2], ordered[len(ordered) // 2]
    return low + (high - low) / 2


def autocorrelation(values: Sequence[float]) -> float | None:
    """Lag-1 autocorrelation as NIST StRD defines it; None where the values do not vary."""
    total = squared_deviations(values)
    if not total:
        return None
    centre = mean(values)
    return math.fsum((one - centre) * (other - centre) for one, other in pairwise(values)) / total


@dataclass(frozen=True)
class Summary:
    """One set of numbers in figures; ``sd`` is None for a single value."""

    n: int
    mean: float
    sd: float | None
    minimum: float
    median: float
    maximum: float
    autocorrelation: float | None


def summary(values: Sequence[float]) -> Summary:
    """All figures of one set of numbers.

    Raises:
        KnownError: ANA-002 for no value, NaN or infinity.
    """
    return Summary(
        n=len(values),
        mean=mean(values),
        sd=standard_deviation(values) if len(values) > 1 else None,
        minimum=min(values),
        median=median(values),
        maximum=max(values),
        autocorrelation=autocorrelation(values),
    )
