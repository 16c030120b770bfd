"""Tiles, charts and tables of an analysis, as the screen shows them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Annotated

from pydantic import Field
from reportlab.platypus import CondPageBreak, Flowable, PageBreak, Spacer

from station.model.analysis_page import AnalysisPage, AnalysisPages
from station.reports.charts.beside import Beside
from station.reports.charts.drawing import Drawn
from station.reports.charts.page import CHART_MM, story_of
from station.reports.charts.tables import TableRows
from station.reports.charts.words import Words
from station.reports.drawing import Heading
from station.reports.part import Part
from station.reports.sheet import MM, Sheet

NEEDS = AnalysisPages

_HEADING, _FIRST_ROWS = 14 * MM, 30 * MM
_ANY = 10_000.0
"""More height than any part takes."""


class Options(Part):
    """``page`` names one page; without it all are printed. ``parts`` names what of it, without it everything.

    ``heading`` prints the page's title, which also stands in the document's outline; ``new_page`` begins
    every page of analysis on a sheet of its own. Charts are ``chart_mm`` high.
    """

    page: str = ""
    parts: tuple[str, ...] = ()
    tiles: bool = True
    heading: bool = True
    new_page: bool = False
    chart_mm: Annotated[float, Field(ge=35, le=200)] = CHART_MM


def flowables(sheet: Sheet, options: Options) -> list[Flowable]:
    """The pages in order; one that the paper does not have is left out."""
    return [part for page in _pages(sheet, options) for part in _printed(sheet, options, page)]


def _pages(sheet: Sheet, options: Options) -> Iterator[AnalysisPage]:
    pages = sheet.of(AnalysisPages)
    if not options.page:
        yield from pages.pages
    elif (found := pages.page(options.page)) is not None:
        yield found


def _printed(sheet: Sheet, options: Options, page: AnalysisPage) -> Iterator[Flowable]:
    if options.new_page:
        yield PageBreak()
    chosen = tuple(one for one in page.parts if not options.parts or one.key in options.parts)
    shown = replace(page, parts=chosen, tiles=page.tiles if options.tiles else ())
    story = story_of(shown, sheet.setter, Words(sheet.lang), sheet.width, chart_mm=options.chart_mm)
    if options.heading:
        yield CondPageBreak(_beginning(story, sheet.width))
    yield Spacer(0, 4 * MM)
    if options.heading:
        yield Heading(page.title, page.covers, sheet)
    yield from story


def _beginning(story: Sequence[Flowable], width: float) -> float:
    """How high the heading is with the tiles and the first chart, or the first rows, below it; in points."""
    high = _HEADING
    for part in story:
        if isinstance(part, CondPageBreak | TableRows):
            return high + _FIRST_ROWS
        high += part.wrap(width, _ANY)[1]
        if isinstance(part, Drawn | Beside):
            break
    return high
