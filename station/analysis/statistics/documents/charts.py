"""xbar-r, xbar-s, imr, p, np, c, u: control charts of a document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from station.analysis.statistics import count_charts
from station.analysis.statistics.control_chart import ControlChart, in_phases
from station.analysis.statistics.documents.chart_quantities import (
    FOR_SPREADS,
    count_quantities,
    from_one,
    one_or_all,
    quantities,
)
from station.analysis.statistics.documents.reading import is_numbers, malformed, number, numbers
from station.analysis.statistics.documents.study import Kind, Study, limits_from, phase_starts
from station.analysis.statistics.factors import c4, d2, d3
from station.analysis.statistics.individuals_charts import imr
from station.analysis.statistics.rules import violations
from station.analysis.statistics.subgroup_charts import xbar_r, xbar_s

COUNTS = ("D", "counts", "count", "defects", "nonconforming")
SIZES = ("size", "sizes", "n")


def sigmas_of(study: Study) -> float:
    """Width of the limits, three sigmas unless the document says otherwise."""
    width = study.number("nsigmas", "L")
    if width is not None and width <= 0:
        raise malformed("nsigmas", "above_0")
    return 3.0 if width is None else width


def _drawn(
    study: Study, make: Callable[..., Sequence[ControlChart]], data: Sequence[Any]
) -> list[ControlChart]:
    starts, width = phase_starts(study), sigmas_of(study)
    if starts is None:
        return list(make(data, limits_from(study, len(data)), width))
    return in_phases(lambda part: make(part, None, width), data, starts)


def _xbar_r(study: Study) -> dict[str, Any]:
    means, ranges = _drawn(study, xbar_r, study.groups())
    sizes = [len(group) for group in study.groups()]
    used = {"d2_used": one_or_all(list(map(d2, sizes))), "d3_used": one_or_all(list(map(d3, sizes)))}
    xbar = {"rule": "mean(R/d2)", **quantities(means)}
    return {"n": len(sizes), "xbar": xbar, "R": quantities(ranges, FOR_SPREADS) | used}


def _xbar_s(study: Study) -> dict[str, Any]:
    means, deviations = _drawn(study, xbar_s, study.groups())
    sizes = [len(group) for group in study.groups()]
    rule = "mean(S/c4)"
    spread = {
        "rule": rule,
        **quantities(deviations, FOR_SPREADS),
        "c4_used": one_or_all(list(map(c4, sizes))),
    }
    return {"n": len(sizes), "xbar": {"rule": rule, **quantities(means)}, "S": spread}


def _imr(study: Study) -> dict[str, Any]:
    singles, ranges = (
        quantities(chart, *names)
        for chart, names in zip(_drawn(study, imr, study.values()), ((), (FOR_SPREADS,)), strict=True)
    )
    return {
        "n": len(singles["points"]),
        "xbar": singles["center"],
        "mrbar": ranges["center"],
        "std_dev": singles["std_dev"],
        **{f"{limit}_X": singles[limit] for limit in ("UCL", "LCL")},
        **{f"{limit}_MR": ranges[limit] for limit in ("UCL", "LCL")},
        "X": singles,
        "MR": ranges,
    }


def _counts(study: Study) -> list[float]:
    found = study.find(*COUNTS)
    return numbers(*found) if found else study.values()


def _sizes(study: Study, count: int) -> list[float]:
    found = study.find(*SIZES)
    if found is None:
        raise malformed(study.where, "sizes")
    return numbers(*found) if isinstance(found.value, list) else [number(*found)] * count


def _share(name: str, chart: Callable[..., ControlChart]) -> Callable[[Study], dict[str, Any]]:
    def result(study: Study) -> dict[str, Any]:
        counts = _counts(study)
        samples = list(zip(counts, _sizes(study, len(counts)), strict=True))
        drawn = _drawn(study, lambda rows, *rest: [chart(*_columns(rows), *rest)], samples)[0]
        used = limits_from(study, len(counts))
        found = {"n": len(samples) if used is None else len(used), **count_quantities(drawn)}
        if study.find("trial") is None or used is None:
            return found
        trial = {**found, "points": [drawn.points[place] for place in used]}
        return found | {f"{name}_trial": trial} | _revised(name, chart, samples, used, drawn)

    return result


def _revised(
    name: str,
    chart: Callable[..., ControlChart],
    samples: Sequence[Any],
    used: Sequence[int],
    drawn: ControlChart,
) -> dict[str, Any]:
    """The trial limits once more without the trial's points beyond them."""
    beyond = [place for place in violations(drawn, ["WER1"])["WER1"] if place in used]
    left = [place for place in used if place not in beyond]
    if not beyond or not left:
        return {}
    key = "_".join(str(place) for place in from_one(beyond))
    again = chart(*_columns(samples), left, drawn.sigmas)
    return {f"{name}_trial_without_{key}": {"n": len(left), **count_quantities(again)}}


def _columns(samples: Sequence[Any]) -> tuple[list[float], list[float]]:
    return [count for count, _ in samples], [size for _, size in samples]


def _rate(name: str, chart: Callable[..., ControlChart]) -> Callable[[Study], dict[str, Any]]:
    shared = _share(name, chart)
    return lambda study: (found := shared(study)) | {f"{name}bar": found["center"]}


def _c(study: Study) -> dict[str, Any]:
    counts = _counts(study)
    drawn = _drawn(study, lambda part, *rest: [count_charts.c(part, *rest)], counts)[0]
    found = count_quantities(drawn)
    return {"n": len(counts), "cbar": found["center"], **found}


def _has_counts(study: Study) -> bool:
    found = study.find(*COUNTS)
    return is_numbers(found.value) if found else study.holds_values()


def _has_sizes(study: Study) -> bool:
    return _has_counts(study) and study.find(*SIZES) is not None


_GROUPS = "list of subgroups (lists of numbers), or {groups: [...], phase1: [first, last]}"
_SAMPLES = "{D: [counts], size: [sizes] or one size, trial: [true, ...]}"
CHARTS = {
    "xbar-r": Kind(Study.holds_groups, _xbar_r, _GROUPS),
    "xbar-s": Kind(Study.holds_groups, _xbar_s, _GROUPS),
    "imr": Kind(Study.holds_values, _imr, "list of numbers"),
    "p": Kind(_has_sizes, _share("p", count_charts.p), _SAMPLES),
    "np": Kind(_has_sizes, _share("np", count_charts.np), _SAMPLES),
    "c": Kind(_has_counts, _c, "list of counts"),
    "u": Kind(_has_sizes, _rate("u", count_charts.u), "{D: [counts], size: [sizes] or one size}"),
}
