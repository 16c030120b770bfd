"""The words that go with a signature."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

_CONFIRM = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SignedWords(QLineEdit):
    """One line; Enter in it is told as ``confirmed``, and signs nothing by itself."""

    confirmed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _CONFIRM:
            self.confirmed.emit()
        else:
            super().keyPressEvent(event)
