"""Keyboard-wedge scanners, recognised at window level by speed and terminator.

A scanner that poses as a keyboard sends its characters a few milliseconds apart and ends with Enter or Tab;
no person types like that. Every printable key and every command (Esc, function keys, anything with Ctrl or
Alt) is held back for :data:`GAP_MS`; when nothing follows it was a person and arrives where it was going,
otherwise it belongs to a code and reaches no field.

What counts is when keys were typed, not when a busy window comes to read them: see :mod:`ui.key_moment`.

A code can carry control characters, which scanners type as commands. Such a burst is refused as a whole:
nothing that it typed is acted on. An Enter in front of a code cannot be told from a person's.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui.key_moment import KeyMoment

GAP_MS = 30
"""Longest pause between two characters of a scan, in milliseconds."""
SHORTEST_CODE = 4
"""Fewer keys than this before the terminator are typing."""
SHORTEST_UNTERMINATED = 8
"""A burst at least this long is a scan even when the scanner is set to send no terminator."""

_TERMINATORS = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab}
_SILENT = {
    *(Qt.Key.Key_Shift, Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock),
    *(Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta),
}
_FUNCTION_KEYS = range(Qt.Key.Key_F1, Qt.Key.Key_F35 + 1)
_COMMAND_MODIFIERS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


class Wedge(QObject):
    """An application-wide event filter that turns fast key strokes inside ``window`` into codes.

    ``scanned(code)`` carries the code without its terminator, ``refused()`` tells that a code was thrown away
    because it typed commands. Typing arrives where it was going, at most :data:`GAP_MS` later.
    """

    scanned = Signal(str)
    refused = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._held: list[QKeyEvent] = []
        self._delivering = False
        self._quiet = QTimer(self, singleShot=True, interval=GAP_MS, timerType=Qt.TimerType.PreciseTimer)
        self._all_read = QTimer(self, singleShot=True, interval=0)
        self._quiet.timeout.connect(self._all_read.start)  # what waits in the queue may belong to the burst
        self._all_read.timeout.connect(self._fall_quiet)
        self._last: KeyMoment | None = None
        self._scan_ended: KeyMoment | None = None
        self._began_in_tail = False
        application = QCoreApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hold back characters and commands of the window; everything else passes."""
        if self._delivering or not isinstance(event, QKeyEvent):
            return False
        if not isinstance(watched, QWidget) or watched.window() is not self._window.window():
            return False
        now = KeyMoment.of(event)
        if self._last is not None and self._held and not now.is_within(GAP_MS, self._last):
            self._fall_quiet()
        if event.type() == QEvent.Type.ShortcutOverride:
            return self._keep_from_shortcuts(event, now)
        return event.type() == QEvent.Type.KeyPress and self._take(event, now)

    def _keep_from_shortcuts(self, event: QKeyEvent, now: KeyMoment) -> bool:
        """A key that will be held must not press a shortcut meanwhile: who accepts this gets it as a key."""
        if event.key() in _SILENT or not self._is_held(event, now):
            return False
        event.accept()
        return True

    def _is_held(self, event: QKeyEvent, now: KeyMoment) -> bool:
        if event.isAutoRepeat():
            return False
        in_burst = bool(self._held) or self._is_in_tail(now)
        return in_burst or _is_character(event) or _is_command(event)

    def _is_in_tail(self, now: KeyMoment) -> bool:
        """Whether a scan ended so recently that what is typed now is still the scanner."""
        return self._scan_ended is not None and now.is_within(GAP_MS, self._scan_ended)

    def _take(self, event: QKeyEvent, now: KeyMoment) -> bool:
        if event.key() in _SILENT:
            return False
        if event.key() in _TERMINATORS and not event.modifiers() & _COMMAND_MODIFIERS:
            return self._terminate(now)
        if not self._is_held(event, now):
            self._deliver()
            return False
        self._hold(event, now)
        return True

    def _hold(self, event: QKeyEvent, now: KeyMoment) -> None:
        if not self._held:
            self._began_in_tail = self._is_in_tail(now)
        self._held.append(event.clone())
        self._last = now
        self._all_read.stop()
        self._quiet.start()

    def _terminate(self, now: KeyMoment) -> bool:
        if self._is_in_tail(now) and not self._held:
            return True  # scanners may end a code with two of them
        return self._end(SHORTEST_CODE, now)

    def _fall_quiet(self) -> None:
        if self._began_in_tail and not any(_is_character(event) for event in self._held):
            self._forget()
            self.refused.emit()
        elif self._last is not None:
            self._end(SHORTEST_UNTERMINATED, self._last.later(GAP_MS))

    def _end(self, shortest: int, at: KeyMoment) -> bool:
        if len(self._held) < shortest:
            self._deliver()
            return False
        burst = self._forget()
        self._scan_ended = at
        if all(_is_character(event) for event in burst):
            self.scanned.emit("".join(event.text() for event in burst).strip())
        else:
            self.refused.emit()
        return True

    def _deliver(self) -> None:
        held = self._forget()
        self._delivering = True
        try:
            for event in held:
                self._send(event)
        finally:
            self._delivering = False

    def _send(self, event: QKeyEvent) -> None:
        """Deliver a key as Qt would: to who claims it, else to its shortcut, else to who has the focus."""
        target = self._window.window().focusWidget() or self._window
        shortcut = None if _is_character(event) else self._shortcut(event, target)
        if shortcut is not None and not _is_claimed(event, target):
            shortcut.activated.emit()
        else:
            QCoreApplication.sendEvent(target, event)

    def _shortcut(self, event: QKeyEvent, target: QWidget) -> QShortcut | None:
        keys = QKeySequence(event.keyCombination())
        among = self._window.window().findChildren(QShortcut)
        found = [one for one in among if one.key() == keys and _is_live(one, target)]
        return found[0] if len(found) == 1 else None

    def _forget(self) -> list[QKeyEvent]:
        self._quiet.stop()
        self._all_read.stop()
        held, self._held = self._held, []
        return held


def _is_character(event: QKeyEvent) -> bool:
    typed = event.text()
    return bool(typed) and typed.isprintable() and not event.modifiers() & _COMMAND_MODIFIERS


def _is_command(event: QKeyEvent) -> bool:
    function = event.key() == Qt.Key.Key_Escape or event.key() in _FUNCTION_KEYS
    return function or bool(event.modifiers() & _COMMAND_MODIFIERS)


def _is_claimed(event: QKeyEvent, target: QWidget) -> bool:
    """Whether who has the focus wants this key for itself (a field its Ctrl+C)."""
    asked = QKeyEvent(QEvent.Type.ShortcutOverride, event.key(), event.modifiers(), event.text())
    asked.ignore()
    QCoreApplication.sendEvent(target, asked)
    return asked.isAccepted()


def _is_live(shortcut: QShortcut, target: QWidget) -> bool:
    owner = shortcut.parent()
    if not isinstance(owner, QWidget) or not (owner.isVisible() and owner.isEnabled()):
        return False
    if shortcut.context() is Qt.ShortcutContext.WidgetWithChildrenShortcut:
        return shortcut.isEnabled() and (owner is target or owner.isAncestorOf(target))
    if shortcut.context() is Qt.ShortcutContext.WidgetShortcut:
        return shortcut.isEnabled() and owner is target
    return shortcut.isEnabled()
