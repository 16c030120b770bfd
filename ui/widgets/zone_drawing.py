"""The drawing of the unit on which a zone is picked, by click or arrow keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.fonts import font
from ui.widgets import zone_shapes
from ui.widgets.surroundings import Surroundings

DIRECTIONS = {
    int(Qt.Key.Key_Left): "left",
    int(Qt.Key.Key_Right): "right",
    int(Qt.Key.Key_Up): "up",
    int(Qt.Key.Key_Down): "down",
}

_ONLY_WHEN_ASKED = ("Z3", "Z7", "Z3T", "Z3B", "Z3L", "Z3R", "Z3C1", "Z3C2", "Z3C3", "Z3C4")


class ZoneDrawing(QWidget):
    """Front and back of a phone with its zones. ``picked(zone)`` on a click, ``pointed(zone)`` while moving
    by arrow keys. Zones of the item are solid, others faint; a zone with defects shows how many."""

    picked = Signal(str)
    pointed = Signal(str)

    def __init__(self, zones: Sequence[str], around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zones, self._around = tuple(zones), around
        self._zone: str | None = None
        self._counts: Mapping[str, int] = {}
        self._labels = ("", "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(192, 208)
        self.setMaximumHeight(380)
        self.setMouseTracking(True)
        around.theme.changed.connect(self.update)

    @property
    def zone(self) -> str | None:
        """The zone pointed at."""
        return self._zone

    def point(self, zone: str | None) -> None:
        """Point at ``zone``, or at none."""
        self._zone = zone
        self.update()

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """How many defects lie in each zone."""
        self._counts = counts
        self.update()

    def set_words(self, front: str, back: str, accessible_name: str) -> None:
        """Captions of the two sides."""
        self._labels = (front, back)
        self.setAccessibleName(accessible_name)
        self.update()

    def press(self, key: int) -> bool:
        """Move by arrow key."""
        direction = DIRECTIONS.get(key)
        zone = zone_shapes.neighbour(self._zone, direction, self._zones) if direction else None
        if zone is None:
            return False
        self.point(zone)
        self.pointed.emit(zone)
        return True

    def sizeHint(self) -> QSize:
        """Room for both sides."""
        return QSize(240, 300)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pick the zone under the pointer."""
        at = (event.position() - self._origin()) / self._scale()
        zone = zone_shapes.zone_at(at.x(), at.y(), self._zones)
        if zone is not None:
            self.point(zone)
            self.picked.emit(zone)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw both sides, the zones and what is in them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(self._origin())
        painter.scale(self._scale(), self._scale())
        self._draw_outlines(painter)
        self._draw_zones(painter)
        self._draw_captions(painter)
        for zone, count in self._counts.items():
            self._draw_count(painter, zone, count)

    def _scale(self) -> float:
        return min(self.width() / zone_shapes.WIDTH, self.height() / zone_shapes.HEIGHT)

    def _origin(self) -> QPointF:
        scale = self._scale()
        return QPointF((self.width() - zone_shapes.WIDTH * scale) / 2, 0)

    def _draw_outlines(self, painter: QPainter) -> None:
        palette = self._around.theme.palette
        painter.setPen(QPen(palette.colour("control_border"), 1.5))
        painter.setBrush(palette.colour("sunken"))
        for side in (zone_shapes.FRONT, zone_shapes.BACK):
            painter.drawRoundedRect(side, 15, 15)

    def _draw_zones(self, painter: QPainter) -> None:
        shapes = zone_shapes.zone_shapes()
        for zone in reversed(shapes):
            if zone in _ONLY_WHEN_ASKED and zone not in self._zones:
                continue
            fill, edge = self._colours(zone)
            painter.setBrush(fill)
            painter.setPen(edge)
            painter.drawPath(shapes[zone])

    def _colours(self, zone: str) -> tuple[QColor, QPen]:
        palette = self._around.theme.palette
        if zone == self._zone:
            return palette.colour("selected"), QPen(palette.colour("accent"), 2)
        if zone in self._zones:
            return palette.colour("surface"), QPen(palette.colour("muted"), 1)
        faint = QPen(palette.colour("control_border"), 0.7)
        return QColor(Qt.GlobalColor.transparent), faint

    def _draw_captions(self, painter: QPainter) -> None:
        painter.setFont(font(11))
        painter.setPen(self._around.theme.palette.colour("muted"))
        areas = (QRectF(16, 216, 88, 15), QRectF(136, 216, 88, 15))
        if "Z7" in self._zones:
            painter.drawText(QRectF(156, 198, 48, 16), Qt.AlignmentFlag.AlignCenter, "Z7")
        for area, words in zip(areas, self._labels, strict=True):
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, words)

    def _draw_count(self, painter: QPainter, zone: str, count: int) -> None:
        shape = zone_shapes.zone_shapes().get(zone)
        if shape is None or not count:
            return
        palette = self._around.theme.palette
        centre = shape.boundingRect().center()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.colour("accent"))
        painter.drawEllipse(centre, 8, 8)
        painter.setPen(palette.colour("on_accent"))
        painter.setFont(font(10, bold=True))
        badge = QRectF(centre.x() - 8, centre.y() - 8, 16, 16)
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, str(count))
