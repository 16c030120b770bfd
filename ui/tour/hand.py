"""The hands of the practice inspector: real key events, at a person's or a scanner's pace."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.wedge import GAP_MS

_PERSON_MS, _SCANNER_MS = 100, 2
PATIENCE_S = 30.0
"""Longest wait for the window to show what is expected, in seconds."""


class TourStuckError(Exception):
    """The window did not come to show what the tour expected: a bug of the program or of the tour."""


class Hand:
    """Presses keys in ``window`` and waits for what they bring about.

    Every key says when it was typed, so that a busy machine makes no scanner of a person.
    """

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._now_ms = _PERSON_MS

    def press(self, key: Qt.Key, text: str = "", pace_ms: int = _PERSON_MS) -> None:
        """Press one key where the focus is, ``pace_ms`` after the last one."""
        target = self._window.focusWidget() or self._window
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            self._now_ms += pace_ms
            event = QKeyEvent(kind, key.value, Qt.KeyboardModifier.NoModifier, text)
            event.setTimestamp(self._now_ms)
            QApplication.sendEvent(target, event)

    def command(self, key: Qt.Key) -> None:
        """Press a key that is no character as a person does: a scanner's would come at once."""
        self.press(key)
        self.pause(2 * GAP_MS)

    def enter(self, pace_ms: int = _PERSON_MS) -> None:
        """Press Enter, ``pace_ms`` after the last key."""
        self.press(Qt.Key.Key_Return, "\r", pace_ms)

    def type(self, text: str) -> None:
        """Type ``text`` as a person does, so slowly that it cannot be taken for a scan."""
        for character in text:
            self.press(_key_of(character), character)
            self.pause(2 * GAP_MS)

    def scan(self, code: str) -> None:
        """Send ``code`` as a keyboard-wedge scanner does: at once, with Enter at the end."""
        self._now_ms += _PERSON_MS
        for character in code:
            self.press(_key_of(character), character, _SCANNER_MS)
        self.enter(_SCANNER_MS)

    def pause(self, milliseconds: int) -> None:
        """Let the window work for a while."""
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def wait(self, until: Callable[[], bool], what: str) -> None:
        """Let the window work until something is so.

        Raises:
            TourStuckError: it was not so within :data:`PATIENCE_S`.
        """
        deadline = time.monotonic() + PATIENCE_S
        while not until():
            if time.monotonic() > deadline:
                raise TourStuckError(f"waited {PATIENCE_S:.0f} s for {what}")
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 5)
            self.pause(1)


def _key_of(character: str) -> Qt.Key:
    code = ord(character.upper())
    return Qt.Key(code) if code < 0x80 else Qt.Key.Key_unknown
