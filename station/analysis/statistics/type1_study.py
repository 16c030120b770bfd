"""Type-1 gauge study: one part of known size, measured many times (VDA 5; AIAG MSA; as in JASP, Minitab)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from station.analysis.statistics.distributions import t_quantile, t_two_sided
from station.analysis.statistics.intervals import Interval
from station.analysis.statistics.moments import mean, standard_deviation
from station.analysis.statistics.refusal import cannot, need


@dataclass(frozen=True)
class Bias:
    """Mean minus reference with Student's test against 0; ``t`` and ``p`` are None where nothing varies."""

    bias: float
    t: float | None
    df: int
    p: float | None
    interval: Interval


@dataclass(frozen=True)
class Type1:
    """``study_var`` is k s; Cg, Cgk and the shares in % are None without tolerance, reference or spread."""

    n: int
    mean: float
    s: float
    study_var: float
    bias: Bias | None
    cg: float | None
    cgk: float | None
    pct_repeatability: float | None
    pct_repeatability_and_bias: float | None


def type1(
    values: Sequence[float],
    reference: float | None = None,
    tolerance: float | None = None,
    percent: float = 20.0,
    k: float = 6.0,
    level: float = 0.95,
) -> Type1:
    """Cg = (percent/100 T) / (k s), Cgk = (percent/200 T - abs(bias)) / (k/2 s), T the tolerance's width.

    Raises:
        KnownError: ANA-002 for fewer than two values, T, percent or k not above 0, a level outside ]0, 1[.
    """
    need(len(values), 2)
    if not (percent > 0 and k > 0 and 0 < level < 1 and (tolerance is None or tolerance > 0)):
        raise cannot("bad_type1", percent=percent, k=k)
    s = standard_deviation(values)
    found = None if reference is None else bias(values, reference, level)
    cg = percent / 100 * tolerance / (k * s) if tolerance is not None and s else None
    cgk = cg - abs(found.bias) / (k / 2 * s) if cg is not None and found else None
    shares = [percent / one if one is not None and one > 0 else None for one in (cg, cgk)]
    return Type1(len(values), mean(values), s, k * s, found, cg, cgk, *shares)


def bias(values: Sequence[float], reference: float, level: float = 0.95) -> Bias:
    """Mean minus reference, t = bias √n / s with n - 1 degrees of freedom, and its interval."""
    off, df = mean(values) - reference, len(values) - 1
    error = standard_deviation(values) / math.sqrt(len(values))
    half = t_quantile((1 + level) / 2, df) * error
    t = off / error if error else None
    p = None if t is None else t_two_sided(t, df)
    return Bias(off, t, df, p, Interval(off - half, off + half))
