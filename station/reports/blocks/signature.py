"""Who signed what, and when."""

from __future__ import annotations

from reportlab.lib.colors import HexColor
from reportlab.platypus import CondPageBreak, Flowable, Spacer

from station.reports.drawing import draw_line, draw_lines, section
from station.reports.sheet import BODY, INK, MM, SMALL, Sheet
from station.reports.template import Part
from station.reports.typesetter import Style

_NAME = Style(14, INK, bold=True)


class Options(Part):
    """``heading`` prints the section's title above; without it the name speaks for itself."""

    heading: bool = True


def flowables(sheet: Sheet, options: Options) -> list[Flowable]:
    """The signer's name beside the statement."""
    if not options.heading:
        return [CondPageBreak(20 * MM), Spacer(0, 2.5 * MM), _Signature(sheet)]
    return section(sheet, sheet.say("signature.heading"), [_Signature(sheet)], room_mm=30)


class _Signature(Flowable):
    def __init__(self, sheet: Sheet) -> None:
        super().__init__()
        signature, half = sheet.content.signature, sheet.width / 2
        self._name = sheet.setter.fitted(signature.person, _NAME, half - 6 * MM)
        under = f"{signature.role}   {sheet.say('signature.signed_at')} {signature.at}"
        self._under = sheet.setter.fitted(under, SMALL, half - 6 * MM)
        self._statement = sheet.setter.lines(signature.statement, BODY, half)
        self.width = sheet.width
        self.height = max(12.5 * MM, len(self._statement) * BODY.line)

    def draw(self) -> None:
        canvas, half = self.canv, self.width / 2
        draw_line(canvas, 0, self.height - 5.6 * MM, self._name, _NAME)
        canvas.setStrokeColor(HexColor(INK))
        canvas.setLineWidth(0.6)
        canvas.line(0, self.height - 7.8 * MM, half - 6 * MM, self.height - 7.8 * MM)
        draw_line(canvas, 0, self.height - 11.4 * MM, self._under, SMALL)
        draw_lines(canvas, half, self.height, self._statement, BODY)
