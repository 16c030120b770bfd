"""The verdicts of many channels: one line each, with the shape of its state."""

from __future__ import annotations

from reportlab.platypus import Flowable, Table

from station.reports.content import State, VerdictContent
from station.reports.drawing import draw_line, draw_mark, head, table
from station.reports.sheet import INK, INK_OF, MM, MUTED, Sheet
from station.reports.typesetter import Style

_SHARES = (0.29, 0.12, 0.2, 0.39)
_PAD = 5.0
_MARK = 3.0 * MM
_LINE = 4.6 * MM
_NAME, _SMALL = Style(8.5, INK, bold=True), Style(7.5, MUTED)


def verdict_table(sheet: Sheet) -> Table:
    """Channel, version, grade with its shape, and the one sentence that matters; the head on every page."""
    widths = [sheet.width * share for share in _SHARES]
    titles = [sheet.say(f"verdicts.{key}") for key in ("channel", "version", "verdict", "why")]
    rows: list[list[str | Flowable]] = [[*head(sheet, titles)]]
    for verdict in sheet.content.verdicts:
        rows.append(_row(sheet, verdict, [width - 2 * _PAD for width in widths]))
    return table(rows, widths, [("VALIGN", (0, 0), (-1, -1), "MIDDLE")])


def _row(sheet: Sheet, verdict: VerdictContent, rooms: list[float]) -> list[str | Flowable]:
    setter = sheet.setter
    grade = Style(9, INK_OF[verdict.state], bold=True)
    room = rooms[2] - _MARK - 1.5 * MM
    fits = setter.width(verdict.word, grade) <= room
    word = verdict.word if fits else setter.fitted(verdict.short, grade, room)
    said = next(iter((*verdict.reasons, *verdict.ahead)), verdict.result)
    return [
        _Line(setter.fitted(verdict.channel, _NAME, rooms[0]), _NAME),
        _Line(setter.fitted(verdict.version, _SMALL, rooms[1]), _SMALL),
        _Line(word, grade, verdict.state),
        _Line(setter.fitted(said, _SMALL, rooms[3]), _SMALL),
    ]


class _Line(Flowable):
    """One line of text, behind the shape of a state where there is one."""

    def __init__(self, text: str, style: Style, state: State | None = None) -> None:
        super().__init__()
        self._text, self._style, self._state = text, style, state
        self.width, self.height = 0, _LINE

    def draw(self) -> None:
        """Draw shape and text."""
        left = 0.0
        if self._state is not None:
            draw_mark(self.canv, self._state, 0, (_LINE - _MARK) / 2, _MARK)
            left = _MARK + 1.5 * MM
        draw_line(self.canv, left, _LINE / 2 - self._style.size * 0.36, self._text, self._style)
