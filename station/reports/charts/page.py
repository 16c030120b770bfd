"""A page of analysis as a story: tiles, charts and tables in reading order, definitions at the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportlab.platypus import CondPageBreak, Flowable, Spacer

from station.model.analysis_page import AnalysisPage, Definition, Table
from station.model.charts import Chart, Shape
from station.reports.charts.beside import Beside
from station.reports.charts.drawing import Drawn, has_values
from station.reports.charts.look import TITLE
from station.reports.charts.moment import moment_notes
from station.reports.charts.tables import Note, table_rows
from station.reports.charts.tiles import tile_rows
from station.reports.charts.words import Words
from station.reports.sheet import BODY, MM
from station.reports.typesetter import Typesetter

CHART_MM = 62.0
_ROOM_MM = 30.0
_FEW = 8
"""Up to so many categories a chart is legible on half the width."""


def story_of(
    page: AnalysisPage, setter: Typesetter, words: Words, width: float, *, chart_mm: float = CHART_MM
) -> list[Flowable]:
    """Everything on ``page`` but its heading, ``width`` points wide; charts are ``chart_mm`` high.

    Two small charts that follow each other stand side by side.
    """
    story = tile_rows(page.tiles, setter, words)
    for part in _paired(page.parts):
        story.append(Spacer(0, 3 * MM))
        if isinstance(part, tuple):
            story.append(Beside([_drawn(one, setter, words, chart_mm) for one in part]))
        elif isinstance(part, Chart):
            story += _chart(part, setter, words, chart_mm)
        else:
            story += [CondPageBreak(_ROOM_MM * MM), *table_rows(part, setter, words, width)]
    return story


def _paired(parts: Sequence[Chart | Table]) -> Iterator[Chart | Table | tuple[Chart, Chart]]:
    waiting: Chart | None = None
    for part in parts:
        small = isinstance(part, Chart) and _is_small(part)
        if waiting is not None and isinstance(part, Chart) and small:
            yield waiting, part
            waiting = None
            continue
        if waiting is not None:
            yield waiting
        waiting = part if isinstance(part, Chart) and small else None
        if waiting is None:
            yield part
    if waiting is not None:
        yield waiting


def _is_small(chart: Chart) -> bool:
    few = len(chart.categories) <= _FEW and chart.shape is not Shape.CONTROL
    return few and has_values(chart) and not _is_moment(chart)


def _is_moment(chart: Chart) -> bool:
    """A line of one point, which no axis explains better than its number."""
    return chart.shape is Shape.LINES and len(chart.categories) == 1 and has_values(chart)


def _chart(chart: Chart, setter: Typesetter, words: Words, chart_mm: float) -> list[Flowable]:
    if _is_moment(chart):
        return moment_notes(chart, setter, words)
    return [_drawn(chart, setter, words, chart_mm)]


def _drawn(chart: Chart, setter: Typesetter, words: Words, chart_mm: float) -> Drawn:
    samples = words.say("samples", n=f"{chart.samples:,}") if chart.samples is not None else ""
    return Drawn(chart, setter, words.say("empty"), samples, chart_mm)


def definitions_of(definitions: Sequence[Definition], setter: Typesetter, words: Words) -> list[Flowable]:
    """What the figures mean and how they are counted; nothing where nothing is defined."""
    return list(_definitions(definitions, setter, words)) if definitions else []


def _definitions(definitions: Sequence[Definition], setter: Typesetter, words: Words) -> Iterator[Flowable]:
    yield CondPageBreak(_ROOM_MM * MM)
    yield Spacer(0, 4 * MM)
    yield Note(words.say("definitions"), setter, TITLE)
    for one in definitions:
        yield Note(words.say("definition", title=one.title, meaning=one.meaning), setter, BODY)
