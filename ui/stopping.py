"""Giving up a question that is on its way."""

from __future__ import annotations

import threading


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
