"""A sheet of the workbook as a table model: only what is looked at is asked for."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, Qt

from station.standards.importing.layout import column_letter
from station.workbook.reading import Sheet
from ui.fonts import Size, font
from ui.theme import Theme
from ui.widgets.table import Index


class SheetRows(QAbstractTableModel):
    """The cells of one sheet; rows up to the heading are set back."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._sheet = Sheet("", ())
        self._columns, self._heading = 0, 0
        self._bold = font(Size.BODY, bold=True)

    def show_sheet(self, sheet: Sheet, heading_row: int) -> None:
        """Show ``sheet``; ``heading_row`` counts from 1, 0 is none."""
        self.beginResetModel()
        self._sheet, self._heading = sheet, heading_row
        self._columns = max((len(row) for row in sheet.rows), default=0)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._sheet.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else self._columns

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return column_letter(section) if orientation is Qt.Orientation.Horizontal else str(section + 1)

    def data(self, index: Index, role: int = 0) -> Any:
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return self._sheet.cell(index.row(), index.column())
            case Qt.ItemDataRole.FontRole if index.row() + 1 == self._heading:
                return self._bold
            case Qt.ItemDataRole.ForegroundRole:
                return self._theme.palette.colour("muted" if index.row() < self._heading else "text")
        return None
