"""Control charts and the page of a gauge study, as they are handed to screen and paper."""

from __future__ import annotations

import pytest

from station.analysis.control_charts import drawn_control_chart
from station.analysis.gauge_page import gauge_page
from station.analysis.statistics.control_chart import in_phases
from station.analysis.statistics.count_charts import p
from station.analysis.statistics.gauge_study import GaugeStudy
from station.analysis.statistics.individuals_charts import imr
from station.model.analysis_page import Table
from station.model.charts import Chart, Light, Role, Shape
from station.texts import Lang, text
from tests.analysis.statistics.published import published


def lines(chart: Chart, role: Role) -> list[tuple[float | None, ...]]:
    """The values of the lines that have a role."""
    return [line.values for line in chart.lines if line.role is role]


@pytest.mark.parametrize("lang", Lang)
def test_points_are_marked_with_a_sentence_in_the_readers_language(lang: Lang) -> None:
    singles = imr([10.0, 10.1, 9.9, 10.0, 10.1, 9.9, 10.0, 14.0], range(7))[0]
    chart = drawn_control_chart(lang, singles, key="x", title="x", categories="abcdefgh", unit="mm")
    assert (chart.shape, chart.samples) == (Shape.CONTROL, 8)
    marked = [(mark.index, mark.sentence) for mark in chart.series[0].marks if mark.rule == "WER1"]
    assert marked == [(7, text(lang, "statistics.rules.WER1"))]


def test_phases_limits_and_zones_are_drawn() -> None:
    singles, ranges = in_phases(imr, [1.0, 2.0, 1.0, 8.0, 9.0, 8.0], [0, 3])
    chart = drawn_control_chart(Lang.EN, singles, key="x", title="x", categories="abcdef")
    assert chart.phases == (3,)
    assert [len(lines(chart, role)) for role in (Role.CENTRE, Role.LIMIT)] == [1, 2]
    assert len(lines(chart, Role.ZONE)) == 4
    missing = drawn_control_chart(Lang.EN, ranges, key="x", title="x", categories="abcdef")
    assert missing.series[0].values[0] is missing.series[0].values[3] is None
    assert missing.samples == 4


def test_no_zone_is_drawn_below_what_a_share_can_be() -> None:
    chart = drawn_control_chart(Lang.EN, p([1, 0, 1], [20, 20, 20]), key="p", title="p", categories="abc")
    assert lines(chart, Role.LIMIT)[0] == (0.0, 0.0, 0.0)
    assert all(value is None or value > 0 for row in lines(chart, Role.ZONE) for value in row)


@pytest.mark.parametrize("lang", Lang)
def test_the_page_of_the_reference_study(lang: Lang) -> None:
    file = published("aiag_grr")
    page = gauge_page(lang, GaugeStudy(file["data"]), covers="AIAG", unit="mm", tolerance=8)
    wanted = file["expected"]["anova_pooled_interaction_removed"]
    assert page.tiles[0].value == pytest.approx(wanted["pct_study_var"]["grr"], abs=0.005)
    assert (page.tiles[0].light, page.tiles[1].value, page.tiles[1].light) == (Light.ATTENTION, 4, Light.BAD)
    tables = {part.key: part for part in page.parts if isinstance(part, Table)}
    rows = {row[0]: row for row in tables["components"].rows}
    gauge = rows[text(lang, "statistics.gauge.grr")]
    assert gauge[4] == pytest.approx(wanted["pct_tolerance_8"]["grr"], abs=0.005)
    assert tables.keys() == {"components", "variance", "by_ranges"}
    charts = {part.key: part for part in page.parts if isinstance(part, Chart)}
    out = [charts["R"].categories[mark.index] for mark in charts["R"].series[0].marks]
    assert out == ["B 4"]
    assert charts["xbar"].series[0].marks == ()
    assert [one.name for one in charts["by_part"].series] == ["A", "B", "C"]


def test_a_study_without_tolerance_says_nothing_about_it() -> None:
    page = gauge_page(Lang.EN, GaugeStudy(published("aiag_grr")["data"]), covers="", unit="mm")
    components = page.parts[0]
    assert isinstance(components, Table)
    assert {row[4] for row in components.rows} == {None}
