"""univariate, capability, type1, dpmo, constants: figures of one process, of a document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from station.analysis.statistics.capability import Capability, Specification, capability
from station.analysis.statistics.documents.reading import number
from station.analysis.statistics.documents.study import (
    Kind,
    Study,
    asked_numbers,
    asked_specifications,
    limits_from,
)
from station.analysis.statistics.factors import LARGEST_RANGE, factors
from station.analysis.statistics.individuals_charts import moving_range_sigma
from station.analysis.statistics.moments import summary
from station.analysis.statistics.sigma_level import (
    DEFAULT_TAILS,
    SHIFT,
    Tails,
    defects_per_million,
    dpmo_of,
    sigma_of,
)
from station.analysis.statistics.subgroup_charts import xbar_r, xbar_s
from station.analysis.statistics.type1_study import type1


def _has_numbers(study: Study) -> bool:
    return study.holds_values() or study.holds_groups()


def _all(study: Study) -> list[float]:
    return [one for group in study.groups() for one in group] if study.holds_groups() else study.values()


def _univariate(study: Study) -> dict[str, Any]:
    found = summary(_all(study))
    return {
        "n": found.n,
        "mean": found.mean,
        "sd": found.sd,
        "min": found.minimum,
        "median": found.median,
        "max": found.maximum,
        "autocorrelation": found.autocorrelation,
    }


def _capability(study: Study) -> dict[str, Any]:
    """Of the specification in the document; of each, where a file keeps several beside published indices."""
    values, deviation = _within(study)
    told = (study.number("LSL", "lsl"), study.number("USL", "usl"))
    if told == (None, None) and (cases := list(_cases(study))):
        return {"capability": [_indices(capability(values, deviation, case)) for case in cases]}
    targets = _targets(study)
    found = _indices(capability(values, deviation, Specification(*told, targets[0] if targets else None)))
    others = {
        one: capability(values, deviation, Specification(*told, one))
        for one in _other_targets(study, targets)
    }
    return found | {f"target_{target:g}": _indices(one) for target, one in others.items()}


def _targets(study: Study) -> list[float]:
    found = study.find("target", "targets")
    if found is None:
        return []
    given = found.value if isinstance(found.value, list) else [found.value]
    return [number(one, found.where) for one in given]


def _other_targets(study: Study, targets: Sequence[float]) -> list[float]:
    return [*targets[1:], *([] if targets else asked_numbers(study.document, "expected_target"))]


def _cases(study: Study) -> Iterator[Specification]:
    for case in asked_specifications(study):
        limits = [case.get(name) for name in ("LSL", "USL", "target")]
        yield Specification(*(None if one is None else number(one, "expected.capability") for one in limits))


def _within(study: Study) -> tuple[list[float], float]:
    """The values that count and their deviation within subgroups: R̄/d2, S̄/c4 of large ones, MR̄/d2."""
    given = study.number("std_dev", "sigma")
    if not study.holds_groups():
        values = study.values()
        return values, moving_range_sigma(values) if given is None else given
    groups = study.groups()
    used = limits_from(study, len(groups))
    chart = xbar_r if max(map(len, groups)) <= LARGEST_RANGE else xbar_s
    counted = groups if used is None else [groups[place] for place in used]
    deviation = chart(groups, used)[0].std_dev[0] if given is None else given
    return [value for group in counted for value in group], deviation


def _indices(found: Capability) -> dict[str, Any]:
    spec = found.specification
    return {
        "LSL": spec.lsl,
        "USL": spec.usl,
        "target": spec.aim,
        "n": found.n,
        "center": found.center,
        "std_dev": found.std_dev,
        "overall_std_dev": found.overall_std_dev,
        **{name: None if one is None else list(one) for name, one in found.indices.items()},
        "exp_pct_lt_LSL": found.expected[0],
        "exp_pct_gt_USL": found.expected[1],
        "obs_pct_lt_LSL": found.observed[0],
        "obs_pct_gt_USL": found.observed[1],
        **({"reasons": found.reasons} if found.reasons else {}),
    }


def _type1(study: Study) -> dict[str, Any]:
    percent, k = study.number("percent"), study.number("k")
    reference, tolerance = study.number("reference"), study.number("tolerance_range", "tolerance")
    found = type1(study.values(), reference, tolerance, percent or 20.0, k or 6.0)
    bias = found.bias
    return {
        "n": found.n,
        "mean": found.mean,
        "bias": bias and bias.bias,
        "s": found.s,
        "study_var": found.study_var,
        "Cg": found.cg,
        "Cgk": found.cgk,
        "t": bias and bias.t,
        "df": bias and bias.df,
        "p": bias and bias.p,
        "ci95_bias": bias and list(bias.interval),
        "pct_var_repeatability": found.pct_repeatability,
        "pct_var_repeatability_and_bias": found.pct_repeatability_and_bias,
        **_missing(reference, tolerance, found.s),
    }


def _missing(reference: float | None, tolerance: float | None, s: float) -> dict[str, Any]:
    reasons = {"reference": reference is None, "tolerance_range": tolerance is None, "spread": not s}
    lacking = [name for name, is_missing in reasons.items() if is_missing]
    return {"missing": lacking} if lacking else {}


def _is_dpmo(study: Study) -> bool:
    return bool(_levels(study)) or any(
        study.find(name) for name in ("defects", "dpmo", "sigma", "sigma_level")
    )


def _levels(study: Study) -> list[str]:
    """Keys that are sigma levels, where the data set is a table by sigma level."""
    inside = study.content if isinstance(study.content, dict) else {}
    keys = [key for key in inside if key.replace(".", "", 1).isdigit()]
    return keys if len(keys) == len(inside) else []


def _dpmo(study: Study) -> dict[str, Any]:
    tails = Tails.TWO if study.name.startswith(Tails.TWO) else Tails.ONE
    if levels := _levels(study):
        return {level: dpmo_of(float(level), tails) for level in levels}
    if (defects := study.whole("defects")) is not None:
        return _counted(study, defects)
    told: dict[str, Any] = {"convention": f"{DEFAULT_TAILS}_shift_{SHIFT:g}"}
    if (level := study.number("sigma", "sigma_level")) is not None:
        return (
            told
            | {"sigma": level, "dpmo": dpmo_of(level)}
            | _of_both("dpmo", {one: dpmo_of(level, one) for one in Tails})
        )
    dpmo = study.number("dpmo") or 0.0
    return (
        told
        | {"dpmo": dpmo, "sigma": sigma_of(dpmo)}
        | _of_both("sigma", {one: sigma_of(dpmo, one) for one in Tails})
    )


def _counted(study: Study, defects: int) -> dict[str, Any]:
    opportunities = study.whole("opportunities", "opportunities_per_unit")
    units = study.whole("units")
    found = defects_per_million(
        defects, 1 if units is None else units, 1 if opportunities is None else opportunities
    )
    return {
        "convention": f"{DEFAULT_TAILS}_shift_{SHIFT:g}",
        "dpu": found.dpu,
        "dpmo": found.dpmo,
        "dpmo_ci95": list(found.interval),
        "sigma": found.sigma,
        **_of_both("sigma", {one: sigma_of(found.dpmo, one) for one in Tails}),
    }


def _of_both(name: str, found: Mapping[Tails, float | None]) -> dict[str, Any]:
    return {f"{tails}_shift_{SHIFT:g}": {name: one} for tails, one in found.items()}


def _constants(study: Study) -> dict[str, Any]:
    n = study.whole("n") or 0
    return {"n": n, **factors(n)}


def _is_size(study: Study) -> bool:
    inside = study.content if isinstance(study.content, dict) else {}
    return "n" in inside and "x" not in inside


_SPECIFIED = "list of numbers or subgroups with LSL, USL, target beside them or by --set"
PROCESSES = {
    "univariate": Kind(_has_numbers, _univariate, "list of numbers"),
    "capability": Kind(_has_numbers, _capability, _SPECIFIED),
    "type1": Kind(
        Study.holds_values, _type1, "list of numbers; params: reference, tolerance_range, percent, k"
    ),
    "dpmo": Kind(
        _is_dpmo, _dpmo, "{defects, units, opportunities}, {dpmo}, {sigma}, or a table by sigma level"
    ),
    "constants": Kind(_is_size, _constants, "{n}, or lists of them: the factors of control charts"),
}
