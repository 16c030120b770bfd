"""Cohen's kappa: agreement of two appraisers beyond chance, unweighted and weighted.

Cohen (1960, 1968); standard errors by Fleiss, Cohen, Everitt (Psychological Bulletin 72, 1969), as SAS PROC
FREQ prints them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from itertools import product

from station.analysis.statistics.distributions import normal_below, normal_quantile
from station.analysis.statistics.intervals import Interval
from station.analysis.statistics.refusal import cannot

Table = Sequence[Sequence[float]]
Weight = Callable[[int, int, int], float]


def unweighted(row: int, column: int, _categories: int) -> float:
    """1 for the same category, else 0."""
    return float(row == column)


def linear(row: int, column: int, categories: int) -> float:
    """1 - distance of the places / (categories - 1)."""
    return 1 - abs(row - column) / max(1, categories - 1)


def quadratic(row: int, column: int, categories: int) -> float:
    """1 - squared distance of the places / (categories - 1)²."""
    return 1 - (row - column) ** 2 / max(1, categories - 1) ** 2


@dataclass(frozen=True)
class Kappa:
    """Kappa with its standard errors: ``ase`` for the interval, ``ase0`` (under no agreement) for the test.

    ``p1`` is one-sided in the direction of kappa, ``p2`` two-sided. All are None where chance alone agrees
    always (everybody chose one category).
    """

    n: int
    observed: float
    expected: float
    kappa: float | None
    ase: float | None
    interval: Interval | None
    ase0: float | None
    z: float | None
    p1: float | None
    p2: float | None


def cross_table(pairs: Sequence[tuple[Hashable, Hashable]]) -> tuple[list[Hashable], list[list[int]]]:
    """The categories that occur, sorted, and how often each pair does: rows are the first appraiser's."""
    categories = sorted({one for pair in pairs for one in pair}, key=in_order)
    counts = dict.fromkeys(product(categories, repeat=2), 0)
    for pair in pairs:
        counts[pair] += 1
    return categories, [[counts[row, column] for column in categories] for row in categories]


def in_order(value: Hashable) -> tuple[bool, float, str]:
    is_number = isinstance(value, (int, float))
    return (not is_number, float(value) if isinstance(value, (int, float)) else 0.0, str(value))


def cohen_kappa(table: Table, weight: Weight = unweighted, level: float = 0.95) -> Kappa:
    """κ = (po - pe) / (1 - pe) of a square table of counts, agreement weighted by ``weight``.

    Raises:
        KnownError: ANA-002 when the table is not square, holds a negative or no count.
    """
    n = _checked(table)
    shares = [[count / n for count in row] for row in table]
    size = len(table)
    rows = [math.fsum(row) for row in shares]
    columns = [math.fsum(column) for column in zip(*shares, strict=True)]
    weights = [[weight(i, j, size) for j in range(size)] for i in range(size)]
    cells = list(product(range(size), repeat=2))
    observed = math.fsum(weights[i][j] * shares[i][j] for i, j in cells)
    expected = math.fsum(weights[i][j] * rows[i] * columns[j] for i, j in cells)
    if 1 - expected < 1e-12:
        return Kappa(round(n), observed, expected, *[None] * 7)
    kappa = (observed - expected) / (1 - expected)
    over_columns = [math.fsum(weights[i][j] * columns[j] for j in range(size)) for i in range(size)]
    over_rows = [math.fsum(weights[i][j] * rows[i] for i in range(size)) for j in range(size)]
    scale = n * (1 - expected) ** 2

    def error(share: Callable[[int, int], float], at: float) -> float:
        spread = math.fsum(
            share(i, j) * (weights[i][j] - (over_columns[i] + over_rows[j]) * (1 - at)) ** 2 for i, j in cells
        )
        return math.sqrt(max(0.0, spread - (at - expected * (1 - at)) ** 2) / scale)

    ase = error(lambda i, j: shares[i][j], kappa)
    ase0 = error(lambda i, j: rows[i] * columns[j], 0.0)
    return _judged(round(n), observed, expected, kappa, ase, ase0, level)


def _judged(
    n: int, observed: float, expected: float, kappa: float, ase: float, ase0: float, level: float
) -> Kappa:
    half = normal_quantile((1 + level) / 2) * ase
    interval = Interval(max(-1.0, kappa - half), min(1.0, kappa + half))
    if not ase0:
        return Kappa(n, observed, expected, kappa, ase, interval, ase0, None, None, None)
    z = kappa / ase0
    tail = normal_below(-abs(z))
    return Kappa(n, observed, expected, kappa, ase, interval, ase0, z, tail, 2 * tail)


def _checked(table: Table) -> float:
    if not table or any(len(row) != len(table) for row in table):
        raise cannot("not_square", rows=len(table))
    counts = [count for row in table for count in row]
    if any(not math.isfinite(count) or count < 0 for count in counts) or not sum(counts):
        raise cannot("bad_table")
    return math.fsum(counts)
