"""Lines to sign by hand on the printed paper."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field
from reportlab.lib.colors import HexColor
from reportlab.platypus import CondPageBreak, Flowable, Spacer

from station.reports.drawing import draw_line
from station.reports.part import Part, Words
from station.reports.sheet import INK, MM, SMALL, Sheet

_HEIGHT = 17 * MM
_GAP = 8 * MM

NEEDS = object
"""Any content will do."""


class Options(Part):
    """``who``: what stands under each line, at most three side by side."""

    who: Annotated[tuple[Words, ...], Field(min_length=1, max_length=3)]


def flowables(sheet: Sheet, options: Options) -> list[Flowable]:
    """One row of lines."""
    names = [sheet.words(one, f"sign_here · who {n}") for n, one in enumerate(options.who, 1)]
    return [CondPageBreak(_HEIGHT + 6 * MM), Spacer(0, 6 * MM), _Lines(sheet, names)]


class _Lines(Flowable):
    def __init__(self, sheet: Sheet, names: list[str]) -> None:
        super().__init__()
        self.width, self.height = sheet.width, _HEIGHT
        beside = 1 if sheet.is_narrow else max(len(names), 2)
        self._one = (sheet.width - (beside - 1) * _GAP) / beside
        date = sheet.say("sign_here.date")
        self._names = [sheet.setter.fitted(f"{name} · {date}", SMALL, self._one) for name in names]

    def draw(self) -> None:
        canvas = self.canv
        canvas.setStrokeColor(HexColor(INK))
        canvas.setLineWidth(0.6)
        for place, name in enumerate(self._names):
            x = place * (self._one + _GAP)
            canvas.line(x, 5 * MM, x + self._one, 5 * MM)
            draw_line(canvas, x, 1.4 * MM, name, SMALL)
