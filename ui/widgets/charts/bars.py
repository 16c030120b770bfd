"""Bars: side by side, on top of each other, touching; with intervals and their values written on them."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen

from station.model.charts import Chart, Series, Shape
from ui.fonts import font
from ui.widgets.charts.frame import Frame
from ui.widgets.charts.inks import on
from ui.widgets.charts.scale import bars

_SHARE = {Shape.HISTOGRAM: 1.0, Shape.BARS: 0.62, Shape.PARETO: 0.7, Shape.STACKED: 0.56}
_WIDEST_PX = 72.0
_GAP_PX = 2.0
_RADIUS_PX = 4.0
_WHISKER_PX = 5.0
_LABEL_GAP_PX = 5.0
_HALO_ALPHA = 215


def draw_bars(painter: QPainter, chart: Chart, frame: Frame) -> None:
    """Bars of every series, side by side within their category."""
    for nth, series, place, value, box in _boxes(chart, frame):
        _fill(painter, box, frame.inks.series(nth), upwards=value >= 0)
        _whisker(painter, series, place, box, frame)


def write_values(painter: QPainter, chart: Chart, frame: Frame) -> None:
    """The value of each bar above it, where there is room."""
    for nth, series, place, value, box in _boxes(chart, frame):
        if value or chart.shape is not Shape.HISTOGRAM:
            top = box.top()
            if series.high and (high := series.high[place]) is not None:
                top = min(top, frame.at(0, high).y())
            _write_above(painter, frame, box, top, frame.inks.series(nth), frame.scale.words(value))


def _boxes(chart: Chart, frame: Frame) -> Iterator[tuple[int, Series, int, float, QRectF]]:
    drawn = bars(chart)
    for nth, series in enumerate(drawn):
        for place, value in enumerate(series.values):
            if value is not None:
                yield nth, series, place, value, _box(chart, frame, place, nth, len(drawn), 0.0, value)


def draw_stack(painter: QPainter, chart: Chart, frame: Frame) -> None:
    """One bar per category, its layers from the first series at the foot."""
    drawn = bars(chart)
    for place in range(len(chart.categories)):
        foot, topmost = 0.0, _topmost(drawn, place)
        for nth, series in enumerate(drawn):
            value = series.values[place]
            if value:
                box = _box(chart, frame, place, 0, 1, foot, foot + value)
                ink = frame.inks.stack(nth, len(drawn))
                _fill(painter, box.adjusted(0, 0, 0, -1 if foot else 0), ink, upwards=nth == topmost)
                _write_inside(painter, frame, box, ink, frame.scale.words(value))
                foot += value


def _topmost(drawn: tuple[Series, ...], place: int) -> int:
    return max((nth for nth, series in enumerate(drawn) if series.values[place]), default=-1)


def _box(chart: Chart, frame: Frame, place: int, nth: int, count: int, foot: float, value: float) -> QRectF:
    touching = chart.shape is Shape.HISTOGRAM
    whole = frame.slot * _SHARE[chart.shape]
    width = whole - 1 if touching else min(whole, _WIDEST_PX * count)
    each = (width - _GAP_PX * (count - 1)) / count
    left = frame.at(place, 0).x() - width / 2 + nth * (each + _GAP_PX)
    ends = sorted((frame.at(place, foot).y(), frame.at(place, value).y()))
    return QRectF(left, ends[0], max(each, 1.0), max(ends[1] - ends[0], 1.0))


def _fill(painter: QPainter, box: QRectF, ink: QColor, *, upwards: bool) -> None:
    """Round at the free end, straight at the foot."""
    radius = min(_RADIUS_PX, box.width() / 3, box.height()) if upwards else 0.0
    path = QPainterPath()
    path.addRoundedRect(box, radius, radius)
    if radius:
        foot = QPainterPath()
        foot.addRect(box.adjusted(0, min(radius, box.height()), 0, 0))
        path = path.united(foot)
    painter.fillPath(path, ink)


def _whisker(painter: QPainter, series: Series, place: int, box: QRectF, frame: Frame) -> None:
    """The interval of a bar, where one is stated."""
    low = series.low[place] if series.low else None
    high = series.high[place] if series.high else None
    if low is None or high is None:
        return
    middle, top, foot = box.center().x(), frame.at(0, high).y(), frame.at(0, low).y()
    half = min(_WHISKER_PX, box.width() / 4)
    painter.setPen(QPen(frame.inks.text, 1.4))
    painter.drawLine(QPointF(middle, top), QPointF(middle, foot))
    for y in (top, foot):
        painter.drawLine(QPointF(middle - half, y), QPointF(middle + half, y))


def _write_above(painter: QPainter, frame: Frame, box: QRectF, top: float, ink: QColor, words: str) -> None:
    letters = font(frame.letter, bold=True)
    metrics = QFontMetricsF(letters)
    width = metrics.horizontalAdvance(words)
    if width > max(box.width(), frame.slot * 0.94 if box.width() > frame.slot / 2 else 0):
        return
    painter.setFont(letters)
    painter.setPen(frame.inks.text)
    place = QRectF(
        box.center().x() - width / 2 - 1,
        top - metrics.height() - _LABEL_GAP_PX + 2,
        width + 2,
        metrics.height(),
    )
    if place.top() < frame.area.top():
        _write_inside(
            painter, frame, QRectF(box.left(), box.top(), box.width(), metrics.height() + 4), ink, words
        )
        return
    halo = frame.inks.ground
    halo.setAlpha(_HALO_ALPHA)
    painter.fillRect(place.adjusted(-1, 1, 1, -1), halo)
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)


def _write_inside(painter: QPainter, frame: Frame, box: QRectF, ink: QColor, words: str) -> None:
    letters = font(frame.letter)
    metrics = QFontMetricsF(letters)
    if metrics.horizontalAdvance(words) + 6 > box.width() or metrics.height() > box.height():
        return
    painter.setFont(letters)
    painter.setPen(on(ink))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
