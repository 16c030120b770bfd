"""Who signed what, and when."""

from __future__ import annotations

from reportlab.lib.colors import HexColor
from reportlab.platypus import CondPageBreak, Flowable, Spacer

from station.reports.content import ReportContent, SignatureContent
from station.reports.drawing import draw_line, draw_lines, section
from station.reports.part import Part
from station.reports.sheet import BODY, INK, MM, SMALL, Sheet
from station.reports.typesetter import Style

_NAME = Style(14, INK, bold=True)

NEEDS = ReportContent


class Options(Part):
    """``heading`` prints the section's title above; without it the name speaks for itself."""

    heading: bool = True


def flowables(sheet: Sheet, options: Options) -> list[Flowable]:
    """Each signer's name beside the statement: who inspected, and who countersigned."""
    signed = [_Signature(sheet, sheet.content.signature)]
    second = sheet.content.standing.countersigned
    if second is not None:
        signed.append(_Signature(sheet, second, sheet.say("signature.countersigned")))
    if not options.heading:
        return [part for one in signed for part in (CondPageBreak(20 * MM), Spacer(0, 2.5 * MM), one)]
    return section(sheet, sheet.say("signature.heading"), signed, room_mm=30)


class _Signature(Flowable):
    def __init__(self, sheet: Sheet, signature: SignatureContent, as_what: str = "") -> None:
        super().__init__()
        half = sheet.width / 2
        self._below = 13 * MM if sheet.is_narrow else 0.0
        room = sheet.width if sheet.is_narrow else half
        name = f"{signature.person}   {as_what}" if as_what else signature.person
        self._name = sheet.setter.fitted(name, _NAME, room - 6 * MM)
        under = f"{signature.role}   {sheet.say('signature.signed_at')} {signature.at}"
        self._under = sheet.setter.fitted(under, SMALL, room)
        self._statement = sheet.setter.lines(signature.statement, BODY, room)
        self.width = sheet.width
        written = len(self._statement) * BODY.line
        self.height = self._below + written if self._below else max(12.5 * MM, written)

    def draw(self) -> None:
        canvas, half = self.canv, self.width / 2
        draw_line(canvas, 0, self.height - 5.6 * MM, self._name, _NAME)
        canvas.setStrokeColor(HexColor(INK))
        canvas.setLineWidth(0.6)
        canvas.line(0, self.height - 7.8 * MM, half - 6 * MM, self.height - 7.8 * MM)
        draw_line(canvas, 0, self.height - 11.4 * MM, self._under, SMALL)
        draw_lines(canvas, 0 if self._below else half, self.height - self._below, self._statement, BODY)
