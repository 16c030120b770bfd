"""How fast the keys of a test come: the window takes what comes faster than a person types for a scan.

Every key is sent with the moment at which it is said to be typed, as the windowing system does, so that
neither a wait nor a busy machine decides who typed it.
"""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from shiboken6 import isValid

PERSON_MS, SCANNER_MS = 100, 2
"""Time between two keys, and how long one is held down at most."""

_PLAIN = Qt.KeyboardModifier.NoModifier
_PRESS, _RELEASE = QTest.keyPress, QTest.keyRelease


class _Clock(QObject):
    """Writes the moment into the key events that come by."""

    now_ms = 1_000

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            event.setTimestamp(_Clock.now_ms)
        return False


class Keyboard:
    """Keys ``pace_ms`` apart, each held down for as long; takes the place of those of :class:`QTest`."""

    def __init__(self, pace_ms: int) -> None:
        self._pace_ms = pace_ms

    def click(self, widget: Any, key: Any, modifiers: Any = _PLAIN, _delay: int = -1) -> None:
        """Press and release one key. At a person's pace it has arrived when this returns."""
        self._send(_PRESS, widget, key, modifiers)
        if isValid(widget):
            self._send(_RELEASE, widget, key, modifiers)

    def clicks(self, widget: Any, text: str, modifiers: Any = _PLAIN, _delay: int = -1) -> None:
        """Type a text."""
        for character in text:
            self.click(widget, character, modifiers)

    def plug_in(self, patch: pytest.MonkeyPatch) -> None:
        """Let ``QTest`` type on this one."""
        patch.setattr(QTest, "keyClick", self.click)
        patch.setattr(QTest, "keyClicks", self.clicks)

    def _send(self, send: Any, widget: Any, key: Any, modifiers: Any) -> None:
        application = QCoreApplication.instance()
        assert application is not None
        clock = _Clock()
        _Clock.now_ms += self._pace_ms
        application.installEventFilter(clock)  # the last one installed sees an event first
        try:
            send(widget, key, modifiers)
        finally:
            application.removeEventFilter(clock)


PERSON, SCANNER = Keyboard(PERSON_MS), Keyboard(SCANNER_MS)


def scan(widget: Any, code: str, end: Qt.Key | None = Qt.Key.Key_Return) -> None:
    """Type as a keyboard-wedge scanner does, some time after whatever was typed before."""
    _Clock.now_ms += PERSON_MS
    SCANNER.clicks(widget, code)
    if end is not None:
        SCANNER.click(widget, end)
