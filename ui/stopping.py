"""Giving up a question that is on its way."""

from __future__ import annotations

import threading

from station.errors import KnownError


class Stop:
    """Says to a question on a lane whether anyone still waits for it. Thread-safe."""

    def __init__(self) -> None:
        self._asked = threading.Event()

    def ask(self) -> None:
        """Nobody waits any more."""
        self._asked.set()

    def goes(self) -> bool:
        """Whether to go on."""
        return not self._asked.is_set()

    def check(self, _row: int = 0) -> None:
        """End whatever asks (FIG-001) when nobody waits any more."""
        if not self.goes():
            raise KnownError("FIG-001")
