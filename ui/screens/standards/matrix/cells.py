"""The matrix as a table model and the delegate that draws one cell: no widget per cell."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.fonts import Size, font
from ui.i18n import Translator
from ui.icons import pixmap
from ui.screens.standards.matrix.viewmodel import CellLook, Line, Shown, Side
from ui.theme import State, Theme
from ui.widgets.table import Index

_PAD_PX, _MARK_PX, _BAR_PX = 12, 14, 3


class MatrixCells(QAbstractTableModel):
    """Rows are items, columns are channels."""

    def __init__(self) -> None:
        super().__init__()
        self._channels: tuple[Side, ...] = ()
        self._lines: tuple[Line, ...] = ()

    def show(self, shown: Shown, *, only_conflicts: bool) -> None:
        """Show this matrix, or only its lines with a conflict."""
        self.beginResetModel()
        self._channels = shown.channels
        self._lines = tuple(one for one in shown.lines if one.has_conflict or not only_conflicts)
        self.endResetModel()

    def line(self, row: int) -> Line:
        """The item in this row."""
        return self._lines[row]

    def channel(self, column: int) -> Side:
        """The channel in this column."""
        return self._channels[column]

    def cell(self, index: Index) -> CellLook:
        """The cell at ``index``."""
        return self._lines[index.row()].cells[index.column()]

    def first_asked(self) -> QModelIndex:
        """The first cell of the first channel that has words: the table begins at its left edge."""
        asked = (place for place, line in enumerate(self._lines) if line.cells[0].words)
        return self.index(next(asked, 0), 0)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._channels)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        across = orientation is Qt.Orientation.Horizontal
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        line = None if across else self._lines[section]
        return self._channels[section].name if line is None else f"{line.item}  {line.title}"

    def data(self, index: Index, role: int = 0) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.cell(index).words
        return None


class CellDelegate(QStyledItemDelegate):
    """Words on one line; below them, in colour, shape and word, what is special about the cell."""

    def __init__(self, theme: Theme, words: Translator, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme, self._words = theme, words
        self._body, self._small = font(Size.BODY), font(Size.SMALL)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        cells = index.model()
        if not isinstance(cells, MatrixCells):
            return
        cell, area, palette = cells.cell(index), QRectF(option.rect), self._theme.palette
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, palette.colour("selected"))
        elif not cell.words:
            painter.fillRect(area, palette.colour("sunken"))
        painter.setPen(palette.colour("border"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        painter.drawLine(option.rect.topRight(), option.rect.bottomRight())
        if cell.strictest:
            painter.fillRect(QRectF(area.left(), area.top() + 8, _BAR_PX, area.height() - 17),
                             palette.colour("accent"))  # fmt: skip
        if cell.words:
            self._draw_words(painter, area.adjusted(_PAD_PX, 8, -8, -8), cell)
        painter.restore()

    def _draw_words(self, painter: QPainter, area: QRectF, cell: CellLook) -> None:
        palette, marked = self._theme.palette, bool(cell.conflict or cell.strictest or cell.only)
        painter.setFont(self._body)
        painter.setPen(palette.colour("text"))
        told = QFontMetricsF(self._body).elidedText(cell.words, Qt.TextElideMode.ElideRight, area.width())
        line = QRectF(area.left(), area.top(), area.width(), area.height() / (2 if marked else 1))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, told)
        if marked:
            self._draw_marks(
                painter, QRectF(area.left(), area.center().y(), area.width(), area.height() / 2), cell
            )

    def _draw_marks(self, painter: QPainter, area: QRectF, cell: CellLook) -> None:
        palette, tr = self._theme.palette, self._words.tr
        painter.setFont(self._small)
        left = area.left()
        if cell.strictest:
            left = self._say(painter, area, left, tr("standards.matrix.strictest"), palette.accent)
        if cell.conflict:
            colour = palette.of_state(State.ATTENTION)[0].name()
            mark = pixmap("triangle-alert", colour, _MARK_PX)
            painter.drawPixmap(int(left), int(area.center().y() - _MARK_PX / 2), mark)
            left = self._say(painter, area, left + _MARK_PX + 4, cell.conflict, colour)
        if cell.only:
            self._say(painter, area, left, tr("standards.matrix.only"), palette.muted)

    def _say(self, painter: QPainter, area: QRectF, left: float, words: str, colour: str) -> float:
        painter.setPen(colour)
        room = QRectF(left, area.top(), max(0.0, area.right() - left), area.height())
        metrics = QFontMetricsF(self._small)
        painter.drawText(
            room,
            Qt.AlignmentFlag.AlignVCenter,
            metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width()),
        )
        return left + metrics.horizontalAdvance(words) + _PAD_PX
