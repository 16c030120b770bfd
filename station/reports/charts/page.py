"""A page of analysis as a story: tiles, charts and tables in reading order, definitions at the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportlab.platypus import CondPageBreak, Flowable, Spacer

from station.model.analysis_page import AnalysisPage, Definition
from station.model.charts import Chart
from station.reports.charts.drawing import Drawn
from station.reports.charts.look import TITLE
from station.reports.charts.tables import Note, table_rows
from station.reports.charts.tiles import tile_rows
from station.reports.charts.words import Words
from station.reports.sheet import BODY, MM
from station.reports.typesetter import Typesetter

CHART_MM = 62.0
_ROOM_MM = 30.0


def story_of(
    page: AnalysisPage, setter: Typesetter, words: Words, width: float, *, chart_mm: float = CHART_MM
) -> list[Flowable]:
    """Everything on ``page`` but its heading, ``width`` points wide; charts are ``chart_mm`` high."""
    story = tile_rows(page.tiles, setter, words)
    for part in page.parts:
        story.append(Spacer(0, 3 * MM))
        if isinstance(part, Chart):
            samples = words.say("samples", n=f"{part.samples:,}") if part.samples is not None else ""
            story.append(Drawn(part, setter, words.say("empty"), samples, chart_mm))
        else:
            story += [CondPageBreak(_ROOM_MM * MM), *table_rows(part, setter, words, width)]
    return story


def definitions_of(definitions: Sequence[Definition], setter: Typesetter, words: Words) -> list[Flowable]:
    """What the figures mean and how they are counted; nothing where nothing is defined."""
    return list(_definitions(definitions, setter, words)) if definitions else []


def _definitions(definitions: Sequence[Definition], setter: Typesetter, words: Words) -> Iterator[Flowable]:
    yield CondPageBreak(_ROOM_MM * MM)
    yield Spacer(0, 4 * MM)
    yield Note(words.say("definitions"), setter, TITLE)
    for one in definitions:
        yield Note(words.say("definition", title=one.title, meaning=one.meaning), setter, BODY)
