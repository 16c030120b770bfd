"""The plane of a chart: axes, grid and the places of categories."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportlab.lib.colors import HexColor

from station.model.charts import Chart
from station.reports.charts.look import AXIS, GRID, TEXT, Stroke
from station.reports.charts.scale import Scale
from station.reports.drawing import draw_line
from station.reports.typesetter import Typesetter

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_LABEL_GAP = 4.0


@dataclass(frozen=True, slots=True)
class Plot:
    """Where a chart's values lie on the canvas; all measures in points."""

    chart: Chart
    scale: Scale
    left: float
    bottom: float
    width: float
    height: float

    @property
    def middles(self) -> list[float]:
        """The middles of all categories."""
        return [self.x(place) for place in range(len(self.chart.categories))]

    @property
    def pitch(self) -> float:
        """Distance between the middles of two categories."""
        return self.width / max(len(self.chart.categories), 1)

    def x(self, place: float) -> float:
        """The middle of the category at ``place``."""
        return self.left + (place + 0.5) * self.pitch

    def y(self, value: float) -> float:
        """The height of ``value``."""
        return self.bottom + self.scale.share(value) * self.height

    def points(self, values: tuple[float | None, ...]) -> Iterator[list[tuple[int, float, float]]]:
        """The runs of values without a gap, each point with its place, x and y."""
        run: list[tuple[int, float, float]] = []
        for place, value in enumerate(values):
            if value is None:
                if run:
                    yield run
                run = []
            else:
                run.append((place, self.x(place), self.y(value)))
        if run:
            yield run


def axis_width(scale: Scale, setter: Typesetter) -> float:
    """The width that the tick labels take."""
    return max(setter.width(scale.label(tick), TEXT) for tick in scale.ticks) + _LABEL_GAP


def use(canvas: Canvas, stroke: Stroke) -> None:
    """Draw the following lines with ``stroke``."""
    canvas.setStrokeColor(HexColor(stroke.colour))
    canvas.setLineWidth(stroke.width)
    canvas.setDash(list(stroke.dash), 0)


def draw_axes(canvas: Canvas, plot: Plot, setter: Typesetter) -> None:
    """Draw grid, tick labels and the base line."""
    use(canvas, Stroke(GRID, 0.5))
    right = plot.left + plot.width
    canvas.lines([(plot.left, plot.y(tick), right, plot.y(tick)) for tick in plot.scale.ticks])
    for tick in plot.scale.ticks:
        label = plot.scale.label(tick)
        x = plot.left - _LABEL_GAP - setter.width(label, TEXT)
        draw_line(canvas, x, plot.y(tick) - TEXT.size * 0.35, label, TEXT)
    use(canvas, Stroke(AXIS, 0.7))
    canvas.line(plot.left, plot.bottom, right, plot.bottom)
