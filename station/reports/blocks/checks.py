"""Readings against their limits, and what they come to: for the record of a check or a calibration."""

from __future__ import annotations

from typing import Annotated

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable, Spacer

from station.reports.checks import CheckContent, ChecksContent
from station.reports.columns import Columns, Laid, among, laid_out
from station.reports.content import State
from station.reports.drawing import Command, draw_line, draw_mark, rows_of, section, table
from station.reports.faces import BOLD
from station.reports.part import Part
from station.reports.sheet import INK_OF, MM, TINT_OF, Sheet
from station.reports.typesetter import Style

_SHARES = {
    "code": 0.08,
    "item": 0.17,
    "required": 0.14,
    "reading": 0.17,
    "device": 0.17,
    "result": 0.1,
    "person": 0.09,
    "taken_at": 0.18,
}
_BAND = 12 * MM
_WORD = 15.0

NEEDS = ChecksContent


class Options(Part):
    """``columns`` of the table; ``whole`` says in large words first what all readings come to."""

    columns: Annotated[Columns, among(_SHARES)] = ()
    whole: bool = True


def flowables(sheet: Sheet, options: Options) -> list[Flowable]:
    """The result in one line, then a row per item; nothing when no item was answered."""
    told = sheet.of(ChecksContent)
    if not told.rows:
        return []
    laid = laid_out(sheet, options.columns, tuple(_SHARES), _SHARES, "checks")
    rows, look = [laid.titles], list[Command]()
    for one in told.rows:
        look += _look(one, len(rows), laid)
        rows += rows_of(sheet, laid.texts(_texts(sheet, one)), laid.widths)
    whole = [_Whole(sheet, told.state), Spacer(0, 3 * MM)] if options.whole else []
    body = [*whole, table(rows, laid.widths, look)]
    return section(sheet, sheet.say("checks.heading"), body, room_mm=50)


def _texts(sheet: Sheet, one: CheckContent) -> dict[str, str]:
    return {
        "code": one.item,
        "item": one.title,
        "required": one.required or "—",
        "reading": one.reading,
        "device": one.device,
        "result": sheet.say(f"checks.state.{one.state.value}") if one.state else "—",
        "person": one.person,
        "taken_at": one.taken_at,
    }


def _look(one: CheckContent, row: int, laid: Laid) -> list[Command]:
    if one.state is None or "result" not in laid.names:
        return []
    place = (laid.names.index("result"), row)
    ink = HexColor(INK_OF[one.state])
    return [("TEXTCOLOR", place, place, ink), ("FONT", place, place, BOLD, 8.5, 11.6)]


class _Whole(Flowable):
    """A band in the colour of the result, with its shape and its word."""

    def __init__(self, sheet: Sheet, state: State) -> None:
        super().__init__()
        self.width, self.height = sheet.width, _BAND
        self._state, self._style = state, Style(_WORD, INK_OF[state], bold=True)
        room = sheet.width - 16 * MM
        self._word = sheet.setter.fitted(sheet.say(f"checks.whole.{state.value}"), self._style, room)

    def draw(self) -> None:
        canvas = self.canv
        canvas.setFillColor(HexColor(TINT_OF[self._state]))
        canvas.roundRect(0, 0, self.width, _BAND, 2 * MM, stroke=0, fill=1)
        draw_mark(canvas, self._state, 4 * MM, 3.5 * MM, 5 * MM)
        draw_line(canvas, 12 * MM, _BAND / 2 - _WORD * 0.36, self._word, self._style)
