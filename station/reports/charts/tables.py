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

from station.model.analysis_page import Table
from station.reports.charts.look import TEXT, TITLE
from station.reports.charts.widths import Laid, header, laid_out
from station.reports.charts.words import Words
from station.reports.drawing import draw_line, draw_lines
from station.reports.sheet import LINE, MM, MUTED, ZEBRA
from station.reports.typesetter import Style, Typesetter, printable

_ROW, _HEAD, _TITLE = 4.6 * MM, 6.0 * MM, 7.5 * MM
_BASE = 1.5 * MM
_BELOW = 1 * MM
_FEWEST, _LEAST, _MOST_LINES = 3, 40 * MM, 40


@dataclass(frozen=True, slots=True)
class _Row:
    """A row's lines, per cell, and how high it is in points."""

    cells: tuple[tuple[str, ...], ...]
    height: float


class TableRows(Flowable):
    """Rows under their header; a page end may come between two rows, the header is repeated."""

    def __init__(
        self, table: Table, rows: Sequence[_Row], laid: Laid, setter: Typesetter, *, first: bool
    ) -> None:
        super().__init__()
        self._table, self._rows, self._laid = table, rows, laid
        self._setter, self._first = setter, first
        self._heads = _on_the_rule(
            _row([header(one) for one in table.columns], laid, laid.head, setter, _HEAD)
        )
        self.width = sum(laid.widths)
        self.height = self._above() + sum(row.height for row in rows) + _BELOW

    def split(self, _width: float, height: float) -> list[Flowable]:
        """The rows that fit into ``height`` points, and the rest under a header of their own."""
        room = height - self._above() - _BELOW
        ends = [end for end in accumulate(row.height for row in self._rows) if end <= room]
        fits = len(ends)
        if not ends or (fits < min(_FEWEST, len(self._rows)) and ends[-1] < _LEAST):
            return []
        parts = (self._rows[:fits], self._first), (self._rows[fits:], False)
        return [TableRows(self._table, rows, self._laid, self._setter, first=first) for rows, first in parts]

    def draw(self) -> None:
        """Draw title, header and rows from the top down."""
        canvas, top = self.canv, self.height
        if self._has_title:
            title = self._setter.fitted(self._table.title, TITLE, self.width)
            draw_line(canvas, 0, top - 5 * MM, title, TITLE)
        bottom = top - self._above()
        self._draw_cells(self._heads, bottom + self._heads.height, self._laid.head, _HEAD)
        self._draw_rule(bottom, MUTED, 0.7)
        self._draw_rows(bottom)

    def _draw_rows(self, top: float) -> None:
        canvas = self.canv
        for place, row in enumerate(self._rows):
            if place % 2:
                canvas.setFillColor(HexColor(ZEBRA))
                canvas.rect(0, top - row.height, self.width, row.height, stroke=0, fill=1)
            self._draw_cells(row, top, self._laid.text, _ROW)
            top -= row.height
        self._draw_rule(top, LINE, 0.5)

    def _draw_rule(self, y: float, colour: str, width: float) -> None:
        self.canv.setStrokeColor(HexColor(colour))
        self.canv.setLineWidth(width)
        self.canv.line(0, y, self.width, y)

    def _draw_cells(self, row: _Row, top: float, style: Style, height: float) -> None:
        x, pad = 0.0, self._laid.pad
        for lines, column, width in zip(row.cells, self._table.columns, self._laid.widths, strict=True):
            for number, line in enumerate(lines):
                inside = width - pad - self._setter.width(line, style) if column.numeric else pad
                draw_line(self.canv, x + inside, top - height + _BASE - number * style.line, line, style)
            x += width

    def _above(self) -> float:
        return self._heads.height + (_TITLE if self._has_title else 0)

    @property
    def _has_title(self) -> bool:
        return self._first and bool(self._table.title)


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
    """The table, ``width`` points wide, and its note below; one without rows says that in a line."""
    if not table.rows:
        said = " ".join(part for part in (words.say("no_rows"), table.note) if part)
        return [Note(table.title, setter, TITLE), Note(said, setter)]
    texts = [
        [printable(words.cell(cell, column)) for cell, column in zip(row, table.columns, strict=True)]
        for row in table.rows
    ]
    laid = laid_out(table.columns, texts, setter, width)
    rows = [part for one in texts for part in _parts(_row(one, laid, laid.text, setter, _ROW), laid)]
    note = [Note(table.note, setter)] if table.note else []
    return [TableRows(table, rows, laid, setter, first=True), *note]


def _row(texts: Sequence[str], laid: Laid, style: Style, setter: Typesetter, height: float) -> _Row:
    """Texts on the lines their columns need, the row as high as the longest; ``height`` is one line's."""
    cells = tuple(
        tuple(_broken(text, style, width - 2 * laid.pad, setter))
        for text, width in zip(texts, laid.widths, strict=True)
    )
    return _Row(cells, height + (max(len(lines) for lines in cells) - 1) * style.line)


def _broken(text: str, style: Style, room: float, setter: Typesetter) -> Sequence[str]:
    """Most texts of a table fit, and breaking lines costs more than measuring one."""
    fits = "\n" not in text and setter.width(text, style) <= room
    return (text,) if fits else setter.lines(text, style, room)


def _on_the_rule(heads: _Row) -> _Row:
    """The same with every title's last line on the lowest."""
    most = max(len(lines) for lines in heads.cells)
    return _Row(tuple(("",) * (most - len(lines)) + lines for lines in heads.cells), heads.height)


def _parts(row: _Row, laid: Laid) -> Iterator[_Row]:
    """One row, or several where its texts are longer than any page."""
    longest = max(len(lines) for lines in row.cells)
    if longest <= _MOST_LINES:
        yield row
        return
    for start in range(0, longest, _MOST_LINES):
        cells = tuple(lines[start : start + _MOST_LINES] for lines in row.cells)
        yield _Row(cells, _ROW + (max(len(lines) for lines in cells) - 1) * laid.text.line)
