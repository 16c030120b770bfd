"""How each shape of chart is drawn on its plane."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from reportlab.lib.colors import HexColor

from station.model.charts import LimitLine, Role, Series, Shape
from station.reports.charts.look import AXIS, TEXT, Stroke, colour_of, stroke_of
from station.reports.charts.plot import Plot, use
from station.reports.content import State
from station.reports.drawing import draw_line
from station.reports.sheet import INK, INK_OF

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_BAR_SHARE = 0.72
_WIDEST_BAR = 34.0
_MOST_DOTS = 120


def draw_shape(canvas: Canvas, plot: Plot) -> None:
    """Draw everything on the plane: limits below, values above."""
    for line in plot.chart.lines:
        _limit_line(canvas, plot, line)
    _SHAPES[plot.chart.shape](canvas, plot)
    _phases(canvas, plot)


def _bars(canvas: Canvas, plot: Plot) -> None:
    series = plot.chart.series
    group = min(plot.pitch * _BAR_SHARE, _WIDEST_BAR * len(series))
    one = group / max(len(series), 1)
    for number, bars in enumerate(series):
        offset = -group / 2 + number * one
        _columns(canvas, plot, bars.values, colour_of(number), offset, one * (0.92 if len(series) > 1 else 1))
        _whiskers(canvas, plot, bars, offset + one / 2)


def _columns(
    canvas: Canvas, plot: Plot, values: Sequence[float | None], colour: str, offset: float, width: float
) -> None:
    canvas.setFillColor(HexColor(colour))
    base = plot.y(max(plot.scale.low, 0.0))
    for place, value in enumerate(values):
        if value:
            canvas.rect(plot.x(place) + offset, base, width, plot.y(value) - base, stroke=0, fill=1)


def _whiskers(canvas: Canvas, plot: Plot, series: Series, offset: float) -> None:
    """The intervals' ends, with a short foot at each."""
    use(canvas, Stroke(INK, 0.6))
    ends = zip(series.values, series.low, series.high, strict=False)
    for place, (value, low, high) in enumerate(ends):
        if value is not None and low is not None and high is not None:
            x, lower, upper = plot.x(place) + offset, plot.y(low), plot.y(high)
            canvas.lines([(x, lower, x, upper), (x - 2, lower, x + 2, lower), (x - 2, upper, x + 2, upper)])


def _stacked(canvas: Canvas, plot: Plot) -> None:
    width = min(plot.pitch * _BAR_SHARE, _WIDEST_BAR)
    base = [0.0] * len(plot.chart.categories)
    for number, series in enumerate(plot.chart.series):
        canvas.setFillColor(HexColor(colour_of(number)))
        for place, value in enumerate(series.values):
            if value:
                low, high = plot.y(base[place]), plot.y(base[place] + value)
                canvas.rect(plot.x(place) - width / 2, low, width, high - low, stroke=0, fill=1)
                base[place] += value


def _pareto(canvas: Canvas, plot: Plot) -> None:
    """Bars, and the cumulated share: its 100 % is the top of the plane."""
    for series in plot.chart.series:
        if series.role is Role.CUMULATED:
            shares = tuple(
                None if one is None else plot.scale.low + one / 100 * (plot.scale.high - plot.scale.low)
                for one in series.values
            )
            _run(canvas, plot, shares, Stroke("#4B5563", 1.1), dots=True)
            _share_axis(canvas, plot)
        else:
            width = min(plot.pitch * _BAR_SHARE, _WIDEST_BAR)
            _columns(canvas, plot, series.values, colour_of(0), -width / 2, width)


def _share_axis(canvas: Canvas, plot: Plot) -> None:
    right = plot.left + plot.width + 3
    for share in (0, 20, 40, 60, 80, 100):
        y = plot.bottom + share / 100 * plot.height
        draw_line(canvas, right, y - TEXT.size * 0.35, f"{share} %", TEXT)


def _lines(canvas: Canvas, plot: Plot) -> None:
    for number, series in enumerate(plot.chart.series):
        _run(canvas, plot, series.values, Stroke(colour_of(number), 1.3), dots=_few(plot))
        if series.low:
            _whiskers(canvas, plot, series, 0)


def _control(canvas: Canvas, plot: Plot) -> None:
    for number, series in enumerate(plot.chart.series):
        _run(canvas, plot, series.values, Stroke(colour_of(number), 0.9), dots=_few(plot))
        _marked(canvas, plot, series)


def _marked(canvas: Canvas, plot: Plot, series: Series) -> None:
    """A ring around every point that a rule marks, with the rules' names above it."""
    rules: dict[int, list[str]] = {}
    for mark in series.marks:
        rules.setdefault(mark.index, []).append(mark.rule)
    for place, names in rules.items():
        value = series.values[place]
        if value is not None:
            x, y = plot.x(place), plot.y(value)
            use(canvas, Stroke(INK_OF[State.BAD], 1))
            canvas.circle(x, y, 3.2, stroke=1, fill=0)
            draw_line(canvas, x + 4, y + 2, " ".join(names), TEXT)


def _histogram(canvas: Canvas, plot: Plot) -> None:
    for number, series in enumerate(plot.chart.series):
        _columns(canvas, plot, series.values, colour_of(number), -plot.pitch / 2, plot.pitch - 0.6)


def _few(plot: Plot) -> bool:
    return len(plot.chart.categories) <= _MOST_DOTS


def _run(canvas: Canvas, plot: Plot, values: tuple[float | None, ...], stroke: Stroke, *, dots: bool) -> None:
    """A line through the values, broken where one is missing."""
    use(canvas, stroke)
    canvas.setFillColor(HexColor(stroke.colour))
    for run in plot.points(values):
        path = canvas.beginPath()
        path.moveTo(*run[0][1:])
        for _, x, y in run[1:]:
            path.lineTo(x, y)
        canvas.drawPath(path, stroke=1, fill=0)
        if dots or len(run) == 1:
            for _, x, y in run:
                canvas.circle(x, y, 1.7, stroke=0, fill=1)


def _limit_line(canvas: Canvas, plot: Plot, line: LimitLine) -> None:
    """A line stepped at the categories' edges."""
    use(canvas, stroke_of(line))
    half = plot.pitch / 2
    for run in plot.points(line.values):
        path = canvas.beginPath()
        path.moveTo(run[0][1] - half, run[0][2])
        for _, x, y in run:
            path.lineTo(x - half, y)
            path.lineTo(x + half, y)
        canvas.drawPath(path, stroke=1, fill=0)
    canvas.setDash([], 0)


def _phases(canvas: Canvas, plot: Plot) -> None:
    use(canvas, Stroke(AXIS, 0.8, (3, 3)))
    for place in plot.chart.phases:
        x = plot.x(place) - plot.pitch / 2
        canvas.line(x, plot.bottom, x, plot.bottom + plot.height)
    canvas.setDash([], 0)


_SHAPES: Mapping[Shape, Callable[[Canvas, Plot], None]] = {
    Shape.BARS: _bars,
    Shape.STACKED: _stacked,
    Shape.PARETO: _pareto,
    Shape.LINES: _lines,
    Shape.CONTROL: _control,
    Shape.HISTOGRAM: _histogram,
}
