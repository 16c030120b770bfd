"""Brand, title of the document, record number and time of sealing; what a reader has to know first."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

from reportlab.lib.colors import HexColor
from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable, Spacer

from station.reports.content import State
from station.reports.drawing import draw_line, draw_lines, draw_mark
from station.reports.part import Part, Words
from station.reports.sheet import INK, INK_OF, LINE, MM, MUTED, PAPER, SMALL, TINT_OF, Sheet
from station.reports.typesetter import Style

_BRAND = Style(17, INK, bold=True)
_BRAND_LINE = Style(8, MUTED)
_TITLE = Style(24, INK, bold=True)
_VALUE = Style(11, INK, bold=True)
_BANNER = Style(10, INK_OF[State.BAD], bold=True)

NEEDS = object
"""Any content will do."""


class Options(Part):
    """``title`` is printed large."""

    title: Words


def flowables(sheet: Sheet, options: Options) -> list[Flowable]:
    """The head of the document, the banner of a practice record, and how the record stands."""
    parts: list[Flowable] = [_Head(sheet, sheet.words(options.title, "header · title"))]
    if sheet.imprint.practice:
        parts += [_Banner(sheet), Spacer(0, 2 * MM)]
    for state, words in sheet.imprint.notices:
        parts += [Spacer(0, 2 * MM), _Notice(sheet, state, words)]
    return parts


_SMALLEST_TITLE = 12.0


class _Head(Flowable):
    """Brand and title at the left, the reference at the right; one below the other where it is narrow."""

    def __init__(self, sheet: Sheet, title: str) -> None:
        super().__init__()
        imprint, self._sheet = sheet.imprint, sheet
        self._title_style = replace(_TITLE, size=15) if sheet.is_narrow else _TITLE
        self._right = [
            (imprint.reference_title, SMALL),
            (imprint.reference, _VALUE),
            (imprint.reference_note, SMALL),
        ]
        widest = max(sheet.setter.width(text, style) for text, style in self._right)
        room = max(sheet.width - (0 if sheet.is_narrow else widest + 6 * MM), 40 * MM)
        self._title_style = sheet.setter.shrunk(title, self._title_style, room, _SMALLEST_TITLE)
        self._title = sheet.setter.fitted(title, self._title_style, room)
        self.width, self.height = sheet.width, (40 if sheet.is_narrow else 26) * MM

    def draw(self) -> None:
        canvas, below = self.canv, 14.5 * MM if self._sheet.is_narrow else 0
        self._draw_brand(17.8 * MM + below)
        draw_line(canvas, 0, 4.6 * MM + below, self._title, self._title_style)
        for (text, style), y in zip(self._right, (12.6, 7.6, 3.6), strict=True):
            width = self._sheet.setter.width(text, style)
            x = 0 if self._sheet.is_narrow else self.width - width
            draw_line(canvas, x, (y - (0.6 if below else 0)) * MM, text, style)
        canvas.setStrokeColor(HexColor(LINE))
        canvas.setLineWidth(0.6)
        canvas.line(0, 0, self.width, 0)

    def _draw_brand(self, y: float) -> None:
        logo = self._sheet.logo
        if logo is None:
            self._draw_own_brand(y)
            return
        height = min(self._sheet.logo_height, 20 * MM)
        width = min(height * logo.width / logo.height, self.width * 0.6)
        height = width * logo.height / logo.width
        top = y + 8 * MM
        self.canv.drawImage(ImageReader(BytesIO(logo.data)), 0, max(top - height, y - 4 * MM), width, height)

    def _draw_own_brand(self, y: float) -> None:
        canvas, side, say = self.canv, 8 * MM, self._sheet.say
        canvas.setFillColor(HexColor(self._sheet.accent))
        canvas.roundRect(0, y, side, side, 1.8 * MM, stroke=0, fill=1)
        canvas.setStrokeColor(HexColor(PAPER))
        canvas.setLineWidth(1.1 * MM)
        canvas.setLineCap(1)
        canvas.setLineJoin(1)
        tick = ((2.1, 4.0, 3.5, 2.6), (3.5, 2.6, 6.0, 5.4))
        canvas.lines([(x1 * MM, y + y1 * MM, x2 * MM, y + y2 * MM) for x1, y1, x2, y2 in tick])
        brand = say("brand.name")
        draw_line(canvas, side + 2.6 * MM, y + 1.9 * MM, brand, _BRAND)
        line_x = side + 2.6 * MM + self._sheet.setter.width(brand, _BRAND) + 2.6 * MM
        draw_line(canvas, line_x, y + 2.1 * MM, say("brand.line"), _BRAND_LINE)


class _Banner(Flowable):
    def __init__(self, sheet: Sheet) -> None:
        super().__init__()
        self.width, self.height = sheet.width, 11 * MM
        self._text = f"{sheet.say('practice.mark')}   {sheet.say('practice.banner')}"
        self._x = (self.width - sheet.setter.width(self._text, _BANNER)) / 2

    def draw(self) -> None:
        canvas = self.canv
        canvas.setFillColor(HexColor(TINT_OF[State.BAD]))
        canvas.setStrokeColor(HexColor(INK_OF[State.BAD]))
        canvas.setLineWidth(0.8)
        canvas.roundRect(0, 0, self.width, 8 * MM, 1.5 * MM, stroke=1, fill=1)
        draw_line(canvas, self._x, 2.75 * MM, self._text, _BANNER)


class _Notice(Flowable):
    """One sentence about the record's standing in its state's colour, with its shape."""

    def __init__(self, sheet: Sheet, state: State, words: str) -> None:
        super().__init__()
        self._state, self._style = state, Style(9.5, INK_OF[state], bold=True)
        self._left = 9 * MM
        self._lines = sheet.setter.lines(words, self._style, sheet.width - self._left - 4 * MM)
        self.width = sheet.width
        self.height = len(self._lines) * self._style.line + 4.4 * MM

    def draw(self) -> None:
        canvas = self.canv
        canvas.setFillColor(HexColor(TINT_OF[self._state]))
        canvas.setStrokeColor(HexColor(INK_OF[self._state]))
        canvas.setLineWidth(0.8)
        canvas.roundRect(0, 0, self.width, self.height, 1.5 * MM, stroke=1, fill=1)
        draw_mark(canvas, self._state, 3 * MM, self.height - 6.3 * MM, 3.6 * MM)
        draw_lines(canvas, self._left, self.height - 2.2 * MM, self._lines, self._style)
