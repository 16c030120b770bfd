"""When a key was typed, for telling scanners from people."""

from __future__ import annotations

import time
from dataclasses import dataclass

from PySide6.QtGui import QKeyEvent


@dataclass(frozen=True, slots=True)
class KeyMoment:
    """A moment in milliseconds on two clocks: the windowing system's (0: not told) and the program's own.

    The first says when a key was typed, the second when it was read, which is later in a busy window.
    """

    typed_ms: int
    read_ms: float

    @classmethod
    def of(cls, event: QKeyEvent) -> KeyMoment:
        """The moment of an event that is just being read."""
        return cls(event.timestamp(), time.monotonic() * 1000)

    def is_within(self, gap_ms: int, earlier: KeyMoment) -> bool:
        """Whether less than ``gap_ms`` passed since ``earlier``; what went backwards is no answer: False."""
        if self.typed_ms and earlier.typed_ms:
            return 0 <= self.typed_ms - earlier.typed_ms < gap_ms
        return 0 <= self.read_ms - earlier.read_ms < gap_ms

    def later(self, milliseconds: int) -> KeyMoment:
        """The moment so much later; it is told by the same clocks."""
        return KeyMoment(self.typed_ms and self.typed_ms + milliseconds, self.read_ms + milliseconds)
