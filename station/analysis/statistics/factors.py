"""Factors of control charts, for subgroups of normally distributed values.

d2 is the mean and d3 the standard deviation of the range of n standard normal values, c4 the mean of their
standard deviation. For limits d2 has the three decimals of the printed tables (ISO 7870-2, ASTM MNL 7), since
published limits are computed with them; d3 has the digits of qcc.
"""

from __future__ import annotations

import math
from functools import cache

from station.analysis.statistics.refusal import cannot

LARGEST_RANGE = 25
"""Beyond this size the range wastes what the values say; tables end here."""

_D2 = (
    *(1.128, 1.693, 2.059, 2.326, 2.534, 2.704, 2.847, 2.970, 3.078, 3.173, 3.258, 3.336, 3.407, 3.472),
    *(3.532, 3.588, 3.640, 3.689, 3.735, 3.778, 3.819, 3.858, 3.895, 3.931),
)
_D3 = (
    *(0.8525033, 0.8883697, 0.8798108, 0.8640855, 0.8480442, 0.8332108, 0.8198378, 0.8078413, 0.7970584),
    *(0.7873230, 0.7784873, 0.7704257, 0.7630330, 0.7562217, 0.7499188, 0.7440627, 0.7386021, 0.7334929),
    *(0.7286980, 0.7241851, 0.7199267, 0.7158987, 0.7120802, 0.7084528),
)

MOVING_RANGE_D4 = 3.267
"""D4 of two values as printed in every table, with which moving ranges are published."""


def d2(n: int) -> float:
    """Mean range of n standard normal values, 2 ≤ n ≤ 25 (else ANA-002)."""
    return _D2[_of_range(n)]


def d3(n: int) -> float:
    """Standard deviation of the range of n standard normal values, 2 ≤ n ≤ 25 (else ANA-002)."""
    return _D3[_of_range(n)]


def _of_range(n: int) -> int:
    if not 2 <= n <= LARGEST_RANGE:
        raise cannot("no_range_factor", n=n, largest=LARGEST_RANGE)
    return n - 2


def c4(n: int) -> float:
    """Mean standard deviation of n ≥ 2 standard normal values: √(2/(n-1)) Γ(n/2) / Γ((n-1)/2)."""
    if n < 2:
        raise cannot("too_few", count=n, at_least=2)
    return math.sqrt(2 / (n - 1)) * math.exp(math.lgamma(n / 2) - math.lgamma((n - 1) / 2))


def c5(n: int) -> float:
    """Standard deviation of the standard deviation of n standard normal values: √(1 - c4²)."""
    return math.sqrt(1 - c4(n) ** 2)


def factors(n: int) -> dict[str, float]:
    """All factors of one subgroup size (2 to 25) under their names in the tables, without rounding."""
    _of_range(n)
    mean_range, mean_square = exact_range(n)
    range_sd, mean_sd = math.sqrt(mean_square - mean_range**2), c4(n)
    root, sd_sd = math.sqrt(n), c5(n)
    return {
        "A2": 3 / (mean_range * root),
        "A3": 3 / (mean_sd * root),
        "c4": mean_sd,
        "inv_c4": 1 / mean_sd,
        "B3": max(0.0, 1 - 3 * sd_sd / mean_sd),
        "B4": 1 + 3 * sd_sd / mean_sd,
        "B5": max(0.0, mean_sd - 3 * sd_sd),
        "B6": mean_sd + 3 * sd_sd,
        "d2": mean_range,
        "inv_d2": 1 / mean_range,
        "d3": range_sd,
        "D3": max(0.0, 1 - 3 * range_sd / mean_range),
        "D4": 1 + 3 * range_sd / mean_range,
    }


@cache
def exact_range(n: int) -> tuple[float, float]:
    """Mean and mean square of the range R of n ≥ 2 standard normal values, by numerical integration.

    E R = e(0) and E R² = 2 ∫ e(r) dr, where e(r) = E max(0, R - r)
    = ∫ 1 - Φ(x+r)ⁿ - (1-Φ(x))ⁿ + (Φ(x+r)-Φ(x))ⁿ dx (after Tippett, Biometrika 1925).
    """
    import numpy as np
    from scipy.special import ndtr

    x, step = np.linspace(-20.0, 10.0, 601, retstep=True)
    nodes, weights = np.polynomial.legendre.leggauss(60)
    r = np.concatenate(([0.0], 10 * (nodes + 1)))[:, None]
    low, high = ndtr(x), ndtr(x + r)
    beyond = (1 - high**n - (1 - low) ** n + (high - low) ** n).sum(axis=1) * float(step)
    return float(beyond[0]), float(20 * (weights * beyond[1:]).sum())
