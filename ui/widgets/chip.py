"""State in colour, shape and word."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.fonts import Size, font
from ui.icons import pixmap
from ui.theme import State, Theme

MARKS: dict[State, str] = {
    State.OK: "check",
    State.ATTENTION: "triangle-alert",
    State.BAD: "x",
    State.UNKNOWN: "circle-question-mark",
}

_MARK_PX = 14
_PAD_PX = 12
_GAP_PX = 6
_HEIGHT_PX = 28


class Chip(QWidget):
    """A rounded label: state colour, shape mark and word. ``icon`` replaces the state's usual mark."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._state = State.UNKNOWN
        self._word = ""
        self._icon = ""
        self.setFont(font(Size.BODY, bold=True))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    @property
    def state(self) -> State:
        """State shown."""
        return self._state

    @property
    def word(self) -> str:
        """Word shown."""
        return self._word

    def show_state(self, state: State, word: str, icon: str = "") -> None:
        """Show ``state`` with its ``word``."""
        self._state, self._word, self._icon = state, word, icon
        self.setAccessibleName(word)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = QFontMetrics(self.font()).horizontalAdvance(self._word)
        return QSize(2 * _PAD_PX + _MARK_PX + _GAP_PX + width + 1, _HEIGHT_PX)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        foreground, background = self._theme.palette.of_state(self._state)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(background)
        painter.drawRoundedRect(QRectF(self.rect()), _HEIGHT_PX / 2, _HEIGHT_PX / 2)
        self._draw_mark(painter, foreground)
        painter.setPen(foreground)
        painter.setFont(self.font())
        words = self.rect().adjusted(_PAD_PX + _MARK_PX + _GAP_PX, 0, -_PAD_PX // 2, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._word)

    def _draw_mark(self, painter: QPainter, colour: QColor) -> None:
        name = self._icon or MARKS[self._state]
        mark = pixmap(name, colour.name(), _MARK_PX, self.devicePixelRatioF())
        painter.drawPixmap(_PAD_PX, (self.height() - _MARK_PX) // 2, mark)
