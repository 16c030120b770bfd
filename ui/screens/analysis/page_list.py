"""The pages there are, one of them shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from ui.widgets.looks import look

_WIDTH_PX = 204


class PageList(QListWidget):
    """``chosen(key)`` when a person goes to another page."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        look(self, "pages")
        self.setFixedWidth(_WIDTH_PX)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.currentItemChanged.connect(self._on_current)

    def offer(self, pages: Sequence[tuple[str, str]], shown: str) -> None:
        """Show these pages, each a key and a title."""
        self.blockSignals(True)  # other words for the same pages are no choice of a person
        self.clear()
        for key, title in pages:
            entry = QListWidgetItem(title, self)
            entry.setData(Qt.ItemDataRole.UserRole, key)
            entry.setToolTip(title)
        self.blockSignals(False)
        self.mark(shown)

    def mark(self, key: str) -> None:
        """Show ``key`` as the page in view."""
        self.blockSignals(True)
        for place in range(self.count()):
            if self.item(place).data(Qt.ItemDataRole.UserRole) == key:
                self.setCurrentRow(place)
        self.blockSignals(False)

    def step(self, by: int) -> None:
        """Go on, or back, by so many pages."""
        self.setCurrentRow(max(0, min(self.count() - 1, self.currentRow() + by)))

    def _on_current(self, entry: QListWidgetItem | None) -> None:
        if entry is not None:
            self.chosen.emit(str(entry.data(Qt.ItemDataRole.UserRole)))
