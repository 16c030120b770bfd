"""One finding of the review: which item, and what it is."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.fonts import Size, font
from ui.steps.step import CONFIRM_KEYS
from ui.theme import GRID_PX
from ui.widgets import paint
from ui.widgets.surroundings import Surroundings

_HEIGHT_PX = 56
_ID_PX = 64


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at: its heading, the item a click leads to, the item's title, and what it is."""

    heading: str
    item: str
    title: str
    detail: str = ""


class FindingRow(QAbstractButton):
    """A row that leads back to the item."""

    def __init__(self, finding: Finding, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._finding, self._around = finding, around
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setText(f"{finding.item} {finding.title} {finding.detail}".strip())
        self.setAccessibleName(self.text())

    def sizeHint(self) -> QSize:
        """Two lines of words."""
        return QSize(240, _HEIGHT_PX)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses the row, as a click does."""
        if event.key() in CONFIRM_KEYS:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw item, title and what it is."""
        palette = self._around.theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hot = self.underMouse() or self.hasFocus()
        edge = palette.colour("accent" if hot else "border")
        paint.surface(painter, QRectF(self.rect()), palette.colour("surface"), edge, radius=8, width=1)
        left = 2.0 * GRID_PX
        painter.setPen(palette.colour("muted"))
        self._write(painter, QRectF(left, 0, _ID_PX, _HEIGHT_PX), self._finding.item, bold=False)
        self._draw_words(painter, QRectF(left + _ID_PX, 0, self.width() - left - _ID_PX - 12, _HEIGHT_PX))

    def _draw_words(self, painter: QPainter, room: QRectF) -> None:
        palette = self._around.theme.palette
        detail = self._finding.detail
        painter.setPen(palette.colour("text"))
        title = QRectF(room.left(), 7, room.width(), 22) if detail else room
        self._write(painter, title, self._finding.title, bold=True)
        if detail:
            painter.setPen(palette.colour("muted"))
            self._write(painter, QRectF(room.left(), 28, room.width(), 22), detail, bold=False)

    @staticmethod
    def _write(painter: QPainter, room: QRectF, words: str, *, bold: bool) -> None:
        painter.setFont(font(Size.BODY, bold=bold))
        fitting = QFontMetricsF(painter.font()).elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, fitting)
