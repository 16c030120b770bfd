"""A table of an analysis on its card: numbers right-aligned under their unit, sortable, rows that lead on."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView

from station.model.analysis_page import Cell, Column, Table
from ui.theme import Theme
from ui.widgets.card import Card
from ui.widgets.charts.scale import DASH, written
from ui.widgets.charts.told import axis_words
from ui.widgets.looks import label, look
from ui.widgets.table import ROW_PX, Index, calm

_ROW_PX = ROW_PX - 12
_MOST_ROWS = 12
"""Rows shown before the table scrolls in itself."""
_HEADER_PX = 42
_BAR_PX, _WIDEST_TEXT_PX = 12, 280
_SORT = Qt.ItemDataRole.UserRole
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class FigureRows(QAbstractTableModel):
    """The rows of one :class:`Table`."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._table = Table("", "", (), ())

    def show_table(self, table: Table) -> None:
        """Show ``table``."""
        self.beginResetModel()
        self._table = table
        self.endResetModel()

    def key(self, place: int) -> str:
        """What lies behind a row, empty for nothing."""
        return self._table.drill[place] if place < len(self._table.drill) else ""

    def place(self, key: str) -> int:
        """The row that ``key`` lies behind; -1 when there is none."""
        return next((place for place, one in enumerate(self._table.drill) if one == key), -1)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._table.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._table.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = self._table.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return axis_words(column.title, column.unit)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.numeric else _LEFT
        return None

    def data(self, index: Index, role: int = 0) -> Any:
        cell, column = self._table.rows[index.row()][index.column()], self._table.columns[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return cell_words(cell, column)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _RIGHT if column.numeric else _LEFT
            case Qt.ItemDataRole.UserRole:
                return _order(cell, column)
            case Qt.ItemDataRole.ForegroundRole:
                return self._theme.palette.colour("text" if cell is not None else "muted")
        return None


class FigureTable(QTableView):
    """Sorted by a click on a column's title; Enter, or a click, opens what lies behind a row."""

    drilled = Signal(str, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        look(self, "flush")
        self._rows, self._sorted = FigureRows(theme), QSortFilterProxyModel()
        self._columns: tuple[Column, ...] = ()
        self._sorted.setSortRole(_SORT)
        self._sorted.setSourceModel(self._rows)
        self.setModel(self._sorted)
        self.setSortingEnabled(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        calm(self, _ROW_PX)
        self.horizontalHeader().setHighlightSections(False)
        self.clicked.connect(self._open)
        theme.changed.connect(self.viewport().update)

    def show_table(self, table: Table) -> None:
        """Show ``table`` in its own order."""
        self._sorted.sort(-1)
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self._rows.show_table(table)
        self.setAccessibleName(table.title)
        self._columns = table.columns
        self._set_widths()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        place = self._sorted.mapToSource(index).row()
        if key := self._rows.key(place):
            self.drilled.emit(key, self._said(place))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_widths()

    def what(self, key: str) -> str:
        """The words of the row that ``key`` lies behind; empty when there is none."""
        place = self._rows.place(key)
        return self._said(place) if place >= 0 else ""

    def _said(self, place: int) -> str:
        return f"{self.accessibleName()} · {self._rows.index(place, 0).data()}"

    def _set_widths(self) -> None:
        """As wide as their words; room to spare goes to texts, what is missing is scrolled to."""
        needed = [self._needed(place, column) for place, column in enumerate(self._columns)]
        texts = [place for place, column in enumerate(self._columns) if not column.numeric]
        spare = self.width() - 2 * self.frameWidth() - _BAR_PX - sum(needed)
        for place in texts if spare > 0 else ():
            needed[place] += spare // len(texts)
        for place, width in enumerate(needed):
            self.setColumnWidth(place, width)
        shown = max(1, min(self._rows.rowCount(), _MOST_ROWS))
        self.setFixedHeight(_HEADER_PX + shown * _ROW_PX + 2 + (_BAR_PX if spare < 0 else 0))

    def _needed(self, place: int, column: Column) -> int:
        title = self.horizontalHeader().sectionSizeHint(place)
        words = self.sizeHintForColumn(place)
        return max(title, words if column.numeric else min(words, _WIDEST_TEXT_PX))


class TableCard(Card):
    """A table with its title and note; ``drilled(key, words)`` for what lies behind a row."""

    drilled = Signal(str, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(margin=20, spacing=8)
        self._title, self._note = label("lead strong"), label("muted small", wrap=True)
        self.table = FigureTable(theme)
        for part in (self._title, self.table, self._note):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.table.drilled.connect(self.drilled)

    def show_table(self, table: Table) -> None:
        """Show ``table``."""
        self._title.setText(table.title)
        self._note.setText(table.note)
        self._note.setVisible(bool(table.note))
        self.table.show_table(table)

    def what(self, key: str) -> str:
        """What ``key`` lies behind, in words; empty when that is none of its rows."""
        return self.table.what(key)


def cell_words(cell: Cell, column: Column) -> str:
    """A cell as written: numbers with the column's places, a dash for nothing."""
    if cell is None:
        return DASH
    if isinstance(cell, (int, float, Decimal)):
        return written(float(cell), column.decimals)
    return cell


def _order(cell: Cell, column: Column) -> float | str:
    if column.numeric:
        return float("-inf") if cell is None or isinstance(cell, str) else float(cell)
    return "" if cell is None else str(cell)
