"""Who signed what, and when."""

from __future__ import annotations

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable

from station.reports.drawing import draw_line, draw_lines, section
from station.reports.sheet import BODY, INK, LINE, MM, SMALL, Sheet
from station.reports.template import Part
from station.reports.typesetter import Style

_NAME = Style(14, INK, bold=True)


class Options(Part):
    """Nothing to choose."""


def flowables(sheet: Sheet, _options: Options) -> list[Flowable]:
    """The statement over the signer's name."""
    return section(sheet, sheet.say("signature.heading"), [_Signature(sheet)], room_mm=42)


class _Signature(Flowable):
    def __init__(self, sheet: Sheet) -> None:
        super().__init__()
        signature = sheet.content.signature
        self._statement = sheet.setter.lines(signature.statement, BODY, sheet.width)
        self._name = sheet.setter.fitted(signature.person, _NAME, sheet.width / 2)
        self._under = f"{signature.role} · {sheet.say('signature.signed_at')} {signature.at}"
        sheet.setter.width(self._under, SMALL)
        self.width, self.height = sheet.width, len(self._statement) * BODY.line + 17 * MM

    def draw(self) -> None:
        canvas = self.canv
        draw_lines(canvas, 0, self.height, self._statement, BODY)
        draw_line(canvas, 0, 7.4 * MM, self._name, _NAME)
        canvas.setStrokeColor(HexColor(LINE))
        canvas.setLineWidth(0.8)
        canvas.line(0, 5.2 * MM, self.width / 2, 5.2 * MM)
        draw_line(canvas, 0, 1.6 * MM, self._under, SMALL)
