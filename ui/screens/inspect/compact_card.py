"""A channel's verdict where many share the page; the grade still reads from two metres."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from station.reports.content import VerdictContent
from ui.fonts import Size, font
from ui.theme import State
from ui.widgets import paint
from ui.widgets.surroundings import Surroundings

SMALLEST_WORD_PX, _LARGEST_WORD_PX = 28, 44
_PAD_PX, _HEAD_PX, _LEAST_PX = 12, 22, 78
_SHAPE_PX = 14


class CompactCard(QWidget):
    """Name and shape above, the word below: the short one where the long one would be too small."""

    def __init__(self, verdict: VerdictContent, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._verdict, self._around = verdict, around
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(f"{verdict.channel} {verdict.word}")
        self.setToolTip(f"{verdict.channel} {verdict.version}\n{verdict.word}")
        around.theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Cards share the page."""
        return QSize(160, _LEAST_PX)

    def minimumSizeHint(self) -> QSize:
        """Below this the grade could not be read."""
        return QSize(120, _LEAST_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card."""
        state = State(self._verdict.state.value)
        ink, fill = self._around.theme.palette.of_state(state)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint.surface(painter, QRectF(self.rect()), fill, fill, radius=10, width=0)
        top = max(8.0, (self.height() - _HEAD_PX - self._word_px() * 1.4) / 2)
        paint.state_shape(painter, QRectF(_PAD_PX, top + 4, _SHAPE_PX, _SHAPE_PX), state, ink)
        painter.setPen(ink)
        left = _PAD_PX + _SHAPE_PX + 6.0
        name = QRectF(left, top, self.width() - left - _PAD_PX, _HEAD_PX)
        self._write(painter, name, self._verdict.channel, Size.BODY)
        word = QRectF(_PAD_PX, top + _HEAD_PX, self._room(), self._word_px() * 1.4)
        self._write(painter, word, self._word(), self._word_px())

    def _room(self) -> float:
        return self.width() - 2.0 * _PAD_PX

    def _word(self) -> str:
        """The word, or the short one where it does not fit in a size that reads."""
        fits = _advance(self._verdict.word, SMALLEST_WORD_PX) <= self._room()
        return self._verdict.word if fits else self._verdict.short

    def _word_px(self) -> int:
        share = self._room() / max(1.0, _advance(self._word(), 100)) * 100
        tallest = (self.height() - _HEAD_PX - 12) / 1.4
        return max(SMALLEST_WORD_PX, int(min(share, tallest, _LARGEST_WORD_PX)))

    @staticmethod
    def _write(painter: QPainter, room: QRectF, words: str, size: int) -> None:
        painter.setFont(font(size, bold=True))
        fitting = QFontMetricsF(painter.font()).elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, fitting)


def _advance(word: str, size: int) -> float:
    return QFontMetricsF(font(size, bold=True)).horizontalAdvance(word)
