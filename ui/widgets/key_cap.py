"""The key that does it, drawn where it acts."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.widgets.looks import look, refresh_look


class KeyCap(QLabel):
    """A small drawing of a key; ``primary`` suits an accent background."""

    def __init__(self, key: str, parent: QWidget | None = None, *, primary: bool = False) -> None:
        super().__init__(key, parent)
        self.setProperty("primary", primary)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFixedHeight(24)
        self.setMinimumWidth(24)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        look(self, "keycap")

    def set_primary(self, primary: bool) -> None:
        """Suit an accent background or a plain one."""
        self.setProperty("primary", primary)
        refresh_look(self)
