"""grr: gauge repeatability and reproducibility of a document, by ranges and by analysis of variance."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from station.analysis.statistics.documents.reading import is_rows, malformed, rows
from station.analysis.statistics.documents.study import Kind, Study, asked_numbers, study
from station.analysis.statistics.gauge_anova import Components, GaugeAnova, Source, gauge_anova
from station.analysis.statistics.gauge_ranges import AverageRange, average_range
from station.analysis.statistics.gauge_study import GaugeStudy


def _appraisers(study: Study) -> dict[str, Any]:
    inside = study.content if isinstance(study.content, dict) else {}
    return {name: value for name, value in inside.items() if is_rows(value)}


def _is_study(study: Study) -> bool:
    return len(_appraisers(study)) >= 2 and len(_appraisers(study)) == len(_lists(study))


def _lists(study: Study) -> list[str]:
    inside = study.content if isinstance(study.content, dict) else {}
    return [name for name, value in inside.items() if isinstance(value, list)]


def gauge_study_of(document: Any, options: Mapping[str, Any]) -> tuple[GaugeStudy, float | None]:
    """The readings of a document, whole file or bare data, and the tolerance's width where it is told.

    Raises:
        KnownError: ANA-001 for a malformed document, ANA-002 for too small a study.
    """
    found = study(document, options)
    if not _is_study(found):
        raise malformed("JSON", "nothing_fits", kind="grr", takes=GAUGES["grr"].takes)
    tolerances = _tolerances(found)
    return _gauge(found), tolerances[0] if tolerances else None


def _gauge(study: Study) -> GaugeStudy:
    return GaugeStudy(
        {name: rows(value, f"{study.where}.{name}") for name, value in _appraisers(study).items()}
    )


def _grr(study: Study) -> dict[str, Any]:
    gauge = _gauge(study)
    found = gauge_anova(gauge)
    names = ("anova_pooled_interaction_removed", "anova_interaction_kept")
    blocks = {
        name: _components(study, one) for name, one in zip(names, (found.pooled, found.full), strict=True)
    }
    chosen = names[0] if found.chosen.pooled else names[1]
    ranges = _average_range(average_range(gauge), _tolerances(study))
    return {"average_range": ranges, "anova_full": _table(found), **blocks, "chosen": chosen}


def _tolerances(study: Study) -> list[float]:
    told = study.number("tolerance_range", "tolerance")
    if told is not None and told <= 0:
        raise malformed("tolerance", "above_0")
    return asked_numbers(study.document, "pct_tolerance") if told is None else [told]


def _average_range(found: AverageRange, tolerances: list[float]) -> dict[str, Any]:
    return {
        **found.factors,
        "Rbar": found.ranges,
        "xbar": found.means,
        "Rbarbar": found.mean_range,
        "xdiff": found.mean_difference,
        "Rp": found.part_range,
        "UCL_R": found.range_limit,
        **found.components,
        **{f"pct_{name}": one for name, one in found.percent.items()},
        "ndc": found.ndc,
        "out_of_control_range": found.ranges_out,
        **{
            f"pct_tolerance_{one:g}": {name: 600 * sd / one for name, sd in found.components.items()}
            for one in tolerances
            if one > 0
        },
    }


def _line(source: Source) -> dict[str, Any]:
    return {"df": source.df, "SS": source.ss, "MS": source.ms}


def _table(found: GaugeAnova) -> dict[str, Any]:
    lines = {name: _line(source) for name, source in found.sources.items() if name != "total"}
    lines["interaction"] |= {"F": found.interaction.f, "p": found.interaction.p}
    total = found.sources["total"]
    return {
        **lines,
        "total": {"df": total.df, "SS": total.ss},
        "F_with_interaction_denominator": {name: one.f for name, one in found.full.tests.items()},
        "p_with_interaction_denominator": {name: one.p for name, one in found.full.tests.items()},
    }


def _components(study: Study, found: Components) -> dict[str, Any]:
    return {
        "repeatability": _line(found.error),
        "F": {name: one.f for name, one in found.tests.items()},
        "p": {name: one.p for name, one in found.tests.items()},
        "varcomp": found.variances,
        "pct_contribution": found.contribution,
        "sd": found.deviations,
        "pct_study_var": found.study_variation,
        **{f"pct_tolerance_{one:g}": found.of_tolerance(one) for one in _tolerances(study) if one > 0},
        "ndc": found.ndc,
    }


GAUGES = {"grr": Kind(_is_study, _grr, "{appraiser: [trial][part] readings, ...}; params: tolerance_range")}
