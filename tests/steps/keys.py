"""Real key events, sent where the keyboard would send them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget


def press(widget: QWidget, *keys: Qt.Key | str) -> None:
    """Press keys and type texts into the part of ``widget``'s window that has the focus."""
    for key in keys:
        if isinstance(key, str):
            for character in key:
                QTest.keyClicks(widget.window().focusWidget() or widget, character)
        else:
            QTest.keyClick(widget.window().focusWidget() or widget, key)
