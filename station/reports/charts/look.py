"""The look of charts on paper: what each role and each series is drawn with.

State colours are kept for states; series take their colours from a row of hues that no state uses, told
apart in grey as well.
"""

from __future__ import annotations

from dataclasses import dataclass

from station.model.charts import Light, LimitLine, Role
from station.reports.content import State
from station.reports.sheet import ACCENT, INK, INK_OF, MUTED
from station.reports.typesetter import Style

SERIES = (ACCENT, "#0E7C86", "#8A5CD1", "#7FA4F5", "#4B5563", "#63B3BA", "#B79BEA", "#A9B4C4")
GRID = "#E6E9F0"
AXIS = "#9AA3B2"

TITLE = Style(9.5, INK, bold=True)
TEXT = Style(7, MUTED)
FIGURE = Style(20, INK, bold=True)
NAME = Style(7.5, MUTED, bold=True)

STATE_OF = {Light.OK: State.OK, Light.ATTENTION: State.ATTENTION, Light.BAD: State.BAD}


@dataclass(frozen=True, slots=True)
class Stroke:
    """Colour, width in points and dash of a line."""

    colour: str
    width: float
    dash: tuple[float, ...] = ()


_STROKES = {
    Role.CENTRE: Stroke("#4B5563", 0.8),
    Role.LIMIT: Stroke(INK_OF[State.BAD], 0.8, (4, 2)),
    Role.ZONE: Stroke(AXIS, 0.4, (1, 2)),
    Role.SPECIFICATION: Stroke(INK_OF[State.BAD], 1.1),
    Role.TARGET: Stroke(INK_OF[State.OK], 1.0, (6, 2)),
}


def stroke_of(line: LimitLine) -> Stroke:
    """What a limit line is drawn with."""
    return _STROKES.get(line.role, Stroke(MUTED, 0.8, (2, 2)))


def colour_of(number: int) -> str:
    """The colour of the series at this place; they begin anew after the last."""
    return SERIES[number % len(SERIES)]
