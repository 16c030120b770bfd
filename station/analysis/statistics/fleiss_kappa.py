"""Fleiss' kappa: agreement of several appraisers beyond chance, also per category.

Fleiss (Psychological Bulletin 76, 1971); test by Fleiss, Nee, Landis (1979), as in R irr; free-marginal kappa
by Randolph (2005).
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from station.analysis.statistics.cohen_kappa import in_order
from station.analysis.statistics.distributions import normal_below
from station.analysis.statistics.refusal import cannot

Table = Sequence[Sequence[float]]


@dataclass(frozen=True)
class Judged:
    """A kappa with standard error, z and two-sided p under no agreement; None where chance agrees always."""

    kappa: float | None
    se: float | None
    z: float | None
    p: float | None


@dataclass(frozen=True)
class FleissKappa:
    """Over all categories, per category (in the table's order), and with free margins."""

    subjects: int
    raters: int
    observed: float
    expected: float
    overall: Judged
    categories: tuple[Judged, ...]
    free: float | None


def count_table(ratings: Sequence[Sequence[Hashable]]) -> tuple[list[Hashable], list[list[int]]]:
    """The categories that occur, sorted, and how often each subject (row) was given each."""
    categories = sorted({one for row in ratings for one in row}, key=in_order)
    return categories, [[list(row).count(one) for one in categories] for row in ratings]


def fleiss_kappa(table: Table) -> FleissKappa:
    """κ = (P̄ - P̄e) / (1 - P̄e) of counts: subjects in rows, categories in columns.

    Raises:
        KnownError: ANA-002 when subjects have different numbers of ratings, or fewer than two.
    """
    raters = _checked(table)
    subjects, pairs = len(table), len(table) * raters * (raters - 1)
    shares = [math.fsum(column) / (subjects * raters) for column in zip(*table, strict=True)]
    observed = math.fsum(count * (count - 1) for row in table for count in row) / pairs
    expected = math.fsum(share * share for share in shares)
    kinds = len(shares)
    free = (observed - 1 / kinds) / (1 - 1 / kinds) if kinds > 1 else None
    parts = tuple(_category(column, raters, pairs) for column in zip(*table, strict=True))
    overall = _overall(shares, observed, expected, pairs)
    return FleissKappa(subjects, round(raters), observed, expected, overall, parts, free)


def _overall(shares: Sequence[float], observed: float, expected: float, pairs: float) -> Judged:
    """var = 2 / (N n (n-1)) · ((Σ pq)² - Σ pq (q - p)) / (Σ pq)²."""
    spread = math.fsum(share * (1 - share) for share in shares)
    if spread < 1e-12:
        return Judged(None, None, None, None)
    skew = math.fsum(share * (1 - share) * (1 - 2 * share) for share in shares)
    se = math.sqrt(max(0.0, 2 / pairs * (spread * spread - skew))) / spread
    return _judged((observed - expected) / (1 - expected), se)


def _category(column: Sequence[float], raters: float, pairs: float) -> Judged:
    share = math.fsum(column) / (len(column) * raters)
    spread = share * (1 - share)
    if spread < 1e-12:
        return Judged(None, None, None, None)
    apart = math.fsum(count * (raters - count) for count in column)
    return _judged(1 - apart / (pairs * spread), math.sqrt(2 / pairs))


def _judged(kappa: float, se: float) -> Judged:
    if not se:
        return Judged(kappa, se, None, None)
    return Judged(kappa, se, kappa / se, 2 * normal_below(-abs(kappa / se)))


def _checked(table: Table) -> float:
    counts = [count for row in table for count in row]
    if not counts or any(not math.isfinite(one) or one < 0 or one != int(one) for one in counts):
        raise cannot("bad_table")
    if len({len(row) for row in table}) > 1 or len({sum(row) for row in table}) > 1:
        raise cannot("unequal_raters")
    if sum(table[0]) < 2:
        raise cannot("one_rater")
    return sum(table[0])
