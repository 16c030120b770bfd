"""The plot of one chart: pyqtgraph's axes and view, with the chart's own drawing in it."""

from __future__ import annotations

from math import ceil
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from station.model.charts import Chart, Shape
from ui.fonts import Size, font
from ui.theme import Theme
from ui.widgets.charts.bars import draw_bars, draw_stack, write_values
from ui.widgets.charts.frame import Frame
from ui.widgets.charts.inks import Inks
from ui.widgets.charts.labels import category_ticks
from ui.widgets.charts.lines import (
    SHAPED_AS_LINES,
    draw_cumulated,
    draw_limits,
    draw_lines,
    draw_phases,
    margin_px,
)
from ui.widgets.charts.scale import Scale, cumulated, scale_of
from ui.widgets.looks import column

_AXIS_LETTERS, _RIGHT_LETTERS = 4.7, 3.7
"""Widths of the axes at the left and at the right, in letters."""
_TOP_PX = 8
_MOST_NAMES = 0.42
"""Share of the plot that the names of its lines take at the most."""
_SHARES, _FEW_SHARES = (0, 20, 40, 60, 80, 100), (0, 50, 100)
_LINE_LETTERS = 1.25


class Layer(QGraphicsItem):
    """What the chart draws in the view, in px: bars keep round ends and lines their width."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__()
        self._canvas = canvas

    def boundingRect(self) -> QRectF:
        return self._canvas.reach()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        to_px = painter.worldTransform()
        painter.save()
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._canvas.draw(painter, self._canvas.frame(to_px.mapRect(self.boundingRect()), to_px))
        painter.restore()


class Canvas(QWidget):
    """Draws a chart; the mouse goes through to what it stands in. ``letter`` is the size of letters, px."""

    def __init__(self, theme: Theme, *, letter: int = Size.SMALL, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._letter = theme, letter
        self._chart: Chart | None = None
        self._scale = Scale(0, 1, (0, 1), 0, 0)
        self._chosen = -1
        self._plot, self._view, self._axes = _plot()
        self._layer = Layer(self)
        self._view.addItem(self._layer)
        column(self).addWidget(self._plot)
        theme.changed.connect(self._dress)
        self.set_letter(letter)

    def show_chart(self, chart: Chart) -> None:
        """Draw ``chart``."""
        self._chart, self._scale, self._chosen = chart, scale_of(chart), -1
        self._place()

    def set_letter(self, px: int) -> None:
        """How large letters are, in px."""
        self._letter = px
        self._axis_px, self._right_px = round(px * _AXIS_LETTERS), round(px * _RIGHT_LETTERS)
        self._axes["left"].setWidth(self._axis_px)
        self._dress()
        self._place()

    def choose(self, place: int) -> None:
        """Set one category off; -1 for none."""
        self._chosen = place
        self._layer.update()

    def place_at(self, position: QPointF) -> int:
        """The category under a position of this widget, -1 beside them."""
        if self._chart is None:
            return -1
        inside = self._plot.mapFromParent(position.toPoint())
        at = self._view.mapSceneToView(self._plot.mapToScene(inside))
        place = round(at.x())
        within = 0 <= place < len(self._chart.categories) and self._view.viewRect().contains(at)
        return place if within else -1

    def reach(self) -> QRectF:
        """What the view shows, in categories and values."""
        rect: QRectF = self._view.viewRect()
        return rect

    def frame(self, area: QRectF, to_px: Any) -> Frame:
        """What is drawn in, in px."""
        inks = Inks(self._theme.palette)
        return Frame(to_px, area, self._scale, inks, self._chosen, self._letter)

    def draw(self, painter: QPainter, frame: Frame) -> None:
        """Everything between the axes."""
        chart = self._chart
        if chart is None:
            return
        if self._chosen >= 0:
            painter.fillRect(frame.column(self._chosen), frame.inks.chosen)
        _draw_grid(painter, frame)
        match chart.shape:
            case Shape.STACKED:
                draw_stack(painter, chart, frame)
            case Shape.LINES | Shape.CONTROL:
                draw_phases(painter, chart, frame)
            case _:
                draw_bars(painter, chart, frame)
        draw_limits(painter, chart, frame)
        draw_cumulated(painter, chart, frame)
        if chart.shape in SHAPED_AS_LINES:
            draw_lines(painter, chart, frame)
        elif chart.shape is not Shape.STACKED:
            write_values(painter, chart, frame)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        if self._chart is None:
            return
        chart, count, scale = self._chart, max(1, len(self._chart.categories)), self._scale
        right = self._right_px if cumulated(chart) else 0
        plot_px = max(80.0, float(self.width() - self._axis_px - right))
        names_px = min(margin_px(chart, self._letter), plot_px * _MOST_NAMES)
        slots = count * plot_px / (plot_px - names_px)
        self._view.setRange(
            xRange=(-0.5, slots - 0.5), yRange=(scale.low, scale.high), padding=0, disableAutoRange=True
        )
        self._tick(chart, plot_px / slots)
        self._layer.prepareGeometryChange()
        self._layer.update()

    def _tick(self, chart: Chart, slot_px: float) -> None:
        letters, scale = font(self._letter), self._scale
        thins = chart.shape in SHAPED_AS_LINES
        names = category_ticks(chart.categories, slot_px, letters, may_thin=thins)
        left, bottom, right = (self._axes[side] for side in ("left", "bottom", "right"))
        bottom.setTicks([names])
        lines = 2 if any("\n" in name for _, name in names) else 1
        bottom_px = lines * (self._letter * 1.5) + 10
        bottom.setHeight(bottom_px)
        every = self._every_tick(self.height() - bottom_px - _TOP_PX)
        left.setTicks([list(zip(scale.ticks, scale.tick_words(), strict=True))[::every]])
        right.setVisible(cumulated(chart) is not None)
        right.setWidth(self._right_px if cumulated(chart) else 0)
        full = scale.ticks[-1]
        shares = _SHARES if every == 1 else _FEW_SHARES
        right.setTicks([[(full * share / 100, str(share)) for share in shares]])

    def _every_tick(self, plot_px: float) -> int:
        """1 writes every value of the axis, 2 every second: as many as have room above one another."""
        step_px = max(1.0, plot_px) / max(1, len(self._scale.ticks))
        return max(1, ceil(self._letter * _LINE_LETTERS / step_px))

    def _dress(self) -> None:
        palette = self._theme.palette
        self._plot.setBackground(palette.surface)
        for side, axis in self._axes.items():
            axis.setPen(QPen(palette.colour("control_border" if side == "bottom" else "surface"), 1))
            axis.setTextPen(QPen(palette.colour("muted")))
            axis.setStyle(
                tickFont=font(self._letter),
                tickLength=0,
                tickTextOffset=8,
                autoExpandTextSpace=False,
                hideOverlappingLabels=False,  # names are fitted; pyqtgraph would leave out the first
            )
        self._layer.update()


def _plot() -> tuple[Any, Any, dict[str, Any]]:
    """The widget, its view and its axes; without pyqtgraph's own PlotItem, which brings menus and buttons."""
    import pyqtgraph

    plot, layout = pyqtgraph.GraphicsView(), pyqtgraph.GraphicsLayout()
    plot.setFrameShape(plot.Shape.NoFrame)
    plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    plot.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    plot.setCentralItem(layout)
    layout.setContentsMargins(0, _TOP_PX, 0, 0)
    layout.setSpacing(0)
    view = pyqtgraph.ViewBox(enableMouse=False, enableMenu=False, defaultPadding=0)
    layout.addItem(view, 0, 1)
    axes = {side: pyqtgraph.AxisItem(side, linkView=view) for side in ("left", "bottom", "right")}
    for axis, place in zip(axes.values(), ((0, 0), (1, 1), (0, 2)), strict=True):
        axis.enableAutoSIPrefix(False)
        layout.addItem(axis, *place)
    return plot, view, axes


def _draw_grid(painter: QPainter, frame: Frame) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(QPen(frame.inks.grid, 1))
    for tick in frame.scale.ticks:
        y = round(frame.at(0, tick).y())
        painter.drawLine(QPointF(frame.area.left(), y), QPointF(frame.area.right(), y))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
