"""The drawing of the unit on which a zone is picked, by click or arrow keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.fonts import font
from ui.widgets.surroundings import Surroundings
from ui.widgets.zone_shapes import drawing_for

DIRECTIONS = {
    int(Qt.Key.Key_Left): "left",
    int(Qt.Key.Key_Right): "right",
    int(Qt.Key.Key_Up): "up",
    int(Qt.Key.Key_Down): "down",
}


class ZoneDrawing(QWidget):
    """The sides of a unit with their zones. ``picked(zone)`` on a click, ``pointed(zone)`` while moving
    by arrow keys. Zones of the item are solid, others faint; a zone with defects shows how many."""

    picked = Signal(str)
    pointed = Signal(str)

    def __init__(self, zones: Sequence[str], around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zones, self._around = tuple(zones), around
        self._drawing = drawing_for(self._zones)
        self._zone: str | None = None
        self._counts: Mapping[str, int] = {}
        self._captions: Mapping[str, str] = {}
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

    @property
    def captions(self) -> tuple[str, ...]:
        """The captions of the sides that have one, as text keys."""
        return tuple(side.caption for side in self._drawing.sides if side.caption)

    def set_words(self, captions: Mapping[str, str], accessible_name: str) -> None:
        """What stands below each side, by its key."""
        self._captions = captions
        self.setAccessibleName(accessible_name)
        self.update()

    def press(self, key: int) -> bool:
        """Move by arrow key."""
        direction = DIRECTIONS.get(key)
        zone = self._drawing.neighbour(self._zone, direction, self._zones) if direction else None
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
        zone = self._drawing.zone_at(at.x(), at.y(), self._zones)
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
        width, height = self._drawing.size
        return min(self.width() / width, self.height() / height)

    def _origin(self) -> QPointF:
        scale = self._scale()
        return QPointF((self.width() - self._drawing.size[0] * scale) / 2, 0)

    def _draw_outlines(self, painter: QPainter) -> None:
        palette = self._around.theme.palette
        painter.setPen(QPen(palette.colour("control_border"), 1.5))
        painter.setBrush(palette.colour("sunken"))
        for side in self._drawing.sides:
            x, y, width, height, radius = side.outline
            painter.drawRoundedRect(QRectF(x, y, width, height), radius, radius)

    def _draw_zones(self, painter: QPainter) -> None:
        for zone in reversed(self._drawing.zones):
            if zone.only_when_asked and zone.id not in self._zones:
                continue
            fill, edge = self._colours(zone.id)
            painter.setBrush(fill)
            painter.setPen(edge)
            painter.drawPath(self._drawing.shapes[zone.id])

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
        for zone in self._drawing.zones:
            if zone.label and zone.id in self._zones:
                self._write(painter, self._drawing.shapes[zone.id].boundingRect(), zone.label)
        for side in self._drawing.sides:
            self._write(painter, QRectF(*side.words), self._captions.get(side.caption, ""))

    @staticmethod
    def _write(painter: QPainter, area: QRectF, words: str) -> None:
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, words)

    def _draw_count(self, painter: QPainter, zone: str, count: int) -> None:
        if zone not in self._drawing.anchors or not count:
            return
        palette = self._around.theme.palette
        centre = QPointF(*self._drawing.anchors[zone])
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.colour("accent"))
        painter.drawEllipse(centre, 8, 8)
        painter.setPen(palette.colour("on_accent"))
        painter.setFont(font(10, bold=True))
        badge = QRectF(centre.x() - 8, centre.y() - 8, 16, 16)
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, str(count))
