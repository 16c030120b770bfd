"""Pages of analysis as a workbook: a sheet for each page, and one of definitions.

Numbers are numbers, shown with the places of their column. There are no formulas, and a text that a
spreadsheet program could take for one is marked as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING

from station.model.analysis_page import AnalysisPage, Cell, Column, Table, Tile
from station.model.charts import Chart, Series
from station.texts import Lang, text

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_LONGEST, _LONGEST_TITLE = 32_000, 31
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\']")
_FORMULA_SIGNS = "=+-@\t\r"
_WIDTH = 24
_SHOWN_DECIMALS = 2

_Line = tuple[Sequence[Cell], Sequence[int | None]]
"""Cells, and for each number how many places are shown."""


def workbook_of(pages: Sequence[AnalysisPage], lang: Lang) -> bytes:
    """The pages as an .xlsx file, with what every figure on them means, where one is defined."""
    from openpyxl import Workbook

    workbook = Workbook()
    first = workbook.worksheets[0]
    for number, page in enumerate(pages):
        sheet = first if number == 0 else workbook.create_sheet()
        sheet.title = _title(page.title, workbook.sheetnames)
        _fill(sheet, _page_lines(page, lang))
    if any(page.definitions for page in pages):
        sheet = workbook.create_sheet(_title(text(lang, "figures.sheet.definitions"), workbook.sheetnames))
        _fill(sheet, _definition_lines(pages, lang))
    content = BytesIO()
    workbook.save(content)
    return content.getvalue()


def _page_lines(page: AnalysisPage, lang: Lang) -> Iterator[_Line]:
    yield _plain(page.title)
    yield _plain(page.covers)
    yield _plain()
    if page.tiles:
        yield _plain(*(text(lang, f"figures.sheet.{one}") for one in _TILE_COLUMNS))
        yield from (_tile_line(tile) for tile in page.tiles)
        yield _plain()
    for part in page.parts:
        yield _plain(part.title)
        yield from _table_lines(part) if isinstance(part, Table) else _chart_lines(part, lang)
        yield from (_plain(part.note),) if part.note else ()
        yield _plain()


_TILE_COLUMNS = ("figure", "value", "unit", "samples", "low", "high", "target", "before")


def _tile_line(tile: Tile) -> _Line:
    shown = tile.decimals
    cells = (tile.title, tile.value, tile.unit, tile.samples, tile.low, tile.high, tile.target, tile.before)
    return cells, (None, shown, None, 0, shown, shown, shown, shown)


def _table_lines(table: Table) -> Iterator[_Line]:
    yield _plain(*(_heading(column) for column in table.columns))
    places = [column.decimals if column.numeric else None for column in table.columns]
    yield from ((row, places) for row in table.rows)


def _heading(column: Column) -> str:
    return f"{column.title} ({column.unit})" if column.unit else column.title


def _chart_lines(chart: Chart, lang: Lang) -> Iterator[_Line]:
    columns = [column for one in chart.series for column in _columns(one, lang)]
    columns += [(line.name, line.values) for line in chart.lines]
    unit = f" ({chart.unit})" if chart.unit else ""
    yield _plain(chart.category_title, *(f"{title}{unit}" for title, _ in columns))
    for place, category in enumerate(chart.categories):
        values = [values[place] if place < len(values) else None for _, values in columns]
        yield (category, *values), (None, *(_SHOWN_DECIMALS for _ in values))


def _columns(series: Series, lang: Lang) -> Iterator[tuple[str, Sequence[float | None]]]:
    yield series.name, series.values
    for end, values in (("low", series.low), ("high", series.high)):
        if values:
            yield text(lang, f"figures.sheet.{end}_of", name=series.name), values


def _definition_lines(pages: Sequence[AnalysisPage], lang: Lang) -> Iterator[_Line]:
    yield _plain(text(lang, "figures.sheet.figure"), text(lang, "figures.sheet.meaning"))
    known = dict.fromkeys(one for page in pages for one in page.definitions)
    yield from (_plain(one.title, one.meaning) for one in known)
    yield _plain(text(lang, "figures.sheet.intervals"), text(lang, "figures.sheet.intervals_meaning"))


def _plain(*texts: str) -> _Line:
    return texts, [None] * len(texts)


def _fill(sheet: Worksheet, lines: Iterator[_Line]) -> None:
    from openpyxl.utils import get_column_letter

    for number, (cells, places) in enumerate(lines, start=1):
        for column, (value, shown) in enumerate(zip(cells, places, strict=True), start=1):
            if value is not None and value != "":
                _put(sheet, number, column, value, shown)
    for letter in (get_column_letter(one) for one in range(1, sheet.max_column + 1)):
        sheet.column_dimensions[letter].width = _WIDTH


def _put(sheet: Worksheet, row: int, column: int, value: Cell, shown: int | None) -> None:
    cell = sheet.cell(row, column)
    if not isinstance(value, str):
        cell.value = float(value) if isinstance(value, Decimal) else value
        cell.number_format = _format(shown or 0)
        return
    plain = _NOT_IN_XML.sub(" ", value)[:_LONGEST]
    cell.value = plain
    cell.data_type = "s"  # a text that begins like a formula stays a text
    if plain[0] in _FORMULA_SIGNS:
        cell.quotePrefix = True


def _format(places: int) -> str:
    return f"#,##0.{'0' * places}" if places else "#,##0"


def _title(title: str, taken: Sequence[str]) -> str:
    """A title of a sheet that no other one has."""
    plain = _NOT_IN_TITLES.sub(" ", title).strip()[:_LONGEST_TITLE] or "-"
    return plain if plain not in taken else f"{plain[: _LONGEST_TITLE - 4]} {len(taken)}"
