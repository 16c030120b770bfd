"""Leniency against speed: each inspector beside what all of them did with the same categories and models.

Standardised indirectly: what was observed over what the means of every category and model let expect for the
units that this inspector had (an inspector's own units are among them; a model that nobody else inspects
says nothing). Intervals are Wilson's for shares and normal ones for times, widened by Bonferroni so that all
of them together hold with 95 %: with many inspectors, one far off by chance stays unmarked.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import permutations
from statistics import correlation

from station.analysis.figures import Figures
from station.analysis.narrowing import narrowed
from station.analysis.scope import Scope
from station.analysis.statistics.distributions import normal_quantile, t_two_sided
from station.analysis.statistics.intervals import wilson
from station.store.connection import Row

LEAST = 30
"""Fewer units of an inspector say nothing beside the others."""
LEAST_PEOPLE = 5
"""Fewer inspectors show no correlation."""
LEVEL = 0.05
TIME, DEFECTS, YIELD = "time", "defects", "yield"
MEASURES = (TIME, DEFECTS, YIELD)
_EXACT_UP_TO = 7

_COUNTS = (
    "SELECT r.person, r.category, r.model, COUNT(*) AS units, TOTAL(r.seconds) AS time,"
    " TOTAL(r.seconds * r.seconds) AS squares, SUM(r.with_defects) AS defects, SUM(r.passed) AS yield"
    " FROM records r WHERE {narrowed} GROUP BY r.person, r.category, r.model"
)


@dataclass(frozen=True, slots=True)
class Ratio:
    """Observed over expected, 1 for what the others do; None where there is too little to say."""

    value: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def side(self) -> str:
        """``more``, ``less``, ``none`` (no difference shown), ``unsaid``."""
        if self.low is None or self.high is None:
            return "unsaid"
        return "more" if self.low > 1 else "less" if self.high < 1 else "none"


@dataclass(frozen=True, slots=True)
class Inspector:
    """One inspector's units, and each measure beside the others."""

    person: str
    units: int
    ratios: Mapping[str, Ratio]


@dataclass(frozen=True, slots=True)
class Correlation:
    """Spearman's rank correlation of ``n`` inspectors; None below :data:`LEAST_PEOPLE` or without ranks."""

    n: int
    rho: float | None = None
    p: float | None = None


def inspectors(figures: Figures, scope: Scope) -> tuple[Inspector, ...]:
    """Every inspector of the scope, those with the most units first.

    Raises:
        KnownError: FIG-001 stopped, FIG-002 without the right to figures of single inspectors.
    """
    figures.refuse_people(scope, "person")
    condition, values = narrowed(figures, replace(scope, person=""))
    with figures.store.counted.lend(figures.watch.goes) as connection:
        rows = connection.execute(_COUNTS.format(narrowed=condition), values).fetchall()
    means = _means(rows)
    own = defaultdict[str, list[Row]](list)
    for row in rows:
        own[row.person].append(row)
    level = 1 - LEVEL / max(1, len(MEASURES) * sum(_units(one) >= LEAST for one in own.values()))
    shown = ((person, one) for person, one in own.items() if scope.person in ("", person))
    told = (Inspector(person, _units(one), _ratios(one, means, level)) for person, one in shown)
    return tuple(sorted(told, key=lambda one: (-one.units, one.person)))


def rank_correlation(people: Sequence[Inspector], one: str, other: str) -> Correlation:
    """Whether inspectors who stand high in the one measure stand high in the other."""
    told = ((inspector.ratios[one].value, inspector.ratios[other].value) for inspector in people)
    pairs = [(a, b) for a, b in told if a is not None and b is not None]
    n = len(pairs)
    if n < LEAST_PEOPLE:
        return Correlation(n)
    left, right = ranks([a for a, _ in pairs]), ranks([b for _, b in pairs])
    if len(set(left)) == 1 or len(set(right)) == 1:
        return Correlation(n)
    rho = correlation(left, right)
    return Correlation(n, rho, _p(rho, left, right))


def ranks(values: Sequence[float]) -> list[float]:
    """Ranks from 1, equal values sharing the mean of theirs."""
    ordered = sorted(values)
    first = {value: ordered.index(value) for value in set(values)}
    return [first[value] + (1 + ordered.count(value)) / 2 for value in values]


def _p(rho: float, left: Sequence[float], right: Sequence[float]) -> float:
    """Two-sided: over every order of few inspectors, by Student's t of many."""
    n = len(left)
    if n > _EXACT_UP_TO:
        spare = 1 - rho * rho
        return t_two_sided(rho * math.sqrt((n - 2) / spare), n - 2) if spare > 0 else 0.0
    orders = [abs(correlation(left, one)) for one in permutations(right)]
    return sum(one >= abs(rho) - 1e-9 for one in orders) / len(orders)


Means = Mapping[tuple[str, str], Mapping[str, float]]


def _means(rows: Sequence[Row]) -> Means:
    """What one unit of a category and model gives, over all inspectors."""
    groups = defaultdict[tuple[str, str], list[Row]](list)
    for row in rows:
        groups[row.category, row.model].append(row)
    return {
        key: {name: _sum(group, name) / _units(group) for name in MEASURES} for key, group in groups.items()
    }


def _ratios(rows: Sequence[Row], means: Means, level: float) -> dict[str, Ratio]:
    units = _units(rows)
    expected = {
        name: sum(row.units * means[row.category, row.model][name] for row in rows) for name in MEASURES
    }
    if units < LEAST:
        return dict.fromkeys(MEASURES, Ratio())
    return {name: _ratio(rows, name, expected[name], level) for name in MEASURES}


def _ratio(rows: Sequence[Row], name: str, expected: float, level: float) -> Ratio:
    if not expected:
        return Ratio()
    units, observed = _units(rows), _sum(rows, name)
    if name == TIME:
        squares = _sum(rows, "squares")
        deviation = math.sqrt(max(0.0, squares - observed * observed / units) / (units - 1))
        half = normal_quantile((1 + level) / 2) * deviation * math.sqrt(units)
        return Ratio(observed / expected, max(0.0, observed - half) / expected, (observed + half) / expected)
    ends = wilson(round(observed), units, level)
    return Ratio(observed / expected, ends.low * units / expected, ends.high * units / expected)


def _units(rows: Sequence[Row]) -> int:
    return sum(int(row.units) for row in rows)


def _sum(rows: Sequence[Row], name: str) -> float:
    return math.fsum(float(getattr(row, name)) for row in rows)
