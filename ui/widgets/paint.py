"""Small things drawn in many places: the shape of a state, a key cap, a rounded surface."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from ui.fonts import Size, font
from ui.theme import State

KEYCAP_HEIGHT_PX = 22


def surface(
    painter: QPainter, area: QRectF, fill: QColor, edge: QColor, *, radius: float, width: float
) -> None:
    """A rounded rectangle with its edge inside ``area``."""
    inset = width / 2
    painter.setPen(QPen(edge, width) if width else Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    painter.drawRoundedRect(area.adjusted(inset, inset, -inset, -inset), radius, radius)


def keycap_width(key: str) -> float:
    """Width in px of the cap that :func:`keycap` draws for ``key``."""
    return max(KEYCAP_HEIGHT_PX, QFontMetricsF(font(Size.SMALL)).horizontalAdvance(key) + 12.0)


def keycap(painter: QPainter, left: float, middle: float, key: str, ink: QColor, edge: QColor) -> float:
    """A key cap, vertically centred on ``middle``; returns the x where it ends."""
    width = keycap_width(key)
    cap = QRectF(left, middle - KEYCAP_HEIGHT_PX / 2, width, KEYCAP_HEIGHT_PX)
    surface(painter, cap, QColor(Qt.GlobalColor.transparent), edge, radius=4, width=1)
    painter.setPen(QPen(edge, 2))
    painter.drawLine(QPointF(cap.left() + 4, cap.bottom() - 1), QPointF(cap.right() - 4, cap.bottom() - 1))
    painter.setPen(ink)
    painter.setFont(font(Size.SMALL))
    painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, key)
    return cap.right()


def state_shape(painter: QPainter, box: QRectF, state: State, colour: QColor) -> None:
    """The shape that always goes with a state: check, triangle, cross, question mark."""
    draw = {State.OK: _check, State.ATTENTION: _triangle, State.BAD: _cross, State.UNKNOWN: _question}
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw[state](painter, box, colour)
    painter.restore()


def _stroke(painter: QPainter, colour: QColor, width: float) -> None:
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _at(box: QRectF, x: float, y: float) -> QPointF:
    return QPointF(box.left() + x * box.width(), box.top() + y * box.height())


def _check(painter: QPainter, box: QRectF, colour: QColor) -> None:
    _stroke(painter, colour, max(1.8, box.width() / 7))
    painter.drawPolyline([_at(box, 0.14, 0.54), _at(box, 0.40, 0.80), _at(box, 0.88, 0.22)])


def _cross(painter: QPainter, box: QRectF, colour: QColor) -> None:
    _stroke(painter, colour, max(1.8, box.width() / 7))
    painter.drawLine(_at(box, 0.2, 0.2), _at(box, 0.8, 0.8))
    painter.drawLine(_at(box, 0.8, 0.2), _at(box, 0.2, 0.8))


def _triangle(painter: QPainter, box: QRectF, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(QPolygonF([_at(box, 0.5, 0.08), _at(box, 0.98, 0.92), _at(box, 0.02, 0.92)]))


def _question(painter: QPainter, box: QRectF, colour: QColor) -> None:
    size = max(8, round(box.height() * 1.05))
    painter.setPen(colour)
    painter.setFont(font(size, bold=True))
    painter.drawText(box.adjusted(-4, -4, 4, 4), Qt.AlignmentFlag.AlignCenter, "?")
