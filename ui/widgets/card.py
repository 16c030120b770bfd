"""The calm surface that things stand on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from ui.widgets.looks import column, look

_CENTRED_WIDTH_PX = 480


class Card(QFrame):
    """A bordered surface; put widgets into ``body``."""

    def __init__(self, parent: QWidget | None = None, *, margin: int = 24, spacing: int = 16) -> None:
        super().__init__(parent)
        look(self, "card")
        self.body = column(self, spacing=spacing, margin=margin)


def centred_card(page: QWidget) -> Card:
    """A card in the middle of an otherwise empty page."""
    look(page, "page")
    card = Card(margin=32, spacing=16)
    card.setFixedWidth(_CENTRED_WIDTH_PX)
    layout = column(page, margin=24)
    layout.addStretch()
    layout.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
    layout.addStretch()
    return card
