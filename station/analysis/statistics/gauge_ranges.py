"""Gauge repeatability and reproducibility by averages and ranges (AIAG MSA, 4th edition, III-B)."""

from __future__ import annotations

import math
from dataclasses import dataclass

from station.analysis.statistics.factors import exact_range, factors
from station.analysis.statistics.gauge_study import GaugeStudy
from station.analysis.statistics.moments import mean, span


@dataclass(frozen=True)
class AverageRange:
    """Figures of the form, by its names; the components EV, AV, GRR, PV, TV are standard deviations.

    ``percent`` holds shares of TV in %, by component; they do not add up to 100. ``ndc`` is the number of
    distinct categories, None where nothing varies. ``ranges_out`` names ranges above UCL_R: "B part 4".
    """

    factors: dict[str, float]
    ranges: dict[str, float]
    means: dict[str, float]
    mean_range: float
    mean_difference: float
    part_range: float
    range_limit: float
    components: dict[str, float]
    percent: dict[str, float | None]
    ndc: int | None
    ranges_out: list[str]


def average_range(study: GaugeStudy) -> AverageRange:
    """EV = R̿ K1, AV = √((x̄diff K2)² - EV²/(parts trials)), PV = Rp K3, GRR² = EV² + AV², TV² = GRR² + PV².

    K1 is 1/d2, K2 and K3 are 1/d2* of a single range, with the four decimals of the manual; UCL_R is R̿ (four
    decimals, as on the form) times D4 (three decimals). AV is 0 where its square would be negative.
    """
    ranges = {one: mean(_ranges(study, one)) for one in study.appraisers}
    means = {one: mean(study.of_appraiser(one)) for one in study.appraisers}
    part_range = span([mean(study.of_all(part)) for part in range(study.parts)])
    mean_range, difference = mean(list(ranges.values())), span(list(means.values()))
    k = _factors(study)
    components = _components(study, k, mean_range, difference, part_range)
    limit = round(mean_range, 4) * round(factors(study.trials)["D4"], 3)
    return AverageRange(
        factors=k,
        ranges=ranges,
        means=means,
        mean_range=mean_range,
        mean_difference=difference,
        part_range=part_range,
        range_limit=limit,
        components=components,
        percent={name: _percent(one, components["TV"]) for name, one in components.items() if name != "TV"},
        ndc=distinct_categories(components["PV"], components["GRR"], 1.41),
        ranges_out=_beyond(study, limit),
    )


def distinct_categories(part: float, gauge: float, root: float) -> int | None:
    """``root`` (√2; the manual's form writes 1.41) times part over gauge, cut to a whole number."""
    return math.floor(root * part / gauge) if gauge else None


def _ranges(study: GaugeStudy, appraiser: str) -> list[float]:
    return [span(study.of_part(appraiser, part)) for part in range(study.parts)]


def _factors(study: GaugeStudy) -> dict[str, float]:
    return {
        "K1": round(1 / exact_range(study.trials)[0], 4),
        "K2": round(1 / math.sqrt(exact_range(len(study.appraisers))[1]), 4),
        "K3": round(1 / math.sqrt(exact_range(study.parts)[1]), 4),
    }


def _components(
    study: GaugeStudy, k: dict[str, float], mean_range: float, difference: float, part_range: float
) -> dict[str, float]:
    repeatability = mean_range * k["K1"]
    noise = repeatability**2 / (study.parts * study.trials)
    reproducibility = math.sqrt(max(0.0, (difference * k["K2"]) ** 2 - noise))
    gauge, part = math.hypot(repeatability, reproducibility), part_range * k["K3"]
    total = math.hypot(gauge, part)
    return {"EV": repeatability, "AV": reproducibility, "GRR": gauge, "PV": part, "TV": total}


def _percent(component: float, total: float) -> float | None:
    return 100 * component / total if total else None


def _beyond(study: GaugeStudy, limit: float) -> list[str]:
    return [
        f"{appraiser} part {part}"
        for appraiser in study.appraisers
        for part, one in enumerate(_ranges(study, appraiser), 1)
        if one > limit
    ]
