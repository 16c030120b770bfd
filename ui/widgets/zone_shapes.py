"""Where the zones of a phone lie on the drawing, in drawing units (front at the left, back at the right)."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

WIDTH, HEIGHT = 240.0, 232.0
FRONT = QRectF(16, 12, 88, 184)
"""Outline of the unit seen from the front."""
BACK = QRectF(136, 12, 88, 184)
"""Outline of the unit seen from the back."""


def _rounded(x: float, y: float, width: float, height: float, radius: float) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(QRectF(x, y, width, height), radius, radius)
    return path


def _ring(outer: QPainterPath, inner: QPainterPath) -> QPainterPath:
    return outer.subtracted(inner)


@cache
def zone_shapes() -> dict[str, QPainterPath]:
    """Shape of every drawn zone, small ones first so that a click finds the most particular zone."""
    display = _rounded(25, 29, 70, 150, 5)
    glass = _rounded(21, 17, 78, 174, 11)
    ports = _rounded(42, 206, 36, 8, 4)
    ports.addPath(_rounded(113, 62, 6, 30, 3))
    return {
        "Z5": _rounded(144, 22, 36, 44, 10),
        "Z3C1": _rounded(8, 4, 24, 24, 10),
        "Z3C2": _rounded(88, 4, 24, 24, 10),
        "Z3C3": _rounded(88, 180, 24, 24, 10),
        "Z3C4": _rounded(8, 180, 24, 24, 10),
        "Z3T": _rounded(34, 5, 52, 11, 5),
        "Z3B": _rounded(34, 192, 52, 11, 5),
        "Z3L": _rounded(9, 30, 11, 148, 5),
        "Z3R": _rounded(100, 30, 11, 148, 5),
        "Z6": ports,
        "Z7": _rounded(156, 198, 48, 16, 6),
        "Z1": display,
        "Z2": _ring(glass, display),
        "Z4": _rounded(140, 16, 80, 176, 12),
        "Z3": _ring(_rounded(12, 8, 96, 192, 18), glass),
    }


def zone_at(x: float, y: float, among: tuple[str, ...]) -> str | None:
    """The zone of ``among`` at a point of the drawing."""
    point = QPointF(x, y)
    return next(
        (zone for zone, shape in zone_shapes().items() if zone in among and shape.contains(point)), None
    )


_TOWARDS = {"left": (-1.0, 0.0), "right": (1.0, 0.0), "up": (0.0, -1.0), "down": (0.0, 1.0)}


def neighbour(zone: str | None, direction: str, among: tuple[str, ...]) -> str | None:
    """The nearest zone of ``among`` in ``direction``; without a start the first zone, at an edge the same."""
    drawn = [one for one in zone_shapes() if one in among]
    if zone not in drawn:
        return min(drawn, key=_reading_order, default=None)
    ahead = [
        (cost, one) for one in drawn if one != zone and (cost := _cost(zone, one, direction)) is not None
    ]
    return min(ahead)[1] if ahead else zone


def _reading_order(zone: str) -> tuple[float, float]:
    centre = _centre(zone)
    return centre[0], centre[1]


def _centre(zone: str) -> tuple[float, float]:
    centre = zone_shapes()[zone].boundingRect().center()
    return centre.x(), centre.y()


def _cost(start: str, end: str, direction: str) -> float | None:
    (x0, y0), (x1, y1), (dx, dy) = _centre(start), _centre(end), _TOWARDS[direction]
    along = (x1 - x0) * dx + (y1 - y0) * dy
    across = abs((x1 - x0) * dy) + abs((y1 - y0) * dx)
    return along + 2 * across if along > 1 else None
