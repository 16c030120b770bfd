"""The page of a measurement-system study: components by both methods, charts by appraiser and part."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from station.analysis.control_charts import drawn_control_chart
from station.analysis.statistics.gauge_anova import GaugeAnova, gauge_anova
from station.analysis.statistics.gauge_ranges import AverageRange, average_range
from station.analysis.statistics.gauge_study import GaugeStudy
from station.analysis.statistics.moments import mean
from station.analysis.statistics.subgroup_charts import xbar_r
from station.model.analysis_page import AnalysisPage, Cell, Column, Definition, Table, Tile
from station.model.charts import Chart, Light, Series, Shape
from station.texts import Lang, text

GOOD, BAD = 10.0, 30.0
"""% of the study variation: up to 10 a gauge serves, above 30 it does not (AIAG MSA, 4th edition)."""
FEWEST_CATEGORIES = 5


def gauge_page(
    lang: Lang, study: GaugeStudy, *, covers: str, unit: str, tolerance: float | None = None
) -> AnalysisPage:
    """Tiles, tables, charts of one study; ``tolerance`` is the specification's width, above 0, in ``unit``.

    Raises:
        KnownError: ANA-002 as the statistics raise it.
    """
    ranges, variance = average_range(study), gauge_anova(study)
    return AnalysisPage(
        key="gauge",
        title=text(lang, "statistics.gauge.title"),
        covers=covers,
        tiles=_tiles(lang, variance),
        parts=(
            _components(lang, variance, unit, tolerance),
            _variance(lang, variance),
            _by_ranges(lang, ranges, unit),
            *_charts(lang, study, unit),
            _by_part(lang, study, unit),
        ),
        definitions=_definitions(lang),
    )


def _tiles(lang: Lang, variance: GaugeAnova) -> tuple[Tile, ...]:
    share, ndc = variance.chosen.study_variation["grr"], variance.chosen.ndc
    name, verdict = text(lang, "statistics.gauge.grr"), _verdict(lang, variance)
    gauge = Tile("grr", name, share, "%", 1, light=_light(share), note=verdict)
    enough = Light.NONE if ndc is None else Light.OK if ndc >= FEWEST_CATEGORIES else Light.BAD
    return gauge, Tile("ndc", text(lang, "statistics.gauge.ndc"), ndc, light=enough)


def _verdict(lang: Lang, variance: GaugeAnova) -> str:
    return text(lang, f"statistics.gauge.verdict.{_light(variance.chosen.study_variation['grr'])}")


def _light(share: float | None) -> Light:
    if share is None:
        return Light.NONE
    return Light.OK if share <= GOOD else Light.ATTENTION if share <= BAD else Light.BAD


def _components(lang: Lang, variance: GaugeAnova, unit: str, tolerance: float | None) -> Table:
    found = variance.chosen
    of_tolerance: Mapping[str, Cell] = found.of_tolerance(tolerance) if tolerance else {}
    rows = tuple(
        (
            text(lang, f"statistics.gauge.{name}"),
            sd,
            found.contribution[name],
            found.study_variation[name],
            of_tolerance.get(name),
        )
        for name, sd in found.deviations.items()
    )
    titles = (
        ("sd", unit, 5),
        ("contribution", "%", 2),
        ("study_variation", "%", 2),
        ("of_tolerance", "%", 2),
    )
    pooled = text(lang, "statistics.gauge.pooled" if found.pooled else "statistics.gauge.kept")
    note = f"{_verdict(lang, variance)} {pooled}"
    return _table(lang, "components", titles, rows, note)


def _variance(lang: Lang, variance: GaugeAnova) -> Table:
    tests = {**variance.full.tests, "interaction": variance.interaction}
    rows = tuple(
        (
            text(lang, f"statistics.gauge.{name}"),
            one.df,
            one.ss,
            one.ms if name != "total" else None,
            tests[name].f if name in tests else None,
            tests[name].p if name in tests else None,
        )
        for name, one in variance.sources.items()
    )
    return _table(
        lang, "variance", (("df", "", 0), ("ss", "", 5), ("ms", "", 5), ("f", "", 3), ("p", "", 4)), rows
    )


def _by_ranges(lang: Lang, ranges: AverageRange, unit: str) -> Table:
    rows = tuple(
        (text(lang, f"statistics.gauge.{name}"), one, ranges.percent.get(name))
        for name, one in ranges.components.items()
    )
    return _table(lang, "by_ranges", (("sd", unit, 5), ("study_variation", "%", 2)), rows)


def _table(
    lang: Lang, key: str, titles: tuple[tuple[str, str, int], ...], rows: Any, note: str = ""
) -> Table:
    columns = tuple(
        Column(text(lang, f"statistics.gauge.columns.{name}"), unit, numeric=True, decimals=decimals)
        for name, unit, decimals in titles
    )
    first = Column(text(lang, "statistics.gauge.columns.source"))
    return Table(key, text(lang, f"statistics.gauge.tables.{key}"), (first, *columns), rows, note=note)


def _charts(lang: Lang, study: GaugeStudy, unit: str) -> tuple[Chart, ...]:
    """X̄ and R of each part, appraiser after appraiser, under common limits.

    Only ranges are marked: means beyond their limits are wanted, they show that the gauge tells parts apart.
    """
    cells = [study.of_part(one, part) for one in study.appraisers for part in range(study.parts)]
    names = [f"{one} {part}" for one in study.appraisers for part in range(1, study.parts + 1)]
    return tuple(
        drawn_control_chart(
            lang,
            chart,
            key=chart.statistic,
            title=text(lang, f"statistics.gauge.charts.{chart.statistic}"),
            categories=names,
            unit=unit,
            rules=("WER1",) if chart.statistic == "R" else (),
        )
        for chart in xbar_r(cells)
    )


def _by_part(lang: Lang, study: GaugeStudy, unit: str) -> Chart:
    """A line per appraiser over the parts: lines that cross show an interaction."""
    parts = range(study.parts)
    return Chart(
        key="by_part",
        shape=Shape.LINES,
        title=text(lang, "statistics.gauge.charts.by_part"),
        categories=tuple(str(part + 1) for part in parts),
        series=tuple(
            Series(one, tuple(mean(study.of_part(one, part)) for part in parts)) for one in study.appraisers
        ),
        category_title=text(lang, "statistics.gauge.part"),
        unit=unit,
    )


def _definitions(lang: Lang) -> tuple[Definition, ...]:
    return tuple(
        Definition(text(lang, f"statistics.gauge.{name}"), text(lang, f"statistics.gauge.meaning.{name}"))
        for name in ("grr", "ndc")
    )
