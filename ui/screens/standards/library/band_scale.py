"""The bands of every grade on one axis, drawn: limits are data, so the program can draw them."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.fonts import Size, font
from ui.screens.standards.library.bands import Band, BandAxis
from ui.theme import GRID_PX, Theme

_ROW_PX, _BAR_PX, _FOOT_PX, _EDGE_PX = 28, 12, 28, 10
_LABEL_PX = 136
_END_PX = 40


class BandScale(QWidget):
    """One row per grade; a filled edge belongs to the band, a hollow one does not."""

    def __init__(self, axis: BandAxis, free: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._axis, self._free, self._theme = axis, free, theme
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        told = "; ".join(f"{band.label} {_told(band, axis.unit) or free}" for band in axis.bands)
        self.setAccessibleName(f"{axis.title}: {told}")
        self.setToolTip(told)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """A row for each band and one line of figures."""
        return QSize(360, len(self._axis.bands) * _ROW_PX + _FOOT_PX)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw limits as hairlines, bands over them, figures below."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_limits(painter)
        for place, band in enumerate(self._axis.bands):
            self._draw_band(painter, place * _ROW_PX, band)

    def _x(self, value: Decimal) -> float:
        room = self.width() - _LABEL_PX - _END_PX
        return _LABEL_PX + float((value - self._axis.low) / (self._axis.high - self._axis.low)) * room

    def _draw_limits(self, painter: QPainter) -> None:
        palette = self._theme.palette
        bottom = len(self._axis.bands) * _ROW_PX
        painter.setFont(font(Size.SMALL))
        free_from = -1.0
        for limit in sorted({self._axis.low, *self._axis.limits}):
            x, words = self._x(limit), f"{limit.normalize():f}"
            painter.setPen(QPen(palette.colour("border"), 1))
            painter.drawLine(QPointF(x, 0), QPointF(x, bottom + 4))
            half = QFontMetricsF(painter.font()).horizontalAdvance(words) / 2
            if x - half > free_from:
                painter.setPen(palette.colour("muted"))
                painter.drawText(QRectF(x - 40, bottom + 5, 80, 18), Qt.AlignmentFlag.AlignHCenter, words)
                free_from = x + half + 4
        painter.setPen(palette.colour("muted"))
        unit = "" if self._axis.unit == "1" else self._axis.unit
        end = QRectF(self.width() - _END_PX, bottom + 5, _END_PX, 18)
        painter.drawText(end, Qt.AlignmentFlag.AlignRight, unit)

    def _draw_band(self, painter: QPainter, top: int, band: Band) -> None:
        palette = self._theme.palette
        painter.setFont(font(Size.BODY, bold=not band.is_free))
        painter.setPen(palette.colour("muted" if band.is_free else "text"))
        room = QRectF(0, top, _LABEL_PX - 2 * GRID_PX, _ROW_PX)
        words = QFontMetricsF(painter.font()).elidedText(
            band.label, Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
        middle = top + _ROW_PX / 2
        if band.is_free:
            self._draw_free(painter, middle)
            return
        left = self._x(self._axis.low if band.low is None else band.low)
        right = self._x(self._axis.high if band.high is None else band.high)
        bar = QRectF(left, middle - _BAR_PX / 2, max(right - left, 2.0), _BAR_PX)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.colour("selected"))
        painter.drawRoundedRect(bar, 3, 3)
        painter.setPen(QPen(palette.colour("accent"), 2))
        painter.drawLine(QPointF(left, middle), QPointF(right, middle))
        self._draw_edge(painter, QPointF(left, middle), band.low, band.low_open)
        self._draw_edge(painter, QPointF(right, middle), band.high, band.high_open)

    def _draw_free(self, painter: QPainter, middle: float) -> None:
        palette = self._theme.palette
        painter.setPen(QPen(palette.colour("control_border"), 1, Qt.PenStyle.DashLine))
        right = self._x(self._axis.high)
        painter.drawLine(QPointF(_LABEL_PX, middle), QPointF(right, middle))
        painter.setFont(font(Size.SMALL))
        width = QFontMetricsF(painter.font()).horizontalAdvance(self._free) + 12
        painter.fillRect(QRectF(_LABEL_PX + 8, middle - 9, width, 18), palette.colour("surface"))
        painter.setPen(palette.colour("muted"))
        room = QRectF(_LABEL_PX + 8, middle - 9, width, 18)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, self._free)

    def _draw_edge(self, painter: QPainter, at: QPointF, limit: Decimal | None, is_open: bool) -> None:
        if limit is None:
            return
        palette = self._theme.palette
        painter.setPen(QPen(palette.colour("accent"), 2))
        painter.setBrush(palette.colour("surface" if is_open else "accent"))
        painter.drawEllipse(at, _EDGE_PX / 2, _EDGE_PX / 2)


def _told(band: Band, unit: str) -> str:
    shown = "" if unit == "1" else f" {unit}"
    low = f"{'>' if band.low_open else '≥'} {band.low:f}{shown}" if band.low is not None else ""
    high = f"{'<' if band.high_open else '≤'} {band.high:f}{shown}" if band.high is not None else ""
    return " ".join(part for part in (low, high) if part)
