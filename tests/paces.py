"""How fast the keys of a test come: the window takes what comes faster than a person types for a scan."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ui.wedge import GAP_MS

_FUNCTION_KEYS = range(Qt.Key.Key_F1, Qt.Key.Key_F35 + 1)
_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_PLAIN = Qt.KeyboardModifier.NoModifier

Press = Callable[..., None]


def commands_as_a_person(press: Press) -> Press:
    """``press`` with the pause that follows a command when a person gives it."""

    def pressed(widget: Any, key: Any, modifiers: Any = _PLAIN, delay: int = -1) -> None:
        press(widget, key, modifiers, delay)
        if _is_command(key, modifiers):
            QTest.qWait(2 * GAP_MS)

    return pressed


def keys_as_a_person() -> tuple[Press, Press]:
    """One key, and every character of a text, each held down for a moment."""

    def pressed(widget: Any, key: Any, modifiers: Any = _PLAIN, delay: int = -1) -> None:
        QTest.keyPress(widget, key, modifiers, delay)
        QTest.qWait(GAP_MS + 10)
        QTest.keyRelease(widget, key, modifiers, delay)

    def typed(widget: Any, text: str, modifiers: Any = _PLAIN, delay: int = -1) -> None:
        widget.setFocus()
        for character in text:
            pressed(widget, character, modifiers, delay)

    return pressed, typed


def _is_command(key: Any, modifiers: Any) -> bool:
    return bool(modifiers & _HELD) or key == Qt.Key.Key_Escape or key in _FUNCTION_KEYS
