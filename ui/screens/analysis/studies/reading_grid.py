"""The table of readings of a study: a row for each trial, a column for each part."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QHeaderView, QTableView, QWidget

from station.analysis.study_form import is_reading
from ui.theme import Theme
from ui.widgets.looks import look
from ui.widgets.table import ROW_PX, Index

_NARROWEST_PX = 76
_EMPTY = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class ReadingCells(QAbstractTableModel):
    """Texts as typed; ``filled()`` when any changes. What is no number stands in the colour of bad."""

    filled = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows: list[str] = []
        self._columns: list[str] = []
        self._cells: list[list[str]] = []

    @property
    def cells(self) -> tuple[tuple[str, ...], ...]:
        """What the cells hold."""
        return tuple(map(tuple, self._cells))

    def lay_out(self, rows: Sequence[str], columns: Sequence[str]) -> None:
        """Other rows and columns; what stands in cells that stay is kept."""
        self.beginResetModel()
        kept = [[*line, *[""] * len(columns)][: len(columns)] for line in self._cells[: len(rows)]]
        self._cells = kept + [[""] * len(columns) for _ in range(len(rows) - len(kept))]
        self._rows, self._columns = list(rows), list(columns)
        self.endResetModel()
        self.filled.emit()

    def name_rows(self, rows: Sequence[str]) -> None:
        """Other titles for as many rows."""
        self._rows = list(rows)
        self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(rows) - 1)

    def fill(self, cells: Sequence[Sequence[str]], row: int = 0, column: int = 0) -> bool:
        """Put a block of texts from a cell on; False, and nothing is put, where it does not fit."""
        width = max(map(len, cells), default=0)
        if row + len(cells) > len(self._rows) or column + width > len(self._columns):
            return False
        for down, line in enumerate(cells):
            self._cells[row + down][column : column + len(line)] = [one.strip() for one in line]
        if width:
            last = self.index(row + len(cells) - 1, column + width - 1)
            self.dataChanged.emit(self.index(row, column), last)
            self.filled.emit()
        return True

    def clear(self) -> None:
        """Empty every cell."""
        self.fill([[""] * len(self._columns) for _ in self._rows])

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        titles = self._columns if orientation is Qt.Orientation.Horizontal else self._rows
        return titles[section] if role == Qt.ItemDataRole.DisplayRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = 0) -> Any:
        said = self._cells[index.row()][index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return said
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{self._rows[index.row()]} {self._columns[index.column()]} {said}"
            case Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            case Qt.ItemDataRole.ForegroundRole if not is_reading(said):
                return self._theme.palette.colour("bad")
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        return role == Qt.ItemDataRole.EditRole and self.fill([[str(value)]], index.row(), index.column())


class ReadingGrid(QTableView):
    """Enter, or the end of typing, goes on to the next cell; ``overflowed(rows, columns)`` where a block from
    the clipboard does not fit."""

    overflowed = Signal(int, int)

    def __init__(self, cells: ReadingCells, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look(self, "matrix")
        self._cells = cells
        self.setModel(cells)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().setDefaultSectionSize(ROW_PX - 8)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(_NARROWEST_PX)
        for one in (header, self.verticalHeader()):
            one.setSectionsClickable(False)
            one.setHighlightSections(False)

    @property
    def _is_typed_into(self) -> bool:
        """Then what is typed has to be put into the cell first."""
        return self.state() is QAbstractItemView.State.EditingState

    def next_cell(self) -> None:
        """Go to the cell on the right, or to the beginning of the next row."""
        here = self.currentIndex()
        place = here.row() * self._cells.columnCount() + here.column() + 1
        row, column = divmod(place, max(1, self._cells.columnCount()))
        if row < self._cells.rowCount():
            self.setCurrentIndex(self._cells.index(row, column))

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        if hint is QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            self.next_cell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste(QGuiApplication.clipboard().text())
        elif event.key() in _EMPTY:
            for index in self.selectedIndexes():
                self._cells.setData(index, "")
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self._is_typed_into:
            self.next_cell()
        else:
            super().keyPressEvent(event)

    def paste(self, text: str) -> None:
        """Put a block as spreadsheets copy it, tabs between cells, from the current cell on."""
        lines = [line.split("\t") for line in text.strip("\r\n").splitlines()]
        here = self.currentIndex()
        if lines and not self._cells.fill(lines, max(0, here.row()), max(0, here.column())):
            self.overflowed.emit(len(lines), max(map(len, lines)))
