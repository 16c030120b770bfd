"""A chart as a block of its own on the page: heading, legend, plane."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable

from station.model.charts import Chart, LimitLine, Role, Shape
from station.reports.charts.look import NAME, TEXT, TITLE, Stroke, colour_of, stroke_of
from station.reports.charts.names import ONE_LINE, draw_names, names_of
from station.reports.charts.plot import Plot, axis_width, draw_axes, use
from station.reports.charts.scale import Scale, scale_of
from station.reports.charts.shapes import draw_shape
from station.reports.drawing import draw_line, draw_lines
from station.reports.sheet import MM
from station.reports.typesetter import Typesetter

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_TITLE_MM, _LEGEND_MM, _UNIT_MM = 7.0, 5.0, 5.0
_EMPTY_MM = 12.0
_SHARE_AXIS = 26.0
_LABEL_STEP = 9.0


class Drawn(Flowable):
    """One chart over the full width, ``height_mm`` high without its note and what long names take more.

    One without a value is only as high as the words that say so.
    """

    def __init__(self, chart: Chart, setter: Typesetter, empty: str, samples: str, height_mm: float) -> None:
        super().__init__()
        self._chart, self._setter = chart, setter
        self._empty, self._plane_mm = empty, height_mm
        self._samples = samples if chart.samples is not None else ""

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """The full width; the note takes what it needs."""
        self.width = width
        beside = self._setter.width(self._samples, TEXT) + 4 * MM
        self._title = self._setter.lines(self._chart.title, TITLE, width - beside)
        self._note = self._setter.lines(self._chart.note, TEXT, width) if self._chart.note else []
        more = (len(self._title) - 1) * TITLE.line + len(self._note) * TEXT.line
        self.height = self._own_height() + more
        return self.width, self.height

    def _own_height(self) -> float:
        """Without the note and further lines of the title."""
        if not has_values(self._chart):
            return _EMPTY_MM * MM
        self._scale = scale_of(self._chart)
        self._left = axis_width(self._scale, self._setter)
        right = self._right_room(self._scale)
        self._room = self.width - self._left - right
        pitch = self._room / max(len(self._chart.categories), 1)
        self._names = names_of(self._chart, self._setter, pitch, right)
        return self._plane_mm * MM + self._names.height - ONE_LINE

    def draw(self) -> None:
        """Draw from the top down."""
        canvas, top = self.canv, self.height
        top = self._draw_heading(canvas, top)
        bottom = len(self._note) * TEXT.line
        draw_lines(canvas, 0, bottom, self._note, TEXT)
        if has_values(self._chart):
            self._draw_plane(canvas, self._draw_legend(canvas, top), bottom)
        else:
            draw_line(canvas, 0, top - 3.5 * MM, self._empty, TEXT)

    def _draw_heading(self, canvas: Canvas, top: float) -> float:
        """The title, and how many samples stand behind it at the right."""
        room = self._setter.width(self._samples, TEXT)
        draw_line(canvas, self.width - room, top - 4.6 * MM, self._samples, TEXT)
        for number, line in enumerate(self._title):
            draw_line(canvas, 0, top - 4.6 * MM - number * TITLE.line, line, TITLE)
        return top - _TITLE_MM * MM - (len(self._title) - 1) * TITLE.line

    def _draw_legend(self, canvas: Canvas, top: float) -> float:
        """The series' names, where there is more than one."""
        if len(self._chart.series) < 2:
            return top
        x = 0.0
        for number, series in enumerate(self._chart.series):
            colour = "#4B5563" if series.role is Role.CUMULATED else colour_of(number)
            canvas.setFillColor(HexColor(colour))
            canvas.roundRect(x, top - 3.1 * MM, 2.4 * MM, 2.4 * MM, 0.5 * MM, stroke=0, fill=1)
            name = self._setter.fitted(series.name, TEXT, self.width / 3)
            draw_line(canvas, x + 3.4 * MM, top - 2.8 * MM, name, TEXT)
            x += self._setter.width(name, TEXT) + 8 * MM
            if x > self.width - 20 * MM:
                x, top = 0.0, top - 4 * MM
        return top - _LEGEND_MM * MM

    def _draw_plane(self, canvas: Canvas, top: float, bottom: float) -> None:
        named = bool(self._value_title())
        bottom += self._names.height + (_UNIT_MM * MM if self._chart.category_title else 0)
        top -= _UNIT_MM * MM if named else 1.5 * MM
        plot = Plot(self._chart, self._scale, self._left, bottom, self._room, top - bottom)
        draw_line(canvas, 0, top + 2.6 * MM, self._value_title(), NAME)
        self._draw_category_title(canvas, plot)
        draw_axes(canvas, plot, self._setter)
        draw_names(canvas, self._names, plot.middles, plot.bottom, self._setter)
        draw_shape(canvas, plot)
        self._draw_limit_names(canvas, plot)

    def _value_title(self) -> str:
        title, unit = self._chart.value_title, self._chart.unit
        return f"{title} ({unit})" if title and unit else title or unit

    def _draw_category_title(self, canvas: Canvas, plot: Plot) -> None:
        title = self._chart.category_title
        x = plot.left + plot.width - self._setter.width(title, NAME)
        draw_line(canvas, x, plot.bottom - self._names.height - 1.8 * MM, title, NAME)

    def _right_room(self, value_scale: Scale) -> float:
        if self._chart.shape is Shape.PARETO:
            return _SHARE_AXIS
        names = [self._setter.width(name, TEXT) for _, name in self._named_limits(value_scale)]
        return max(names, default=0.0) + 6 if names else 2.0

    def _named_limits(self, value_scale: Scale) -> Iterator[tuple[tuple[float, LimitLine], str]]:
        """The lines with a name, at their last value."""
        for line in self._chart.lines:
            known = [value for value in line.values if value is not None]
            if known and line.name:
                places = min(value_scale.decimals + 2, 6)
                yield (known[-1], line), f"{line.name} {known[-1]:,.{places}f}"

    def _draw_limit_names(self, canvas: Canvas, plot: Plot) -> None:
        """Each at its line's height, moved apart where two would touch."""
        lowest = -1e9
        for (value, line), name in sorted(self._named_limits(plot.scale), key=lambda one: one[0][0]):
            y = max(plot.y(value) - TEXT.size * 0.35, lowest + _LABEL_STEP)
            use(canvas, Stroke(stroke_of(line).colour, stroke_of(line).width))
            draw_line(canvas, plot.left + plot.width + 4, y, name, TEXT)
            lowest = y


def has_values(chart: Chart) -> bool:
    """Whether there is anything to draw."""
    return any(value is not None for one in chart.series for value in one.values)
