"""Flowables and shapes that blocks are made of."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfbase import pdfmetrics
from reportlab.platypus import CondPageBreak, Flowable, Spacer, Table

from station.reports.content import State
from station.reports.faces import BOLD, REGULAR
from station.reports.sheet import HEADING, INK, INK_OF, LINE, MM, MUTED, PAPER, SMALL, ZEBRA, Sheet
from station.reports.typesetter import Style

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_MACRON = "\u0304"

Command = Any
"""A style command of reportlab's tables: name, first cell, last cell, values."""


def draw_line(canvas: Canvas, x: float, y: float, line: str, style: Style) -> None:
    """Draw one line of text with its baseline at ``y``."""
    canvas.setFillColor(_colour(style.colour))
    canvas.setFont(style.face, style.size)
    canvas.drawString(x, y, line.replace(_MACRON, "") if _MACRON in line else line)
    if _MACRON in line:
        _draw_bars(canvas, x, y, line, style)


def _draw_bars(canvas: Canvas, x: float, y: float, line: str, style: Style) -> None:
    """The bar over a mean (X̄), which the typeface knows only as a mark beside its letter."""
    canvas.setStrokeColor(_colour(style.colour))
    canvas.setLineWidth(style.size * 0.07)
    y, inside, before = y + style.size * 0.84, style.size * 0.05, ""
    for part in line.split(_MACRON)[:-1]:
        before += part
        start, end = (pdfmetrics.stringWidth(one, style.face, style.size) for one in (before[:-1], before))
        canvas.line(x + start + inside, y, x + end - inside, y)


@lru_cache(256)
def _colour(code: str) -> Color:
    return HexColor(code)


def draw_lines(canvas: Canvas, x: float, top: float, lines: Sequence[str], style: Style) -> float:
    """Draw lines downwards from ``top`` and return where they end."""
    for line in lines:
        draw_line(canvas, x, top - style.line * 0.5 - style.size * 0.36, line, style)
        top -= style.line
    return top


def draw_mark(canvas: Canvas, state: State, x: float, y: float, size: float) -> None:
    """Draw the shape of a state in a square with its lower left corner at ``x``, ``y``.

    Tick in a disc, triangle, cross in a square, hollow ring with a bar: told apart without colour.
    """
    canvas.saveState()
    canvas.translate(x, y)
    canvas.scale(size, size)
    canvas.setFillColor(HexColor(INK_OF[state]))
    canvas.setStrokeColor(HexColor(INK_OF[state]))
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    _SHAPES[state](canvas)
    canvas.restoreState()


def _white_strokes(canvas: Canvas, *points: tuple[float, float, float, float]) -> None:
    canvas.setStrokeColor(HexColor(PAPER))
    canvas.setLineWidth(0.12)
    canvas.lines(list(points))


def _tick(canvas: Canvas) -> None:
    canvas.circle(0.5, 0.5, 0.5, stroke=0, fill=1)
    _white_strokes(canvas, (0.27, 0.5, 0.44, 0.33), (0.44, 0.33, 0.74, 0.66))


def _triangle(canvas: Canvas) -> None:
    path = canvas.beginPath()
    path.moveTo(0.5, 0.94)
    path.lineTo(0.98, 0.08)
    path.lineTo(0.02, 0.08)
    path.close()
    canvas.setLineWidth(0.08)
    canvas.drawPath(path, stroke=1, fill=1)
    _white_strokes(canvas, (0.5, 0.64, 0.5, 0.4), (0.5, 0.22, 0.5, 0.21))


def _cross(canvas: Canvas) -> None:
    canvas.roundRect(0.02, 0.02, 0.96, 0.96, 0.16, stroke=0, fill=1)
    _white_strokes(canvas, (0.3, 0.3, 0.7, 0.7), (0.3, 0.7, 0.7, 0.3))


def _ring(canvas: Canvas) -> None:
    canvas.setLineWidth(0.12)
    canvas.circle(0.5, 0.5, 0.42, stroke=1, fill=0)
    canvas.line(0.3, 0.5, 0.7, 0.5)


_SHAPES = {State.OK: _tick, State.ATTENTION: _triangle, State.BAD: _cross, State.UNKNOWN: _ring}


class Heading(Flowable):
    """A section heading that also stands in the document's outline."""

    def __init__(self, title: str, note: str, sheet: Sheet) -> None:
        super().__init__()
        self._title = title
        self._note = note
        self._setter = sheet.setter
        self._accent = sheet.accent
        self._in_outline = sheet.bookmarks
        self._note_x = sheet.setter.width(title, HEADING) + 5 * MM

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Full width, one line and the distance to what follows."""
        self._width = width
        self._fitted = self._setter.fitted(self._note, SMALL, width - self._note_x)
        return width, 8.5 * MM

    def draw(self) -> None:
        """Draw the accent bar, the title, and the note behind it."""
        canvas = self.canv
        if self._in_outline:
            key = f"section-{canvas.getPageNumber()}-{self._title}"
            canvas.bookmarkPage(key)
            canvas.addOutlineEntry(self._title, key, 0, closed=True)
        canvas.setFillColor(HexColor(self._accent))
        canvas.roundRect(0, 2.6 * MM, 1.1 * MM, 4.4 * MM, 0.5 * MM, stroke=0, fill=1)
        draw_line(canvas, 3.2 * MM, 3.4 * MM, self._title, HEADING)
        draw_line(canvas, self._note_x, 3.4 * MM, self._fitted, SMALL)


class Prose(Flowable):
    """Lines of running text over the full width; a page end may come between two lines."""

    def __init__(self, lines: Sequence[str], style: Style, width: float) -> None:
        super().__init__()
        self._lines = lines
        self._style = style
        self.width, self.height = width, len(lines) * style.line

    def split(self, _width: float, height: float) -> list[Flowable]:
        """The lines that fit into ``height`` points, and the rest."""
        fits = int(height / self._style.line)
        if not fits:
            return []
        parts = (self._lines[:fits], self._lines[fits:])
        return [Prose(lines, self._style, self.width) for lines in parts]

    def draw(self) -> None:
        """Draw the lines."""
        draw_lines(self.canv, 0, self.height, self._lines, self._style)


def prose(sheet: Sheet, text: str, style: Style) -> Prose:
    """Running text over the full width."""
    return Prose(sheet.setter.lines(text, style, sheet.width), style, sheet.width)


def section(
    sheet: Sheet, title: str, body: Sequence[Flowable], *, room_mm: float, note: str = ""
) -> list[Flowable]:
    """A heading with its body; the heading goes to the next page when ``room_mm`` does not follow it here."""
    return [CondPageBreak(room_mm * MM), Spacer(0, 3.5 * MM), Heading(title, note, sheet), *body]


_MOST_TOGETHER = 24
"""Lines of a group of rows that no page end may divide; a longer one would leave too much of a page empty."""
_CELL = Style(8.5, INK, leading=11.6)
_HEAD = Style(9, MUTED, bold=True)
_CELL_PAD = 5.0
_MOST_LINES = 40


def rows_of(sheet: Sheet, texts: Sequence[str], widths: Sequence[float]) -> list[list[str]]:
    """A table row with its texts broken for their columns (widths in points).

    A row cannot be split by a page end, so what would not fit on any page goes on in further rows.
    """
    cells = [
        sheet.setter.lines(text, _CELL, width - 2 * _CELL_PAD)
        for text, width in zip(texts, widths, strict=True)
    ]
    starts = range(0, max(len(lines) for lines in cells), _MOST_LINES)
    return [["\n".join(lines[start : start + _MOST_LINES]) for lines in cells] for start in starts]


def together(rows: Sequence[Sequence[str]], first: int) -> list[Command]:
    """Keep the rows from ``first`` to the last on one page, where they are few enough."""
    lines = sum(max(cell.count("\n") + 1 for cell in row) for row in rows[first:])
    return [("NOSPLIT", (0, first), (-1, len(rows) - 1))] if lines <= _MOST_TOGETHER else []


def head(sheet: Sheet, titles: Sequence[str]) -> list[str]:
    """Column titles; they must fit on one line."""
    for title in titles:
        sheet.setter.width(title, _HEAD)
    return list(titles)


def table(
    rows: Sequence[Sequence[str | Flowable]],
    widths: Sequence[float],
    commands: Sequence[Command] = (),
    *,
    header: bool = True,
    zebra: bool = True,
) -> Table:
    """A table of ready-broken strings and drawings: hairlines, zebra, header repeated on every page."""
    look: list[Command] = [
        ("FONT", (0, 0), (-1, -1), REGULAR, _CELL.size, _CELL.leading),
        ("TEXTCOLOR", (0, 0), (-1, -1), HexColor(INK)),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 1.8),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3.1),
        ("LEFTPADDING", (0, 0), (-1, -1), _CELL_PAD),
        ("RIGHTPADDING", (0, 0), (-1, -1), _CELL_PAD),
    ]
    if header:
        look += [
            ("ROWBACKGROUNDS", (0, 1), (-1, -1), [None, HexColor(ZEBRA) if zebra else None]),
            ("FONT", (0, 0), (-1, 0), BOLD, 7.5, 10.5),
            ("TEXTCOLOR", (0, 0), (-1, 0), HexColor(MUTED)),
            ("LINEBELOW", (0, 0), (-1, 0), 0.8, HexColor(MUTED)),
            ("LINEBELOW", (0, -1), (-1, -1), 0.5, HexColor(LINE)),
        ]
    return Table(
        [list(row) for row in rows],
        colWidths=list(widths),
        repeatRows=1 if header else 0,
        style=[*look, *commands],
    )
