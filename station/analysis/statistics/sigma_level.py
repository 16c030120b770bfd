"""Defects per million opportunities and the sigma level, with the customary shift of 1.5 sigma.

Two conventions circulate. The default here counts one tail: DPMO = 10⁶ (1 - Φ(level - 1.5)), 66 807 at
3 sigma. With both tails, 10⁶ Φ(-level - 1.5) is added, 66 811 at 3 sigma.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from station.analysis.statistics.distributions import normal_below, normal_quantile
from station.analysis.statistics.intervals import Interval, poisson_rate
from station.analysis.statistics.refusal import cannot

SHIFT = 1.5
MILLION = 1_000_000


class Tails(StrEnum):
    """Which side of the specification defects are counted on."""

    ONE = "one_tail"
    TWO = "two_tail"


DEFAULT_TAILS = Tails.ONE


def dpmo_of(level: float, tails: Tails = DEFAULT_TAILS, shift: float = SHIFT) -> float:
    """Defects per million opportunities at a sigma level."""
    if not math.isfinite(level):
        raise cannot("not_finite", place=1)
    other = normal_below(-level - shift) if tails is Tails.TWO else 0.0
    return MILLION * (normal_below(shift - level) + other)


def sigma_of(dpmo: float, tails: Tails = DEFAULT_TAILS, shift: float = SHIFT) -> float | None:
    """The sigma level of a DPMO; None at 0 and a million, where it is not finite.

    With both tails None below level 0 as well: there is no specification that wide.

    Raises:
        KnownError: ANA-002 outside 0 to a million.
    """
    if not 0 <= dpmo <= MILLION:
        raise cannot("bad_dpmo", dpmo=dpmo)
    if dpmo in (0, MILLION):
        return None
    one_tail = shift - normal_quantile(dpmo / MILLION)
    return one_tail if tails is Tails.ONE else _with_both_tails(dpmo, one_tail, shift)


def _with_both_tails(dpmo: float, one_tail: float, shift: float) -> float | None:
    """Bisection: both tails hold more than one, so the level lies above ``one_tail``."""
    low, high = max(0.0, one_tail), max(0.0, one_tail) + 2 * shift + 1
    if dpmo_of(low, Tails.TWO, shift) < dpmo:
        return None
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if dpmo_of(middle, Tails.TWO, shift) > dpmo else (low, middle)
    return (low + high) / 2


@dataclass(frozen=True)
class Defects:
    """Defects counted over units that offer ``opportunities`` each; the interval is Garwood's, in DPMO."""

    dpu: float
    dpmo: float
    interval: Interval
    sigma: float | None


def defects_per_million(
    defects: int, units: int, opportunities: int, tails: Tails = DEFAULT_TAILS, level: float = 0.95
) -> Defects:
    """DPMO = 10⁶ defects / (units opportunities) and its sigma level.

    Raises:
        KnownError: ANA-002 without a unit or an opportunity, or with more defects than opportunities.
    """
    if units < 1 or opportunities < 1 or not 0 <= defects <= units * opportunities:
        raise cannot("bad_defects", defects=defects, units=units, opportunities=opportunities)
    dpmo = MILLION * defects / (units * opportunities)
    interval = poisson_rate(defects, units * opportunities / MILLION, level)
    return Defects(defects / units, dpmo, interval, sigma_of(dpmo, tails))
