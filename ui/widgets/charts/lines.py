"""Lines over categories: series, limits that may step, phases, and points that a rule marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from station.model.charts import Chart, LimitLine, Role, Series, Shape
from ui.fonts import font
from ui.widgets.charts.frame import Frame
from ui.widgets.charts.scale import bars, cumulated

_MOST_DOTS = 60
"""With more points than these the line stands alone."""
_DOT_PX = 3.5
_RING_PX = 7.5
_LABEL_PX = 8.0
_NAMED_FROM_PX = 14.0
"""Closer marks than this are not named beside their points, only below the chart and when reached."""

_DASHES: dict[Role, Sequence[float]] = {
    Role.LIMIT: (6, 4),
    Role.ZONE: (1, 4),
    Role.SPECIFICATION: (10, 3, 2, 3),
    Role.TARGET: (3, 3),
}


def draw_lines(painter: QPainter, chart: Chart, frame: Frame) -> None:
    """Every series as a line with its band of intervals; gaps stay gaps."""
    for nth, series in enumerate(bars(chart)):
        ink = frame.inks.series(nth)
        _band(painter, series, frame, ink)
        _line(painter, series.values, frame, ink, dots=True)
        _mark_all(painter, series, frame)


def _mark_all(painter: QPainter, series: Series, frame: Frame) -> None:
    """Rings, and the rules' names where none is written yet; below the chart all of them are told."""
    written: list[QRectF] = []
    for place, rules in sorted(rules_at(series).items()):
        value = series.values[place]
        if value is not None:
            _ring(painter, frame, frame.at(place, value))
            room = frame.at(len(series.values) - 0.5, value).x()
            _name_rules(painter, frame, frame.at(place, value), ",".join(rules), room, written)


def draw_limits(painter: QPainter, chart: Chart, frame: Frame) -> None:
    """The horizontal lines, each named at its right end."""
    for line in chart.lines:
        painter.setPen(limit_pen(line.role, frame))
        for start, end, value in _runs(line.values):
            painter.drawLine(frame.at(start - 0.5, value), frame.at(end + 0.5, value))
    _name_limits(painter, chart, frame)


def draw_phases(painter: QPainter, chart: Chart, frame: Frame) -> None:
    """An upright hairline where a phase begins."""
    pen = QPen(frame.inks.muted, 1)
    pen.setDashPattern([2, 3])
    painter.setPen(pen)
    for place in chart.phases:
        x = frame.at(place - 0.5, 0).x()
        painter.drawLine(QPointF(x, frame.area.top()), QPointF(x, frame.area.bottom()))


def draw_cumulated(painter: QPainter, chart: Chart, frame: Frame) -> None:
    """The cumulated share against the right axis, whose 100 % stands at the top tick."""
    series = cumulated(chart)
    if series is not None:
        full = frame.scale.ticks[-1]
        values = [None if value is None else value / 100 * full for value in series.values]
        _line(painter, values, frame, frame.inks.series(1), dots=True)


def rules_at(series: Series) -> dict[int, list[str]]:
    """The rules that each marked point breaks."""
    found: dict[int, list[str]] = {}
    for mark in series.marks:
        found.setdefault(mark.index, []).append(mark.rule)
    return found


def limit_pen(role: Role, frame: Frame) -> QPen:
    """How a line of this role is drawn."""
    ink = {Role.ZONE: frame.inks.zone, Role.TARGET: frame.inks.text, Role.SPECIFICATION: frame.inks.series(2)}
    pen = QPen(ink.get(role, frame.inks.muted), 1.6 if role is Role.SPECIFICATION else 1.2)
    if role in _DASHES:
        pen.setDashPattern([float(one) for one in _DASHES[role]])
    return pen


def margin_px(chart: Chart, letter: int) -> float:
    """Room that the names of the lines need at the right, in px."""
    metrics = QFontMetricsF(font(letter))
    named = [line.name for line in chart.lines if _is_named(line)]
    return max((metrics.horizontalAdvance(name) + 2 * _LABEL_PX for name in named), default=0.0)


def _is_named(line: LimitLine) -> bool:
    return bool(line.name) and line.role is not Role.ZONE


def _name_limits(painter: QPainter, chart: Chart, frame: Frame) -> None:
    letters = font(frame.letter)
    painter.setFont(letters)
    metrics = QFontMetricsF(letters)
    height, edge = metrics.height(), frame.at(len(chart.categories) - 0.5, 0).x() + _LABEL_PX
    ends = sorted(_ends(chart, frame), key=lambda one: one[0])
    for y, line in zip(
        _apart([y for y, _ in ends], height, frame.area), (one for _, one in ends), strict=True
    ):
        painter.setPen(limit_pen(line.role, frame).color())
        box = QRectF(edge, y - height / 2, frame.area.right() - edge, height)
        shown = metrics.elidedText(line.name, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


def _apart(wanted: Sequence[float], height: float, area: QRectF) -> list[float]:
    """Middles of lines of text from the top down, near where they are wanted, none over another."""
    placed: list[float] = []
    highest = area.top() + height / 2
    for y in wanted:
        placed.append(max(y, highest))
        highest = placed[-1] + height
    lowest = area.bottom() + height / 2
    for place in reversed(range(len(placed))):
        placed[place] = min(placed[place], lowest)
        lowest = placed[place] - height
    return placed


def _ends(chart: Chart, frame: Frame) -> Iterator[tuple[float, LimitLine]]:
    for line in chart.lines:
        last = next((value for value in reversed(line.values) if value is not None), None)
        if last is not None and _is_named(line):
            yield frame.at(0, last).y(), line


def _runs(values: Sequence[float | None]) -> Iterator[tuple[int, int, float]]:
    """First and last category of each stretch of one value."""
    start = 0
    for place in range(1, len(values) + 1):
        if place == len(values) or values[place] != values[start]:
            value = values[start]
            if value is not None:
                yield start, place - 1, value
            start = place


def _line(
    painter: QPainter, values: Sequence[float | None], frame: Frame, ink: QColor, *, dots: bool
) -> None:
    for points in _stretches(values, frame):
        pen = QPen(ink, 2)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPolyline(QPolygonF(points))
        if (dots and len(values) <= _MOST_DOTS) or len(points) == 1:
            painter.setPen(QPen(frame.inks.ground, 1.5))
            painter.setBrush(ink)
            for point in points:
                painter.drawEllipse(point, _DOT_PX, _DOT_PX)
            painter.setBrush(Qt.BrushStyle.NoBrush)


def _stretches(values: Sequence[float | None], frame: Frame) -> Iterator[list[QPointF]]:
    points: list[QPointF] = []
    for place, value in enumerate((*values, None)):
        if value is not None:
            points.append(frame.at(place, value))
        elif points:
            yield points
            points = []


def _band(painter: QPainter, series: Series, frame: Frame, ink: QColor) -> None:
    if not series.low or not series.high:
        return
    veil = QColor(ink)
    veil.setAlpha(34)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(veil)
    lows, highs = list(_stretches(series.low, frame)), list(_stretches(series.high, frame))
    for low, high in zip(lows, highs, strict=False):
        painter.drawPolygon(QPolygonF([*low, *reversed(high)]))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _ring(painter: QPainter, frame: Frame, point: QPointF) -> None:
    painter.setPen(QPen(frame.inks.marked, 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    ring = _RING_PX / 1.5 if frame.slot < _NAMED_FROM_PX else _RING_PX
    painter.drawEllipse(point, ring, ring)


def _name_rules(
    painter: QPainter, frame: Frame, point: QPointF, rules: str, room: float, written: list[QRectF]
) -> None:
    """``room`` is how far names may reach to the right, where those of the limits begin."""
    letters = font(frame.letter - 1, bold=True)
    metrics = QFontMetricsF(letters)
    width, height = metrics.horizontalAdvance(rules) + 4, metrics.height()
    box = QRectF(point.x() - width / 2, point.y() - _RING_PX - height - 1, width, height)
    if box.top() < frame.area.top():
        box.moveTop(point.y() + _RING_PX + 1)
    box.moveRight(min(box.right(), room))
    if frame.slot < _NAMED_FROM_PX or any(box.intersects(one) for one in written):
        return
    written.append(box)
    painter.setFont(letters)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, rules)


SHAPED_AS_LINES = frozenset({Shape.LINES, Shape.CONTROL})
