"""The calm surface that things stand on."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QWidget

from ui.widgets.looks import column, look


class Card(QFrame):
    """A bordered surface; put widgets into ``body``."""

    def __init__(self, parent: QWidget | None = None, *, margin: int = 24, spacing: int = 16) -> None:
        super().__init__(parent)
        look(self, "card")
        self.body = column(self, spacing=spacing, margin=margin)
