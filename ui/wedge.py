"""Keyboard-wedge scanners, recognised at window level by speed and terminator.

A scanner that poses as a keyboard sends its characters a few milliseconds apart and ends with Enter or Tab;
no person types like that. Every printable key is held back for :data:`GAP_MS`; when nothing follows it was
typing and is delivered to where it was going, otherwise it belongs to a code and reaches no field.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

GAP_MS = 30
"""Longest pause between two characters of a scan, in milliseconds."""
SHORTEST_CODE = 4
"""Fewer characters than this before the terminator are typing."""
SHORTEST_UNTERMINATED = 8
"""A burst at least this long is a scan even when the scanner is set to send no terminator."""

_TERMINATORS = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab}
_SILENT = {Qt.Key.Key_Shift, Qt.Key.Key_CapsLock}
_COMMAND_MODIFIERS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class Wedge(QObject):
    """An application-wide event filter that turns fast key strokes inside ``window`` into codes.

    ``scanned(code)`` carries the code without its terminator. Typing arrives where it was going, at most
    :data:`GAP_MS` later.
    """

    scanned = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._held: list[QKeyEvent] = []
        self._delivering = False
        self._quiet = QTimer(self, singleShot=True, interval=GAP_MS, timerType=Qt.TimerType.PreciseTimer)
        self._quiet.timeout.connect(self._fall_quiet)
        application = QCoreApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hold back printable keys of the window; everything else passes."""
        if event.type() != QEvent.Type.KeyPress or self._delivering or not isinstance(event, QKeyEvent):
            return False
        if not isinstance(watched, QWidget) or watched.window() is not self._window:
            return False
        return self._take(event)

    def _take(self, event: QKeyEvent) -> bool:
        if event.key() in _TERMINATORS:
            return self._end(SHORTEST_CODE)
        if not _is_character(event):
            if event.key() not in _SILENT:
                self._deliver()
            return False
        self._held.append(event.clone())
        self._quiet.start()
        return True

    def _fall_quiet(self) -> None:
        self._end(SHORTEST_UNTERMINATED)

    def _end(self, shortest: int) -> bool:
        if len(self._held) < shortest:
            self._deliver()
            return False
        code = "".join(event.text() for event in self._forget())
        self.scanned.emit(code.strip())
        return True

    def _deliver(self) -> None:
        held = self._forget()
        self._delivering = True
        try:
            for event in held:
                QCoreApplication.sendEvent(self._window.focusWidget() or self._window, event)
        finally:
            self._delivering = False

    def _forget(self) -> list[QKeyEvent]:
        self._quiet.stop()
        held, self._held = self._held, []
        return held


def _is_character(event: QKeyEvent) -> bool:
    typed = event.text()
    return bool(typed) and typed.isprintable() and not event.modifiers() & _COMMAND_MODIFIERS
