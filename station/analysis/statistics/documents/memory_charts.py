"""ewma, cusum, rules: charts with a memory, and the rules on points, of a document."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from station.analysis.statistics.control_chart import ControlChart, limits
from station.analysis.statistics.cusum_chart import cusum
from station.analysis.statistics.documents.chart_quantities import from_one, one_or_all
from station.analysis.statistics.documents.reading import malformed, number
from station.analysis.statistics.documents.study import Kind, Study, limits_from
from station.analysis.statistics.ewma_chart import ewma
from station.analysis.statistics.individuals_charts import imr
from station.analysis.statistics.moments import mean
from station.analysis.statistics.rules import RULES, violations
from station.analysis.statistics.subgroup_charts import xbar_r

CENTRE = ("center", "EWMA0", "target", "mean")
DEVIATION = ("std_dev", "s", "sigma", "sd")
CUSTOMARY_WIDTHS = (3.0, 2.7)
"""Widths of EWMA limits when the document asks for none (Lucas, Saccucci 1990: 2.7 for small weights)."""


@dataclass(frozen=True)
class _Base:
    """Values to be followed, and what they are held against."""

    values: Sequence[float]
    sizes: Sequence[int]
    centre: float
    std_dev: float


def _base(study: Study) -> _Base:
    """Centre and standard deviation as given, else estimated: subgroups by R̄/d2, single values by MR̄/d2."""
    if study.holds_groups():
        groups = study.groups()
        values, sizes = [mean(group) for group in groups], [len(group) for group in groups]
    else:
        values = study.values()
        sizes = [1] * len(values)
    centre, deviation = study.number(*CENTRE), study.number(*DEVIATION)
    if centre is None or deviation is None:
        chart = _estimated(study, len(values))
        centre = chart.centre[0] if centre is None else centre
        deviation = chart.std_dev[0] if deviation is None else deviation
    return _Base(values, sizes, centre, deviation)


def _estimated(study: Study, count: int) -> ControlChart:
    used = limits_from(study, count)
    return xbar_r(study.groups(), used)[0] if study.holds_groups() else imr(study.values(), used)[0]


def _widths(study: Study) -> tuple[float, ...]:
    found = study.find("nsigmas", "L")
    if found is None:
        return CUSTOMARY_WIDTHS
    given = found.value if isinstance(found.value, list) and found.value else [found.value]
    return tuple(number(one, found.where) for one in given)


def _ewma(study: Study) -> dict[str, Any]:
    base, widths = _base(study), _widths(study)
    weight = study.number("lambda", "weight")
    weight = 0.2 if weight is None else weight
    asymptotic = study.text("limits") == "asymptotic"
    charts = [_averages(base, weight, width, asymptotic=asymptotic) for width in widths]
    blocks = {f"ewma_lambda{weight:g}_{one.sigmas:g}sigma": _by_place(one) for one in charts}
    return {**_ewma_quantities(charts[0], weight, asymptotic=asymptotic), "std_dev": base.std_dev, **blocks}


def _averages(base: _Base, weight: float, width: float, *, asymptotic: bool) -> ControlChart:
    how: dict[str, Any] = {"sizes": base.sizes, "asymptotic": asymptotic}
    return ewma(base.values, base.centre, base.std_dev, weight=weight, sigmas=width, **how)


def _ewma_quantities(chart: ControlChart, weight: float, *, asymptotic: bool) -> dict[str, Any]:
    return {
        "ewma": list(chart.points),
        "sigma": list(chart.spread),
        "center": chart.centre[0],
        "LCL": one_or_all(chart.lower),
        "UCL": one_or_all(chart.upper),
        "lambda": weight,
        "nsigmas": chart.sigmas,
        "limits": "asymptotic" if asymptotic else "exact",
        "out_of_control": from_one(violations(chart, ["WER1"])["WER1"]),
    }


def _by_place(chart: ControlChart) -> dict[str, Any]:
    """Limits by the place of the point, counted from 1."""
    return {
        name: {str(place): one for place, one in enumerate(row, 1)}
        for name, row in (("LCL", chart.lower), ("UCL", chart.upper))
    } | {"out_of_control": from_one(violations(chart, ["WER1"])["WER1"])}


def _cusum(study: Study) -> dict[str, Any]:
    base = _base(study)
    interval, shift = study.number("decision_interval", "h"), study.number("se_shift")
    found = cusum(
        base.values,
        base.centre,
        base.std_dev,
        decision_interval=5.0 if interval is None else interval,
        se_shift=1.0 if shift is None else shift,
        sizes=base.sizes,
    )
    return {
        "pos": list(found.pos),
        "neg": list(found.neg),
        "upper_violations": from_one(found.upper_violations),
        "lower_violations": from_one(found.lower_violations),
        "center": base.centre,
        "std_dev": base.std_dev,
        "decision_interval": found.decision_interval,
        "se_shift": found.se_shift,
    }


def _rules(study: Study) -> dict[str, Any]:
    """All rules; ``viol`` besides, where the data set names one rule."""
    chart, assumed = _standing(study)
    found = {rule: from_one(places) for rule, places in violations(chart).items()}
    told = {"center": chart.centre[0], "std_dev": chart.std_dev[0], "standardised_assumed": assumed}
    rule = (study.text("rule") or "").split(" ")[0]
    named = {"rule": rule, "viol": found[rule]} if rule in found else {}
    if rule and not named and rule != "overlap":
        raise malformed(f"{study.where}.rule", "no_such_rule", known=", ".join(RULES))
    return named | found | told


def _standing(study: Study) -> tuple[ControlChart, bool]:
    """The points as a chart; without centre and deviation they are taken as standardised (0 and 1)."""
    values = study.values()
    centre, deviation = study.number(*CENTRE), study.number(*DEVIATION)
    assumed = centre is None and deviation is None
    middle, one = 0.0 if centre is None else centre, 1.0 if deviation is None else deviation
    if not (math.isfinite(one) and one >= 0):
        raise malformed("std_dev", "above_0")
    row, spread = tuple(middle for _ in values), tuple(one for _ in values)
    lower, upper = limits(row, spread, 3.0)
    return ControlChart("X", tuple(values), row, spread, lower, upper, (one,)), assumed


def _is_for(study: Study, other: str) -> bool:
    """Whether it holds values, without a parameter that only the other chart has."""
    inside = study.content if isinstance(study.content, dict) else {}
    return (study.holds_values() or study.holds_groups()) and other not in inside


MEMORY_CHARTS = {
    "ewma": Kind(
        lambda one: _is_for(one, "decision_interval"),
        _ewma,
        "list of numbers or subgroups, or "
        "{x, center|EWMA0, std_dev|s, lambda, nsigmas|L, limits: asymptotic}",
    ),
    "cusum": Kind(
        lambda one: _is_for(one, "lambda"),
        _cusum,
        "list of numbers or subgroups, or {x, center, std_dev, decision_interval, se_shift}",
    ),
    "rules": Kind(Study.holds_values, _rules, "list of standardised numbers, or {x, center, std_dev, rule}"),
}
