"""One chip per channel along the bottom: the best grade still reachable, live from the first answer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QSizePolicy, QWidget

from station.reports.content import VerdictContent
from ui.fonts import Size, font
from ui.theme import GRID_PX, State
from ui.widgets import paint
from ui.widgets.discard import discard
from ui.widgets.looks import look
from ui.widgets.surroundings import Surroundings

_HEIGHT_PX = 76
_LEFT_PX, _RIGHT_PX = 40, 12


_WORD_SIZES = (20, 18, 16, 14, 12, 11)


def _advance(word: str, size: int) -> float:
    return QFontMetricsF(font(size, bold=True)).horizontalAdvance(word)


class VerdictChip(QAbstractButton):
    """Channel, word and one line of reason, in the colour and shape of its state."""

    def __init__(self, key: str, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key, self._around = key, around
        self._verdict: VerdictContent | None = None
        self._reason = ""
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        around.theme.changed.connect(self.update)

    def show_verdict(self, verdict: VerdictContent, reason: str) -> None:
        """Show what the channel says now."""
        self._verdict, self._reason = verdict, reason
        self.setAccessibleName(f"{verdict.channel} {verdict.word} {reason}")
        self.update()

    def sizeHint(self) -> QSize:
        """Chips share the width."""
        return QSize(200, _HEIGHT_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chip."""
        if self._verdict is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        state = State(self._verdict.state.value)
        ink, fill = self._around.theme.palette.of_state(state)
        edge = ink if self.isChecked() or self.hasFocus() or self.underMouse() else fill
        paint.surface(painter, QRectF(self.rect()), fill, edge, radius=10, width=2)
        paint.state_shape(painter, QRectF(15, 28, 16, 16), state, ink)
        painter.setPen(ink)
        room = self.width() - _LEFT_PX - _RIGHT_PX
        beside_key = room - self._draw_key(painter, ink)
        self._write(painter, QRectF(_LEFT_PX, 6, beside_key, 18), self._verdict.channel, Size.SMALL)
        self._write_word(painter, QRectF(_LEFT_PX, 23, room, 28), self._verdict.word)
        self._write(painter, QRectF(_LEFT_PX, 51, room, 18), self._reason, Size.SMALL)

    def _draw_key(self, painter: QPainter, ink: QColor) -> float:
        width = paint.keycap_width(self._key)
        paint.keycap(painter, self.width() - width - 10, 18, self._key, ink, ink)
        painter.setPen(ink)
        return width + 4

    @staticmethod
    def _write(painter: QPainter, room: QRectF, words: str, size: Size) -> None:
        painter.setFont(font(size))
        fitting = QFontMetricsF(painter.font()).elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, fitting)

    @staticmethod
    def _write_word(painter: QPainter, room: QRectF, word: str) -> None:
        """The grade is never shortened: it gets smaller until it fits."""
        fitting = (size for size in _WORD_SIZES if _advance(word, size) <= room.width())
        painter.setFont(font(next(fitting, _WORD_SIZES[-1]), bold=True))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, word)


class VerdictStrip(QFrame):
    """The chips of all channels; ``asked_why(place)`` when one is pressed, -1 when it is released."""

    asked_why = Signal(int)

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look(self, "strip")
        self._around = around
        self._chips: list[VerdictChip] = []
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(3 * GRID_PX, 12, 3 * GRID_PX, 12)
        self._line.setSpacing(12)

    def show_verdicts(self, verdicts: Sequence[tuple[VerdictContent, str]]) -> None:
        """Show each channel's verdict with its one-line reason."""
        self._match(len(verdicts))
        for chip, (verdict, reason) in zip(self._chips, verdicts, strict=True):
            chip.show_verdict(verdict, reason)
        self.setVisible(bool(verdicts))

    def press(self, place: int) -> None:
        """Open or close the reasons of one channel."""
        if 0 <= place < len(self._chips):
            self._chips[place].click()

    def release(self) -> None:
        """No chip is open."""
        for chip in self._chips:
            chip.setChecked(False)

    def _match(self, count: int) -> None:
        while len(self._chips) > count:
            chip = self._chips.pop()
            self._line.removeWidget(chip)
            discard(chip)
        while len(self._chips) < count:
            place = len(self._chips)
            chip = VerdictChip(f"Alt {place + 1}", self._around)
            chip.clicked.connect(lambda _on, place=place: self._clicked(place))
            self._chips.append(chip)
            self._line.addWidget(chip)

    def _clicked(self, place: int) -> None:
        is_open = self._chips[place].isChecked()
        self.release()
        self._chips[place].setChecked(is_open)
        self.asked_why.emit(place if is_open else -1)
