"""How far the first start is: one dot and word per step."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.fonts import Size, font
from ui.theme import State, Theme
from ui.widgets import paint

_DOT_PX, _HEIGHT_PX, _MIDDLE_PX = 28, 60, 16


class Progress(QWidget):
    """Numbered dots on a line; those done carry a check."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words: tuple[str, ...] = ()
        self._at = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_steps(self, words: Sequence[str], at: int) -> None:
        """Show these steps; ``at`` counts from 0."""
        self._words, self._at = tuple(words), at
        self.setAccessibleName(f"{at + 1}/{len(words)} {words[at]}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, _HEIGHT_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = self.width() / max(len(self._words), 1)
        self._draw_line(painter, width)
        for place, words in enumerate(self._words):
            self._draw_step(painter, QPointF((place + 0.5) * width, _MIDDLE_PX), place, words, width)

    def _draw_line(self, painter: QPainter, width: float) -> None:
        palette = self._theme.palette
        first, last = width / 2, width * (len(self._words) - 0.5)
        for end, colour in ((last, "border"), (first + self._at * width, "accent")):
            painter.setPen(QPen(palette.colour(colour), 2))
            painter.drawLine(QPointF(first, _MIDDLE_PX), QPointF(end, _MIDDLE_PX))

    def _draw_step(self, painter: QPainter, at: QPointF, place: int, words: str, width: float) -> None:
        palette, reached = self._theme.palette, place <= self._at
        painter.setPen(QPen(palette.colour("accent" if reached else "control_border"), 2))
        painter.setBrush(palette.colour("accent" if reached else "surface"))
        dot = QRectF(at.x() - _DOT_PX / 2, at.y() - _DOT_PX / 2, _DOT_PX, _DOT_PX)
        painter.drawEllipse(dot)
        ink = palette.colour("on_accent" if reached else "muted")
        if place < self._at:
            paint.state_shape(painter, dot.adjusted(7, 7, -7, -7), State.OK, ink)
        else:
            painter.setPen(ink)
            painter.setFont(font(Size.BODY, bold=True))
            painter.drawText(dot, Qt.AlignmentFlag.AlignCenter, str(place + 1))
        painter.setFont(font(Size.SMALL, bold=place == self._at))
        painter.setPen(palette.colour("text" if place == self._at else "muted"))
        below = QRectF(at.x() - width / 2, _HEIGHT_PX - 24, width, 20)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, words)
