"""The distributions that the statistics need: the one room that knows scipy, imported when first asked.

``scipy.special`` is enough for all of them and loads in a fraction of ``scipy.stats``.
"""

from __future__ import annotations

import math


def normal_below(z: float) -> float:
    """P(Z ≤ z) of the standard normal distribution, exact far out in both tails."""
    return math.erfc(-z / math.sqrt(2)) / 2


def normal_quantile(share: float) -> float:
    """z with P(Z ≤ z) = ``share``, 0 < share < 1."""
    from scipy.special import ndtri

    return float(ndtri(share))


def t_quantile(share: float, df: float) -> float:
    """Quantile of Student's t with ``df`` degrees of freedom."""
    from scipy.special import stdtrit

    return float(stdtrit(df, share))


def t_two_sided(t: float, df: float) -> float:
    """P(|T| ≥ |t|) of Student's t."""
    from scipy.special import stdtr

    return 2 * float(stdtr(df, -abs(t)))


def f_above(f: float, df_over: float, df_under: float) -> float:
    """P(F ≥ f) of Fisher's F."""
    from scipy.special import fdtrc

    return float(fdtrc(df_over, df_under, f))


def chi_squared_quantile(share: float, df: float) -> float:
    """x with P(χ² ≤ x) = ``share``; ``df`` need not be whole."""
    from scipy.special import gammaincinv

    return 2 * float(gammaincinv(df / 2, share))


def beta_quantile(share: float, a: float, b: float) -> float:
    """Quantile of the beta distribution."""
    from scipy.special import betaincinv

    return float(betaincinv(a, b, share))


def binomial_at_most(count: int, trials: int, share: float) -> float:
    """P(X ≤ count) of the binomial distribution, 0 ≤ share ≤ 1."""
    from scipy.special import bdtr

    return 1.0 if count >= trials else float(bdtr(count, trials, share))
