"""The unit: what it is, its identity, and the circumstances of the inspection."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable, Spacer, Table

from station.reports.content import Labelled, ReportContent
from station.reports.drawing import Command, draw_line, table
from station.reports.part import Part
from station.reports.sheet import BODY, INK, MM, MUTED, SMALL, Sheet
from station.reports.typesetter import Style

_NAME = Style(18, INK, bold=True)
_DETAIL = Style(11, MUTED)
_LABEL_SHARE = 0.17
_GAP = 3 * MM

NEEDS = ReportContent


class Options(Part):
    """Nothing to choose."""


def flowables(sheet: Sheet, _options: Options) -> list[Flowable]:
    """The unit's name over two columns of labelled values."""
    return [Spacer(0, 3 * MM), _Name(sheet), _grid(sheet)]


class _Name(Flowable):
    def __init__(self, sheet: Sheet) -> None:
        super().__init__()
        self.width, self.height = sheet.width, 11 * MM
        self._style = replace(_NAME, size=13) if sheet.is_narrow else _NAME
        self._name = sheet.setter.fitted(sheet.content.title, self._style, self.width)
        self._x = sheet.setter.width(self._name, self._style) + 4 * MM
        self._detail = sheet.setter.fitted(sheet.content.subtitle, _DETAIL, max(self.width - self._x, 0))

    def draw(self) -> None:
        draw_line(self.canv, 0, 3.4 * MM, self._name, self._style)
        draw_line(self.canv, self._x, 3.4 * MM, self._detail, _DETAIL)


def _grid(sheet: Sheet) -> Table:
    if sheet.is_narrow:
        return _one_column(sheet)
    sides = (sheet.content.identity, sheet.content.circumstances)
    labels = [_label_width(sheet, side) for side in sides]
    values = [sheet.width / 2 - label for label in labels]
    pairs = zip_longest(*sides, fillvalue=Labelled("", ""))
    rows = [_cells(sheet, left, values[0]) + _cells(sheet, right, values[1]) for left, right in pairs]
    look: list[Command] = [
        ("LEFTPADDING", (0, 0), (0, -1), 0),
        ("FONT", (0, 0), (-1, -1), BODY.face, BODY.size, BODY.line),
    ]
    look += [("TOPPADDING", (0, 0), (-1, -1), 1), ("BOTTOMPADDING", (0, 0), (-1, -1), 1.6)]
    look += [("TEXTCOLOR", (column, 0), (column, -1), HexColor(MUTED)) for column in (0, 2)]
    return table(rows, [labels[0], values[0], labels[1], values[1]], look, header=False)


def _label_width(sheet: Sheet, side: Sequence[Labelled]) -> float:
    """What the longest label takes, so that on small paper it does not run into its value."""
    widest = max((sheet.setter.width(one.label, BODY) for one in side), default=0.0)
    return max(sheet.width * _LABEL_SHARE, widest + _GAP)


def _one_column(sheet: Sheet) -> Table:
    label, value = sheet.width * 0.36, sheet.width * 0.64
    rows = [_cells(sheet, pair, value) for pair in (*sheet.content.identity, *sheet.content.circumstances)]
    look: list[Command] = [
        ("LEFTPADDING", (0, 0), (0, -1), 0),
        ("FONT", (0, 0), (-1, -1), BODY.face, 8, 11),
        ("TEXTCOLOR", (0, 0), (0, -1), HexColor(MUTED)),
        ("TOPPADDING", (0, 0), (-1, -1), 0.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
    ]
    return table(rows, [label, value], look, header=False)


def _cells(sheet: Sheet, pair: Labelled, width: float) -> list[str]:
    sheet.setter.width(pair.label, SMALL)
    return [pair.label, "\n".join(sheet.setter.lines(pair.value, BODY, width - 10))]
