"""Hands what device threads say over to the GUI thread.

Signals carry the calls across; a picture is only kept while nobody fetched a newer one, so a slow window
drops pictures instead of queueing them.
"""

from __future__ import annotations

import threading
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Signal

T = TypeVar("T")


class Newest(Generic[T]):
    """A place for one thing; putting a newer one replaces what was not taken yet. Thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._value: T | None = None

    def put(self, value: T) -> bool:
        """Leave ``value``; True when the place was empty, so that the taker must be called."""
        with self._lock:
            was_empty = self._value is None
            self._value = value
            return was_empty

    def take(self) -> T | None:
        """Take what is there, or None."""
        with self._lock:
            value, self._value = self._value, None
            return value


class Bridge(QObject):
    """Calls from one device's thread come out as signals on the thread this object lives in.

    Only bound methods of this object listen to the inner signals: a lambda would run on the device's thread.
    """

    reading = Signal(str, object)
    state = Signal(str, object)
    frame = Signal(object)
    _reading_waiting = Signal(object)
    _state_waiting = Signal(object)
    _frame_waiting = Signal()

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._newest: Newest[object] = Newest()
        self._reading_waiting.connect(self._hand_reading)
        self._state_waiting.connect(self._hand_state)
        self._frame_waiting.connect(self._hand_frame)

    def put_reading(self, reading: object) -> None:
        """Called by the device's thread; every reading arrives, in order."""
        self._reading_waiting.emit(reading)

    def put_state(self, state: object) -> None:
        """Called by the device's thread; every state arrives, in order."""
        self._state_waiting.emit(state)

    def put_frame(self, frame: object) -> None:
        """Called by the camera's thread; newest wins."""
        if self._newest.put(frame):
            self._frame_waiting.emit()

    def _hand_reading(self, reading: object) -> None:
        self.reading.emit(self._name, reading)

    def _hand_state(self, state: object) -> None:
        self.state.emit(self._name, state)

    def _hand_frame(self) -> None:
        frame = self._newest.take()
        if frame is not None:
            self.frame.emit(frame)
