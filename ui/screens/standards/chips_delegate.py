"""Short codes as chips inside a table cell."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.fonts import Size, font
from ui.theme import Theme
from ui.widgets.paint import surface

_HEIGHT_PX, _PAD_PX, _GAP_PX, _LEFT_PX = 24, 8, 4, 12
Index = QModelIndex | QPersistentModelIndex


class ChipsDelegate(QStyledItemDelegate):
    """Draws ``chips_of(index)``; what does not fit is told as ``+n``."""

    def __init__(
        self, theme: Theme, chips_of: Callable[[Index], Sequence[str]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._chips_of = theme, chips_of

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the chips over the row's own background."""
        palette = self._theme.palette
        area, state = QRectF(option.rect), option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, palette.colour("selected"))
        painter.save()
        painter.setPen(palette.colour("border"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(Size.SMALL, bold=True))
        self._draw_chips(painter, area, tuple(self._chips_of(index)))
        painter.restore()

    def _draw_chips(self, painter: QPainter, area: QRectF, chips: Sequence[str]) -> None:
        left = area.left() + _LEFT_PX
        for place, words in enumerate(chips):
            rest = f"+{len(chips) - place}"
            room = area.right() - left - (_width(painter, rest) if place < len(chips) - 1 else 0)
            if _width(painter, words) > room:
                self._draw_chip(painter, left, area, rest)
                return
            left = self._draw_chip(painter, left, area, words)

    def _draw_chip(self, painter: QPainter, left: float, area: QRectF, words: str) -> float:
        palette = self._theme.palette
        width = _width(painter, words)
        chip = QRectF(left, area.center().y() - _HEIGHT_PX / 2, width, _HEIGHT_PX)
        surface(painter, chip, palette.colour("sunken"), palette.colour("border"), radius=6, width=1)
        painter.setPen(palette.colour("text"))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, words)
        return left + width + _GAP_PX


def _width(painter: QPainter, words: str) -> float:
    return QFontMetricsF(painter.font()).horizontalAdvance(words) + 2 * _PAD_PX
