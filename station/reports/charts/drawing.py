"""A chart as a block of its own on the page: heading, legend, plane."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable

from station.model.charts import Chart, LimitLine, Role, Shape
from station.reports.charts.look import NAME, TEXT, TITLE, Stroke, colour_of, stroke_of
from station.reports.charts.plot import Plot, axis_width, draw_axes, use
from station.reports.charts.scale import Scale, scale_of
from station.reports.charts.shapes import draw_shape
from station.reports.drawing import draw_line, draw_lines
from station.reports.sheet import MM
from station.reports.typesetter import Typesetter

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_TITLE_MM, _LEGEND_MM, _NAMES_MM, _UNIT_MM = 7.0, 5.0, 6.0, 5.0
_SHARE_AXIS = 26.0
_LABEL_STEP = 9.0


class Drawn(Flowable):
    """One chart over the full width, ``height_mm`` high without its note."""

    def __init__(self, chart: Chart, setter: Typesetter, empty: str, samples: str, height_mm: float) -> None:
        super().__init__()
        self._chart, self._setter = chart, setter
        self._empty, self._samples, self._plane_mm = empty, samples, height_mm

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """The full width; the note takes what it needs."""
        self._note = self._setter.lines(self._chart.note, TEXT, width) if self._chart.note else []
        self.width, self.height = width, self._plane_mm * MM + len(self._note) * TEXT.line
        return self.width, self.height

    def draw(self) -> None:
        """Draw from the top down."""
        canvas, top = self.canv, self.height
        top = self._draw_heading(canvas, top)
        bottom = len(self._note) * TEXT.line
        draw_lines(canvas, 0, bottom, self._note, TEXT)
        if any(value is not None for one in self._chart.series for value in one.values):
            self._draw_plane(canvas, self._draw_legend(canvas, top), bottom)
        else:
            draw_line(canvas, 0, top - 6 * MM, self._empty, TEXT)

    def _draw_heading(self, canvas: Canvas, top: float) -> float:
        """The title, and how many samples stand behind it at the right."""
        samples = self._samples if self._chart.samples is not None else ""
        room = self._setter.width(samples, TEXT)
        title = self._setter.fitted(self._chart.title, TITLE, self.width - room - 4 * MM)
        draw_line(canvas, 0, top - 4.6 * MM, title, TITLE)
        draw_line(canvas, self.width - room, top - 4.6 * MM, samples, TEXT)
        return top - _TITLE_MM * MM

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
        value_scale = scale_of(self._chart)
        left = axis_width(value_scale, self._setter)
        right = self._right_room(value_scale)
        named = bool(self._value_title())
        bottom += (_NAMES_MM + (_UNIT_MM if self._chart.category_title else 0)) * MM
        top -= _UNIT_MM * MM if named else 1.5 * MM
        plot = Plot(self._chart, value_scale, left, bottom, self.width - left - right, top - bottom)
        draw_line(canvas, 0, top + 2.6 * MM, self._value_title(), NAME)
        self._draw_category_title(canvas, plot)
        draw_axes(canvas, plot, self._setter)
        draw_shape(canvas, plot)
        self._draw_limit_names(canvas, plot)

    def _value_title(self) -> str:
        title, unit = self._chart.value_title, self._chart.unit
        return f"{title} ({unit})" if title and unit else title or unit

    def _draw_category_title(self, canvas: Canvas, plot: Plot) -> None:
        title = self._chart.category_title
        x = plot.left + plot.width - self._setter.width(title, NAME)
        draw_line(canvas, x, plot.bottom - (_NAMES_MM + 1.8) * MM, title, NAME)

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
