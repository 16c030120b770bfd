"""Tables of an analysis: one line per row, numbers right-aligned with the unit in the header.

Drawn directly: reportlab's own table measures every cell with every style and takes five times as long for
the hundreds of rows an analysis has.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable

from station.model.analysis_page import Column, Table
from station.reports.charts.look import NAME, TEXT, TITLE
from station.reports.charts.words import Words
from station.reports.drawing import draw_line, draw_lines
from station.reports.sheet import INK, LINE, MM, MUTED, ZEBRA
from station.reports.typesetter import Style, Typesetter, printable

_ROW, _HEAD, _TITLE = 4.6 * MM, 6.0 * MM, 7.5 * MM
_PAD = 1.6 * MM
_TEXT = Style(8, INK)
_BASE = 1.5 * MM


class TableRows(Flowable):
    """Rows under their header; a page end may come between two rows, the header is repeated."""

    def __init__(
        self,
        table: Table,
        rows: Sequence[Sequence[str]],
        setter: Typesetter,
        widths: Sequence[float] = (),
        *,
        first: bool = True,
    ) -> None:
        super().__init__()
        self._table, self._rows, self._setter = table, rows, setter
        self._widths, self._first = widths, first

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """The full width and every row."""
        self._widths = self._widths or _column_widths(self._table.columns, self._rows, self._setter, width)
        self.width = width
        self.height = self._above() + len(self._rows) * _ROW + 1 * MM
        return self.width, self.height

    def split(self, _width: float, height: float) -> list[Flowable]:
        """The rows that fit into ``height`` points, and the rest under a header of their own."""
        fits = int((height - self._above() - 1 * MM) / _ROW)
        if fits < min(3, len(self._rows)):
            return []
        upper = TableRows(self._table, self._rows[:fits], self._setter, self._widths, first=self._first)
        lower = TableRows(self._table, self._rows[fits:], self._setter, self._widths, first=False)
        return [upper, lower]

    def draw(self) -> None:
        """Draw title, header and rows from the top down."""
        canvas, top = self.canv, self.height
        if self._first and self._table.title:
            draw_line(
                canvas, 0, top - 5 * MM, self._setter.fitted(self._table.title, TITLE, self.width), TITLE
            )
            top -= _TITLE
        titles = [_header(one) for one in self._table.columns]
        self._draw_cells(titles, top - _HEAD, NAME)
        canvas.setStrokeColor(HexColor(MUTED))
        canvas.setLineWidth(0.7)
        canvas.line(0, top - _HEAD, self.width, top - _HEAD)
        self._draw_rows(top - _HEAD)

    def _draw_rows(self, top: float) -> None:
        canvas = self.canv
        canvas.setFillColor(HexColor(ZEBRA))
        for place in range(1, len(self._rows), 2):
            canvas.rect(0, top - (place + 1) * _ROW, self.width, _ROW, stroke=0, fill=1)
        for place, row in enumerate(self._rows, 1):
            self._draw_cells(row, top - place * _ROW, _TEXT)
        canvas.setStrokeColor(HexColor(LINE))
        canvas.setLineWidth(0.5)
        canvas.line(0, top - len(self._rows) * _ROW, self.width, top - len(self._rows) * _ROW)

    def _draw_cells(self, cells: Sequence[str], bottom: float, style: Style) -> None:
        x = 0.0
        for cell, column, width in zip(cells, self._table.columns, self._widths, strict=True):
            line = self._setter.fitted(cell, style, width - 2 * _PAD)
            inside = width - _PAD - self._setter.width(line, style) if column.numeric else _PAD
            draw_line(self.canv, x + inside, bottom + _BASE, line, style)
            x += width

    def _above(self) -> float:
        return _HEAD + (_TITLE if self._first and self._table.title else 0)


class Note(Flowable):
    """Small running text under a table, and the sheet of definitions."""

    def __init__(self, text: str, setter: Typesetter, style: Style = TEXT) -> None:
        super().__init__()
        self._text, self._setter, self._style = text, setter, style

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """The full width, as many lines as it takes."""
        self._lines = self._setter.lines(self._text, self._style, width)
        self.width, self.height = width, len(self._lines) * self._style.line + 1 * MM
        return self.width, self.height

    def draw(self) -> None:
        """Draw the lines."""
        draw_lines(self.canv, 0, self.height, self._lines, self._style)


def table_rows(table: Table, setter: Typesetter, words: Words) -> list[Flowable]:
    """The table, and its note below."""
    rows = [
        [printable(words.cell(cell, column)) for cell, column in zip(row, table.columns, strict=True)]
        for row in table.rows
    ]
    note = [Note(table.note, setter)] if table.note else []
    return [TableRows(table, rows, setter), *note]


def _column_widths(
    columns: Sequence[Column], rows: Sequence[Sequence[str]], setter: Typesetter, width: float
) -> list[float]:
    """What each column asks for. All gain alike; where room is short only the columns of text give way."""
    asked = [
        max(setter.width(_header(column), NAME), *(setter.width(row[n], _TEXT) for row in rows), 0.0)
        + 2 * _PAD
        for n, column in enumerate(columns)
    ]
    numbers = sum(one for one, column in zip(asked, columns, strict=True) if column.numeric)
    texts = sum(asked) - numbers
    if sum(asked) <= width or numbers >= width or not texts:
        return [one * width / sum(asked) for one in asked]
    share = (width - numbers) / texts
    return [one if column.numeric else one * share for one, column in zip(asked, columns, strict=True)]


def _header(column: Column) -> str:
    return f"{column.title} ({column.unit})" if column.unit else column.title
