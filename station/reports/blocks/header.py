"""Brand, title of the document, record number and time of sealing; what a reader has to know first."""

from __future__ import annotations

from reportlab.lib.colors import HexColor
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


class _Head(Flowable):
    def __init__(self, sheet: Sheet, title: str) -> None:
        super().__init__()
        say, setter = sheet.say, sheet.setter
        self.width, self.height = sheet.width, 26 * MM
        self._title = title
        self._accent = sheet.accent
        self._brand = say("brand.name")
        self._brand_line = say("brand.line")
        self._right = [
            (sheet.imprint.reference_title, SMALL),
            (sheet.imprint.reference, _VALUE),
            (sheet.imprint.reference_note, SMALL),
        ]
        for text, style in [
            *self._right,
            (title, _TITLE),
            (self._brand, _BRAND),
            (self._brand_line, _BRAND_LINE),
        ]:
            setter.width(text, style)
        self._right_x = [self.width - setter.width(text, style) for text, style in self._right]

    def draw(self) -> None:
        self._draw_brand()
        draw_line(self.canv, 0, 4.6 * MM, self._title, _TITLE)
        for (text, style), x, y in zip(self._right, self._right_x, (12.6, 7.6, 3.6), strict=True):
            draw_line(self.canv, x, y * MM, text, style)
        self.canv.setStrokeColor(HexColor(LINE))
        self.canv.setLineWidth(0.6)
        self.canv.line(0, 0, self.width, 0)

    def _draw_brand(self) -> None:
        canvas, side, y = self.canv, 8 * MM, 17.8 * MM
        canvas.setFillColor(HexColor(self._accent))
        canvas.roundRect(0, y, side, side, 1.8 * MM, stroke=0, fill=1)
        canvas.setStrokeColor(HexColor(PAPER))
        canvas.setLineWidth(1.1 * MM)
        canvas.setLineCap(1)
        canvas.setLineJoin(1)
        canvas.lines(
            [
                (2.1 * MM, y + 4.0 * MM, 3.5 * MM, y + 2.6 * MM),
                (3.5 * MM, y + 2.6 * MM, 6.0 * MM, y + 5.4 * MM),
            ]
        )
        draw_line(canvas, side + 2.6 * MM, y + 1.9 * MM, self._brand, _BRAND)
        draw_line(canvas, side + 17 * MM, y + 2.1 * MM, self._brand_line, _BRAND_LINE)


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
