"""Tables of an analysis: numbers right-aligned with the unit in the header.

Drawn directly: reportlab's own table measures every cell with every style and takes five times as long for
the hundreds of rows an analysis has.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

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
_BELOW = 1 * MM
_FEWEST, _LEAST, _MOST_LINES = 3, 40 * MM, 40
_WIDEST = 0.5
"""The largest share of the width that a wrapped text asks for."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A row's lines, per cell."""

    cells: tuple[tuple[str, ...], ...]

    @property
    def height(self) -> float:
        return _ROW + (max(len(lines) for lines in self.cells) - 1) * _TEXT.line


class TableRows(Flowable):
    """Rows under their header; a page end may come between two rows, the header is repeated."""

    def __init__(
        self, table: Table, rows: Sequence[_Row], widths: Sequence[float], setter: Typesetter, *, first: bool
    ) -> None:
        super().__init__()
        self._table, self._rows, self._widths = table, rows, widths
        self._setter, self._first = setter, first
        self.width = sum(widths)
        self.height = self._above() + sum(row.height for row in rows) + _BELOW

    def split(self, _width: float, height: float) -> list[Flowable]:
        """The rows that fit into ``height`` points, and the rest under a header of their own."""
        room = height - self._above() - _BELOW
        ends = [end for end in accumulate(row.height for row in self._rows) if end <= room]
        fits = len(ends)
        if not ends or (fits < min(_FEWEST, len(self._rows)) and ends[-1] < _LEAST):
            return []
        parts = (self._rows[:fits], self._first), (self._rows[fits:], False)
        return [
            TableRows(self._table, rows, self._widths, self._setter, first=first) for rows, first in parts
        ]

    def draw(self) -> None:
        """Draw title, header and rows from the top down."""
        canvas, top = self.canv, self.height
        if self._above() > _HEAD:
            title = self._setter.fitted(self._table.title, TITLE, self.width)
            draw_line(canvas, 0, top - 5 * MM, title, TITLE)
        bottom = top - self._above()
        heads = tuple((self._fitted(_header(one), n),) for n, one in enumerate(self._table.columns))
        self._draw_cells(_Row(heads), bottom + _HEAD, NAME, _HEAD)
        self._draw_rule(bottom, MUTED, 0.7)
        self._draw_rows(bottom)

    def _fitted(self, title: str, column: int) -> str:
        return self._setter.fitted(title, NAME, self._widths[column] - 2 * _PAD)

    def _draw_rows(self, top: float) -> None:
        canvas = self.canv
        for place, row in enumerate(self._rows):
            if place % 2:
                canvas.setFillColor(HexColor(ZEBRA))
                canvas.rect(0, top - row.height, self.width, row.height, stroke=0, fill=1)
            self._draw_cells(row, top, _TEXT, _ROW)
            top -= row.height
        self._draw_rule(top, LINE, 0.5)

    def _draw_rule(self, y: float, colour: str, width: float) -> None:
        self.canv.setStrokeColor(HexColor(colour))
        self.canv.setLineWidth(width)
        self.canv.line(0, y, self.width, y)

    def _draw_cells(self, row: _Row, top: float, style: Style, height: float) -> None:
        x = 0.0
        for lines, column, width in zip(row.cells, self._table.columns, self._widths, strict=True):
            for number, line in enumerate(lines):
                inside = width - _PAD - self._setter.width(line, style) if column.numeric else _PAD
                draw_line(self.canv, x + inside, top - height + _BASE - number * style.line, line, style)
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


def table_rows(table: Table, setter: Typesetter, words: Words, width: float) -> list[Flowable]:
    """The table, ``width`` points wide, and its note below."""
    texts = [
        [printable(words.cell(cell, column)) for cell, column in zip(row, table.columns, strict=True)]
        for row in table.rows
    ]
    widths = _column_widths(table.columns, texts, setter, width)
    rows = [row for one in texts for row in _rows(one, table.columns, widths, setter)]
    note = [Note(table.note, setter)] if table.note else []
    return [TableRows(table, rows, widths, setter, first=True), *note]


def _rows(
    texts: Sequence[str], columns: Sequence[Column], widths: Sequence[float], setter: Typesetter
) -> Iterator[_Row]:
    """One row, or several where its texts are longer than any page."""
    cells = [
        setter.lines(text, _TEXT, width - 2 * _PAD)
        if column.wrapped
        else [setter.fitted(text, _TEXT, width - 2 * _PAD)]
        for text, column, width in zip(texts, columns, widths, strict=True)
    ]
    for start in range(0, max(len(lines) for lines in cells), _MOST_LINES):
        yield _Row(tuple(tuple(lines[start : start + _MOST_LINES]) for lines in cells))


def _column_widths(
    columns: Sequence[Column], rows: Sequence[Sequence[str]], setter: Typesetter, width: float
) -> list[float]:
    """What each column asks for. All gain alike; where room is short only the columns of text give way."""
    asked = [_asked(n, column, rows, setter, width) for n, column in enumerate(columns)]
    numbers = sum(one for one, column in zip(asked, columns, strict=True) if column.numeric)
    texts = sum(asked) - numbers
    if sum(asked) <= width or numbers >= width or not texts:
        return [one * width / sum(asked) for one in asked]
    share = (width - numbers) / texts
    return [one if column.numeric else one * share for one, column in zip(asked, columns, strict=True)]


def _asked(n: int, column: Column, rows: Sequence[Sequence[str]], setter: Typesetter, width: float) -> float:
    widest = max((setter.width(row[n], _TEXT) for row in rows), default=0.0)
    most = width * _WIDEST if column.wrapped else width
    return max(setter.width(_header(column), NAME), min(widest, most)) + 2 * _PAD


def _header(column: Column) -> str:
    return f"{column.title} ({column.unit})" if column.unit else column.title
