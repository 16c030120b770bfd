"""Where the record stands in the ledger, with a QR code of its number and hash."""

from __future__ import annotations

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable

from station.reports.codes import qr_modules
from station.reports.content import ProofContent, ReportContent
from station.reports.drawing import draw_lines, section
from station.reports.part import Part
from station.reports.sheet import INK, MM, MUTED, SMALL, ZEBRA, Sheet
from station.reports.typesetter import Style

_PAD = 3.5 * MM
_SIDE = 29 * MM
_LABEL_WIDTH = 26 * MM
_ROOM_FOR_LABELS = 50 * MM
_VALUE = Style(7.5, INK)
_LABEL = Style(7.5, MUTED)

NEEDS = ReportContent


class Options(Part):
    """``hashes`` prints the hashes and the station's key beside the code."""

    hashes: bool = True


def flowables(sheet: Sheet, options: Options) -> list[Flowable]:
    """The panel with code and hashes."""
    return section(
        sheet, sheet.say("proof.heading"), [_Proof(sheet, options.hashes and not sheet.is_narrow)], room_mm=50
    )


def _explained(proof: ProofContent) -> str:
    return "proof.explain_trace" if proof.trace else "proof.explain"


class _Proof(Flowable):
    def __init__(self, sheet: Sheet, hashes: bool) -> None:
        super().__init__()
        proof, setter = sheet.content.proof, sheet.setter
        self.width = sheet.width
        self._left = _SIDE + 2 * _PAD
        room = self.width - self._left - _PAD
        self._modules = qr_modules(proof.code)
        values = {
            "record": sheet.content.record_id,
            "sequence": f"#{proof.sequence}",
            "ledger_hash": proof.ledger_hash,
            "record_sha256": proof.record_sha256,
            "station_key": proof.station_key,
        }
        if not hashes:
            values = {"record": sheet.content.record_id, "sequence": f"#{proof.sequence}"}
        named = room >= _ROOM_FOR_LABELS
        self._label_width = _LABEL_WIDTH if named else 0.0
        self._rows = [
            (
                sheet.say(f"proof.{key}") if named else "",
                setter.lines(value, _VALUE, room - self._label_width),
            )
            for key, value in values.items()
        ]
        self._explain = setter.lines(sheet.say(_explained(proof)), SMALL, room)
        lines = sum(len(value) for _, value in self._rows) * _VALUE.line
        text = lines + 1.5 * MM + len(self._explain) * SMALL.line
        self.height = max(_SIDE, text) + 2 * _PAD

    def draw(self) -> None:
        self.canv.setFillColor(HexColor(ZEBRA))
        self.canv.roundRect(0, 0, self.width, self.height, 2.2 * MM, stroke=0, fill=1)
        self._draw_code(_PAD, self.height - _PAD - _SIDE)
        top = self.height - _PAD
        for label, value in self._rows:
            draw_lines(self.canv, self._left, top, [label], _LABEL)
            top = draw_lines(self.canv, self._left + self._label_width, top, value, _VALUE)
        draw_lines(self.canv, self._left, top - 1.5 * MM, self._explain, SMALL)

    def _draw_code(self, x: float, y: float) -> None:
        canvas = self.canv
        canvas.setFillColor(HexColor("#FFFFFF"))
        canvas.rect(x, y, _SIDE, _SIDE, stroke=0, fill=1)
        quiet = 2
        module = _SIDE / (len(self._modules) + 2 * quiet)
        path = canvas.beginPath()
        for row, line in enumerate(self._modules):
            bottom = y + _SIDE - (quiet + row + 1) * module
            for start, length in line:
                path.rect(x + (quiet + start) * module, bottom, length * module, module)
        canvas.setFillColor(HexColor("#000000"))
        canvas.drawPath(path, stroke=0, fill=1)
