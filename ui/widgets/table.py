"""Tables of words and figures: read-only rows over a plain model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui.fonts import Size, font
from ui.theme import State, Theme

ROW_PX = 48
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Row:
    """One line: its cells, the key it stands for, a state that colours it, and whether it is set back."""

    cells: tuple[str, ...]
    key: str = ""
    state: State | None = None
    quiet: bool = False


class Rows(QAbstractTableModel):
    """The lines of one table. ``strong`` is the column set in bold."""

    def __init__(self, theme: Theme, strong: int = 0) -> None:
        super().__init__()
        self._theme, self._strong = theme, strong
        self._headers: tuple[str, ...] = ()
        self._rows: tuple[Row, ...] = ()
        self._bold: QFont = font(Size.BODY, bold=True)

    def set_headers(self, headers: Sequence[str]) -> None:
        """Titles of the columns; units belong here. Other words for as many leave the chosen line chosen."""
        if len(headers) == len(self._headers):
            self._headers = tuple(headers)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(headers) - 1)
            return
        self.beginResetModel()
        self._headers = tuple(headers)
        self.endResetModel()

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these lines."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def row(self, index: Index) -> Row:
        """The line at ``index``."""
        return self._rows[index.row()]

    def place(self, key: str) -> int:
        """The place of the line that stands for ``key``; -1 when there is none."""
        return next((place for place, row in enumerate(self._rows) if row.key == key), -1)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._headers)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headers[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = 0) -> Any:
        line = self._rows[index.row()]
        words = line.cells[index.column()]
        match role:
            case (
                Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole
            ):
                return words
            case Qt.ItemDataRole.FontRole if index.column() == self._strong:
                return self._bold
            case Qt.ItemDataRole.ForegroundRole:
                return self._colour(line, index.column())
        return None

    def _colour(self, line: Row, column: int) -> Any:
        palette = self._theme.palette
        if line.state is not None:
            return palette.of_state(line.state)[0]
        return palette.colour("muted" if line.quiet or column != self._strong else "text")


class Table(QTableView):
    """A calm read-only table; ``opened`` carries the key of the line a person chose (Enter or double click).
    Digits are left to the page around it.

    ``widths`` are column widths in px; 0, and columns beyond them, share the rest.
    """

    opened = Signal(str)

    def __init__(self, rows: Rows, widths: Sequence[int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = rows
        self.setModel(rows)
        calm(self, ROW_PX)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._widths = tuple(widths)
        rows.modelReset.connect(self._set_widths)
        self.doubleClicked.connect(lambda index: self._open(index))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
        elif event.text().isdigit():
            event.ignore()  # for the page around; the view would search its lines for it
        else:
            super().keyPressEvent(event)

    def _open(self, index: Index) -> None:
        key = self._rows.row(index).key
        if key:
            self.opened.emit(key)

    def _set_widths(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        for column, width in zip(
            range(self._rows.columnCount()), chain(self._widths, repeat(0)), strict=False
        ):
            mode = QHeaderView.ResizeMode.Fixed if width else QHeaderView.ResizeMode.Stretch
            header.setSectionResizeMode(column, mode)
            if width:
                self.setColumnWidth(column, width)


def calm(table: QTableView, row_px: int) -> None:
    """Whole lines of ``row_px`` are chosen, one at a time; nothing is edited, and Tab leads out."""
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(row_px)
