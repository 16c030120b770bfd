"""Where a value lies in its limits: inside, near or outside, by position, colour and tick."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from station.model.checklist import Limits
from ui.fonts import Size, font
from ui.widgets.surroundings import Surroundings

_BAR_TOP_PX, _BAR_PX = 8, 12
_MARGIN = 0.15
"""Share of the bar kept for values beyond each limit."""


class LimitsBar(QWidget):
    """A bar of the accepted range with a marker at the value; hidden without limits."""

    def __init__(self, limits: Limits, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._limits, self._around = limits, around
        self._value: Decimal | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if _bounds(limits) is None:
            self.hide()
        around.theme.changed.connect(self.update)

    def mark(self, value: Decimal | None) -> None:
        """Put the marker at ``value`` (in the item's unit), or take it away."""
        self._value = value
        self.update()

    def sizeHint(self) -> QSize:
        """Bar and one line of figures."""
        return QSize(240, 48)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bar, its limits and the marker."""
        bounds = _bounds(self._limits)
        if bounds is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_bar(painter)
        self._draw_figures(painter)
        if self._value is not None:
            self._draw_marker(painter, _place(self._value, *bounds))

    def _inside(self) -> tuple[float, float]:
        low = _MARGIN if self._limits.low else 0.0
        high = 1 - _MARGIN if self._limits.high is not None else 1.0
        return low * self.width(), high * self.width()

    def _draw_bar(self, painter: QPainter) -> None:
        palette = self._around.theme.palette
        bar = QRectF(0, _BAR_TOP_PX, self.width(), _BAR_PX)
        shape = QPainterPath()
        shape.addRoundedRect(bar, _BAR_PX / 2, _BAR_PX / 2)
        painter.setClipPath(shape)
        painter.fillRect(bar, palette.colour("attention_bg"))
        left, right = self._inside()
        painter.fillRect(QRectF(left, bar.top(), right - left, bar.height()), palette.colour("ok_bg"))
        painter.setClipping(False)
        painter.setPen(palette.colour("border"))
        painter.drawPath(shape)

    def _draw_figures(self, painter: QPainter) -> None:
        painter.setFont(font(Size.SMALL))
        painter.setPen(self._around.theme.palette.colour("muted"))
        left, right = self._inside()
        for limit, x in ((self._limits.low, left), (self._limits.high, right)):
            if limit is not None:
                figures = QRectF(min(max(x - 60, 0), self.width() - 120), 26, 120, 18)
                edge = Qt.AlignmentFlag.AlignLeft if x < 60 else Qt.AlignmentFlag.AlignHCenter
                painter.drawText(figures, int(edge), f"{limit.normalize():f}")

    def _draw_marker(self, painter: QPainter, share: float) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._around.theme.palette.colour("text"))
        x = min(max(share * self.width(), 2.0), self.width() - 2.0)
        painter.drawRoundedRect(QRectF(x - 2, 2, 4, _BAR_PX + 12), 2, 2)


def _bounds(limits: Limits) -> tuple[float, float] | None:
    if limits.high is None:
        return None
    low, high = float(limits.low or 0), float(limits.high)
    return (low, high) if high > low else None


def _place(value: Decimal, low: float, high: float) -> float:
    first = _MARGIN if low else 0.0
    return first + (float(value) - low) / (high - low) * (1 - _MARGIN - first)
