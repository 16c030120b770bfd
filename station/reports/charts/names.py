"""The names of a chart's categories under its axis: on one line or two, slanted, or only every third.

Bars without a name say nothing, so theirs wrap or stand slanted before any is left out; days and hours follow
each other, and every second or third will do.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from station.model.charts import Chart, Shape
from station.reports.charts.look import TEXT
from station.reports.drawing import draw_line
from station.reports.sheet import MM
from station.reports.typesetter import Typesetter

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

ONE_LINE = 6 * MM
"""What a single line of names takes under the axis."""

_BELOW_AXIS = 11.0
_LINE = 8.2
_GAP = 4.0
_READABLE = 30.0
"""The least room (points) in which a cut name still says something."""
_MOST_SLANTED = 24
_LONGEST_SLANTED = 30 * MM
_SLANT = math.radians(60)
_BY_NAME = {Shape.BARS, Shape.STACKED, Shape.PARETO}


@dataclass(frozen=True, slots=True)
class Names:
    """The lines under each named category (by its place), and how high they stand in points."""

    lines: tuple[tuple[int, tuple[str, ...]], ...]
    height: float
    slanted: bool = False


def names_of(chart: Chart, setter: Typesetter, pitch: float, right: float) -> Names:
    """How the names stand where categories are ``pitch`` apart, ``right`` beside the last; both in points."""
    names = chart.categories
    widest = max((setter.width(name, TEXT) for name in names), default=0.0)
    if widest + _GAP <= pitch:
        return Names(tuple((place, (name,)) for place, name in enumerate(names)), ONE_LINE)
    if pitch >= _READABLE:
        return _wrapped(names, setter, pitch - 2)
    if chart.shape in _BY_NAME and widest > _READABLE and len(names) <= _MOST_SLANTED:
        return _slanted(names, setter, pitch, right)
    every = int(min(widest + _GAP, 5 * _READABLE) // pitch) + 1
    shown = ((place, names[place]) for place in range(0, len(names), every))
    room = every * pitch - 2
    return Names(tuple((place, (setter.fitted(name, TEXT, room),)) for place, name in shown), ONE_LINE)


def _wrapped(names: Sequence[str], setter: Typesetter, room: float) -> Names:
    lines = [_two(name, setter, room) for name in names]
    height = ONE_LINE + (max(len(one) for one in lines) - 1) * _LINE
    return Names(tuple(enumerate(lines)), height)


def _two(name: str, setter: Typesetter, room: float) -> tuple[str, ...]:
    """A name on at most two lines; what does not fit is cut at the end of the second."""
    lines = setter.lines(name, TEXT, room)
    if len(lines) <= 2:
        return tuple(lines)
    return lines[0], setter.fitted(name[len(lines[0]) :].strip(), TEXT, room)


def _slanted(names: Sequence[str], setter: Typesetter, pitch: float, right: float) -> Names:
    """Downwards to the right, so that the first, which are the tallest bars, have the most room."""
    room = (right + pitch * (len(names) - place - 0.5) for place in range(len(names)))
    longest = [min(_LONGEST_SLANTED, one / math.cos(_SLANT)) for one in room]
    lines = [setter.fitted(name, TEXT, most) for name, most in zip(names, longest, strict=True)]
    height = max(setter.width(line, TEXT) for line in lines) * math.sin(_SLANT) + _LINE
    return Names(tuple((place, (line,)) for place, line in enumerate(lines)), height, slanted=True)


def draw_names(canvas: Canvas, names: Names, xs: Sequence[float], bottom: float, setter: Typesetter) -> None:
    """Draw them under the axis at ``bottom``; ``xs`` are the categories' middles."""
    for place, lines in names.lines:
        for number, line in enumerate(lines):
            if names.slanted:
                _draw_slanted(canvas, line, xs[place], bottom)
            else:
                x = max(xs[place] - setter.width(line, TEXT) / 2, 0.0)
                draw_line(canvas, x, bottom - _BELOW_AXIS - number * _LINE, line, TEXT)


def _draw_slanted(canvas: Canvas, name: str, x: float, bottom: float) -> None:
    canvas.saveState()
    canvas.translate(x - TEXT.size / 4, bottom - TEXT.size / 2)
    canvas.rotate(-math.degrees(_SLANT))
    draw_line(canvas, 0, -TEXT.size / 2, name, TEXT)
    canvas.restoreState()
