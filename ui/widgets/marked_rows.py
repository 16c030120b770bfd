"""Rows of a table with the shape of their state beside the strong word."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt

from ui.icons import icon
from ui.widgets.chip import MARKS
from ui.widgets.table import Index, Rows

_ICON_PX = 16


class MarkedRows(Rows):
    """State in colour, shape and word."""

    def data(self, index: Index, role: int = 0) -> Any:
        state = self.row(index).state
        if role == Qt.ItemDataRole.DecorationRole and index.column() == self._strong and state is not None:
            return icon(MARKS[state], self._theme.palette.of_state(state)[0], size_px=_ICON_PX)
        return super().data(index, role)
