"""Charts and tables of an analysis on paper: drawn into a document, read back from its bytes."""

from __future__ import annotations

import io
import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from reportlab.lib.pagesizes import A4
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from station.model.analysis_page import AnalysisPage, Column, Definition, Table, Tile
from station.model.charts import Chart, Light, LimitLine, Mark, Role, Series, Shape
from station.reports.charts.page import definitions_of, story_of
from station.reports.charts.scale import scale, scale_of
from station.reports.charts.words import Words
from station.reports.typesetter import Typesetter
from station.texts import Lang

_FINITE = st.floats(-1e9, 1e9).filter(lambda one: one == 0 or abs(one) > 1e-6)


def _pdf(page: AnalysisPage, lang: Lang = Lang.EN) -> PdfReader:
    setter, words = Typesetter(), Words(lang)
    return _built(
        [*story_of(page, setter, words, A4[0] - 96), *definitions_of(page.definitions, setter, words)]
    )


def _built(story: list[Flowable]) -> PdfReader:
    out = io.BytesIO()
    frame = Frame(48, 48, A4[0] - 96, A4[1] - 96, 0, 0, 0, 0)
    # Plain streams: the tests read what is drawn.
    document = BaseDocTemplate(out, pageTemplates=[PageTemplate(frames=[frame])], pageCompression=0)
    document.build(story)
    return PdfReader(out)


def _text(pdf: PdfReader) -> str:
    return "\n".join(page.extract_text() for page in pdf.pages)


def _drawn(pdf: PdfReader, operator: str) -> int:
    """How often an operator stands in the first page's stream."""
    contents = pdf.pages[0].get_contents()
    assert contents is not None
    return len(re.findall(rf"\s{operator}\s", contents.get_data().decode("latin-1")))


def _page(*parts: Chart | Table, tiles: tuple[Tile, ...] = ()) -> AnalysisPage:
    return AnalysisPage("page", "Page", "all", tiles, parts)


def _chart(shape: Shape, *series: Series, lines: tuple[LimitLine, ...] = ()) -> Chart:
    places = len(series[0].values)
    return Chart("chart", shape, "Chart", tuple(f"c{n}" for n in range(places)), series, lines=lines)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_FINITE, _FINITE)
def test_an_axis_holds_its_values_between_round_ticks(one: float, other: float) -> None:
    axis = scale(min(one, other), max(one, other))
    assert axis.low <= min(one, other) + 1e-6 * abs(one)
    assert axis.high >= max(one, other) - 1e-6 * abs(other)
    assert 2 <= len(axis.ticks) <= 8
    shown = [axis.label(tick) for tick in axis.ticks]
    assert len(set(shown)) == len(shown)


def test_bars_stand_on_zero_and_lines_need_not() -> None:
    values = Series("s", (70.0, 90.0))
    assert scale_of(_chart(Shape.BARS, values)).low == 0
    assert scale_of(_chart(Shape.LINES, values)).low == 70


def test_stacked_bars_fit_as_a_whole() -> None:
    assert scale_of(_chart(Shape.STACKED, Series("a", (40.0,)), Series("b", (50.0,)))).high >= 90


def test_nothing_to_say_draws_no_bar() -> None:
    whole = _drawn(_pdf(_page(_chart(Shape.BARS, Series("s", (3.0, 2.0, 1.0))))), "re")
    gap = _drawn(_pdf(_page(_chart(Shape.BARS, Series("s", (3.0, None, 1.0))))), "re")
    assert gap == whole - 1


def test_a_gap_breaks_the_line() -> None:
    whole = _drawn(_pdf(_page(_chart(Shape.LINES, Series("s", (1.0, 2.0, 3.0, 4.0))))), "l")
    gap = _drawn(_pdf(_page(_chart(Shape.LINES, Series("s", (1.0, 2.0, None, 4.0))))), "l")
    assert gap < whole


def test_a_chart_without_values_says_so() -> None:
    assert "Too few samples" in _text(_pdf(_page(_chart(Shape.LINES, Series("s", (None, None))))))


def test_a_control_chart_names_its_limits_and_the_rules_that_mark_points() -> None:
    points = Series("x", (1.0, 9.0, 2.0), marks=(Mark(1, "WE1", "beyond"), Mark(1, "N2", "run")))
    limits = (LimitLine("UCL", Role.LIMIT, (5.0, 5.0, 5.5)), LimitLine("", Role.ZONE, (3.0,) * 3))
    said = _text(_pdf(_page(_chart(Shape.CONTROL, points, lines=limits))))
    assert "WE1 N2" in said
    assert re.search(r"UCL 5\.50", said)


def test_tiles_say_value_interval_target_and_how_they_stand() -> None:
    tile = Tile("y", "Yield", 93.44, "%", 1, 1234, 91.4, 95.2, 95, 90.1, Light.ATTENTION)
    said = _text(_pdf(_page(tiles=(tile,))))
    for part in ("93.4", "n = 1,234", "91.4 to 95.2", "near target 95.0", "was 90.1"):
        assert part in said


def test_a_light_without_a_target_still_has_its_word() -> None:
    said = _text(_pdf(_page(tiles=(Tile("g", "Gauge", 27.9, "%", 1, light=Light.ATTENTION),))))
    assert "marginal" in said


def test_a_tile_without_a_value_shows_a_dash_and_no_unit() -> None:
    said = _text(_pdf(_page(tiles=(Tile("y", "Yield", None, "%", 1, 0),))))
    assert "–" in said
    assert "%" not in said


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(1, 160))
def test_every_row_of_a_table_is_printed_once_under_a_header(count: int) -> None:
    columns = (Column("Who"), Column("How many", "pcs", numeric=True))
    rows = tuple((f"row-{n:03d};", n) for n in range(count))
    pdf = _pdf(_page(Table("t", "Table", columns, rows)))
    said = _text(pdf)
    assert sorted(re.findall(r"row-\d{3};", said)) == [f"row-{n:03d};" for n in range(count)]
    assert said.count("How many (pcs)") == len(pdf.pages)


def test_a_table_without_rows_says_so_and_has_no_header() -> None:
    said = _text(_pdf(_page(Table("t", "Table", (Column("Who"),), (), note="At least two."))))
    assert "Nothing to list. At least two." in said and "Who" not in said


def test_a_table_of_many_columns_divides_no_word_and_no_number() -> None:
    titles = ("Inspector", "Units", "Throughput", "Borderline", "Share from", "Share to", "What this says")
    columns = tuple(Column(title, "%", numeric=n not in (0, 6)) for n, title in enumerate(titles * 2))
    row = tuple("difference" if not one.numeric else 12345.6 for one in columns)
    said = _text(_pdf(_page(Table("t", "Table", columns, (row,)))))
    assert said.count("difference") == 2 and said.count("12,346") == 12
    assert said.count("Throughput") == 2 and "..." not in said


def test_two_small_charts_stand_side_by_side_and_a_large_one_alone() -> None:
    small, large = (_chart(Shape.BARS, Series("s", (1.0,) * n)) for n in (3, 20))
    assert len(_pdf(_page(*(small,) * 8)).pages) == 1
    assert len(_pdf(_page(*(large,) * 8)).pages) == 2


def test_a_line_of_one_point_is_told_in_words() -> None:
    point = Series("Yield", (98.25,), low=(90.0,), high=(99.5,))
    said = _text(_pdf(_page(_chart(Shape.LINES, point))))
    assert "c0" in said and "Yield 98.2 (90.0 – 99.5)" in said


def test_every_bar_of_a_pareto_has_its_name_even_where_it_must_stand_slanted() -> None:
    names = tuple(f"dent on zone {n:02d}" for n in range(20))
    bars = Series("n", tuple(float(20 - n) for n in range(20)))
    chart = Chart("p", Shape.PARETO, "Pareto", names, (bars,))
    said = _text(_pdf(_page(chart)))
    assert [n for n in range(18) if names[n] not in said] == []


def test_a_long_text_is_printed_whole_even_over_pages() -> None:
    words = [f"word{n:04d}" for n in range(2500)]
    table = Table("t", "Table", (Column("Who"), Column("Said")), (("one", " ".join(words)),))
    assert re.findall(r"word\d{4}", _text(_pdf(_page(table)))) == words


def test_definitions_stand_at_the_end_in_the_readers_language() -> None:
    page = AnalysisPage("p", "页", "全部", definitions=(Definition("良品率", "达到可售等级的比例"),))
    said = _text(_pdf(page, Lang.ZH))
    assert "指标说明" in said
    assert "良品率：达到可售等级的比例" in said


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(Shape),
    st.integers(0, 40).flatmap(
        lambda places: st.lists(
            st.lists(st.none() | _FINITE, min_size=places, max_size=places), min_size=1, max_size=4
        )
    ),
)
def test_whatever_the_values_a_chart_is_drawn(shape: Shape, values: list[list[float | None]]) -> None:
    series = tuple(Series(f"s{n}", tuple(one)) for n, one in enumerate(values))
    assert "Chart" in _text(_pdf(_page(_chart(shape, *series))))
