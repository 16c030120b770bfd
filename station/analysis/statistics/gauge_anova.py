"""Gauge repeatability and reproducibility by analysis of variance (AIAG MSA, 4th edition, III-B and App. A).

Two factors, both random, crossed: parts and operators. Where the interaction is not significant its variation
is pooled with repeatability; the manual does so above p = 0.25.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from station.analysis.statistics.distributions import f_above
from station.analysis.statistics.gauge_ranges import distinct_categories
from station.analysis.statistics.gauge_study import GaugeStudy
from station.analysis.statistics.moments import mean, squared_deviations

POOLED_ABOVE = 0.25


@dataclass(frozen=True)
class Source:
    """One line of a table of variance."""

    df: int
    ss: float

    @property
    def ms(self) -> float:
        """Mean square."""
        return self.ss / self.df


@dataclass(frozen=True)
class Ratio:
    """A ratio of mean squares with the chance of a larger one; None where nothing varies."""

    f: float | None
    p: float | None


@dataclass(frozen=True)
class Components:
    """Variance components by name, never negative: grr, repeatability, reproducibility, …, part, total."""

    error: Source
    tests: dict[str, Ratio]
    variances: dict[str, float]
    pooled: bool

    @property
    def deviations(self) -> dict[str, float]:
        """Standard deviations."""
        return {name: math.sqrt(one) for name, one in self.variances.items()}

    @property
    def contribution(self) -> dict[str, float | None]:
        """Shares of the total variance in %."""
        total = self.variances["total"]
        return {name: 100 * one / total if total else None for name, one in self.variances.items()}

    @property
    def study_variation(self) -> dict[str, float | None]:
        """Shares of the total standard deviation in %."""
        total = self.deviations["total"]
        return {name: 100 * one / total if total else None for name, one in self.deviations.items()}

    def of_tolerance(self, tolerance: float) -> dict[str, float]:
        """Six standard deviations in % of a tolerance width above 0."""
        return {name: 600 * one / tolerance for name, one in self.deviations.items()}

    @property
    def ndc(self) -> int | None:
        """Number of distinct categories, √2 part / grr cut to a whole number."""
        return distinct_categories(self.deviations["part"], self.deviations["grr"], math.sqrt(2))


@dataclass(frozen=True)
class GaugeAnova:
    """The full table, its tests, and the components with and without the interaction.

    ``chosen`` is the one of ``pooled`` and ``full`` that the rule of pooling names.
    """

    sources: dict[str, Source]
    interaction: Ratio
    full: Components
    pooled: Components
    chosen: Components


def gauge_anova(study: GaugeStudy, pooled_above: float = POOLED_ABOVE) -> GaugeAnova:
    """Table of variance, tests and components; the interaction is pooled where its p > ``pooled_above``."""
    sources = _sources(study)
    test = ratio(sources["interaction"], sources["repeatability"])
    full, pooled = _with_interaction(study, sources), _without_interaction(study, sources)
    keep = test.p is not None and test.p <= pooled_above
    return GaugeAnova(sources, test, full, pooled, full if keep else pooled)


def ratio(over: Source, under: Source) -> Ratio:
    """F = MS/MS and P(F ≥ f)."""
    if not under.ms:
        return Ratio(None, None)
    f = over.ms / under.ms
    return Ratio(f, f_above(f, over.df, under.df))


def _sources(study: GaugeStudy) -> dict[str, Source]:
    parts, operators, trials = study.parts, len(study.appraisers), study.trials
    readings = [one for appraiser in study.appraisers for one in study.of_appraiser(appraiser)]
    by_part = squared_deviations([mean(study.of_all(part)) for part in range(parts)])
    by_operator = squared_deviations([mean(study.of_appraiser(one)) for one in study.appraisers])
    cells = [study.of_part(one, part) for one in study.appraisers for part in range(parts)]
    between = trials * squared_deviations([mean(cell) for cell in cells])
    part, operator = operators * trials * by_part, parts * trials * by_operator
    return {
        "part": Source(parts - 1, part),
        "operator": Source(operators - 1, operator),
        "interaction": Source((parts - 1) * (operators - 1), max(0.0, between - part - operator)),
        "repeatability": Source(len(cells) * (trials - 1), math.fsum(map(squared_deviations, cells))),
        "total": Source(len(readings) - 1, squared_deviations(readings)),
    }


def _with_interaction(study: GaugeStudy, sources: dict[str, Source]) -> Components:
    crossed, repeated = sources["interaction"], sources["repeatability"]
    interaction = max(0.0, (crossed.ms - repeated.ms) / study.trials)
    return _components(study, sources, crossed, repeated, {"interaction": interaction}, pooled=False)


def _without_interaction(study: GaugeStudy, sources: dict[str, Source]) -> Components:
    crossed, repeated = sources["interaction"], sources["repeatability"]
    error = Source(crossed.df + repeated.df, crossed.ss + repeated.ss)
    return _components(study, sources, error, error, {}, pooled=True)


def _components(
    study: GaugeStudy,
    sources: dict[str, Source],
    against: Source,
    error: Source,
    interaction: dict[str, float],
    *,
    pooled: bool,
) -> Components:
    parts, operators, trials = study.parts, len(study.appraisers), study.trials
    operator = max(0.0, (sources["operator"].ms - against.ms) / (parts * trials))
    part = max(0.0, (sources["part"].ms - against.ms) / (operators * trials))
    reproducibility = operator + sum(interaction.values())
    gauge = error.ms + reproducibility
    variances = {"grr": gauge, "repeatability": error.ms, "reproducibility": reproducibility}
    variances |= {"operator": operator, **interaction, "part": part, "total": gauge + part}
    tests = {name: ratio(sources[name], against) for name in ("part", "operator")}
    return Components(error, tests, variances, pooled)
