"""Notices that nobody is at the station: no key, no scan, no pointer."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QTimer, Signal
from PySide6.QtGui import QCursor

MINUTE_MS = 60_000

_PRESENCE = {
    *(QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel),
    *(QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate, QEvent.Type.TabletPress),
}


class IdleWatch(QObject):
    """``nobody_there()`` when a person gave no sign for the minutes set; readings and pictures are no sign.

    ``minute_ms`` is the length of a minute in milliseconds.
    """

    nobody_there = Signal()

    def __init__(self, parent: QObject | None = None, *, minute_ms: int = MINUTE_MS) -> None:
        super().__init__(parent)
        self._minute_ms = minute_ms
        self._pointer = QPoint()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.nobody_there)
        application = QCoreApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    def watch(self, minutes: int) -> None:
        """Give up on the person after ``minutes`` from now on; 0 for never."""
        self._timer.stop()
        self._timer.setInterval(minutes * self._minute_ms)
        if minutes:
            self._timer.start()

    def rest(self) -> None:
        """There is nobody to watch over."""
        self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See signs of a person; nothing is kept from anybody."""
        if self._timer.isActive() and self._is_presence(event):
            self._timer.start()
        return False

    def _is_presence(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.MouseMove:  # Qt also sends it when a window moves under the pointer
            earlier, self._pointer = self._pointer, QCursor.pos()
            return self._pointer != earlier
        return event.type() in _PRESENCE
