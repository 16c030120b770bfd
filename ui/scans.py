"""Where scanned codes go first: to who asked for the next one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

Taker = Callable[[str], None]


class Scans(QObject):
    """A part of the window that waits for a code (a badge to assign, a record to find) claims it here."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._taker: Taker | None = None

    def claim(self, taker: Taker) -> None:
        """``taker`` gets the codes from now on, in place of who claimed them before."""
        self._taker = taker

    def release(self, taker: Taker) -> None:
        """``taker`` wants no more codes."""
        if self._taker == taker:
            self._taker = None

    def give(self, code: str) -> bool:
        """Hand ``code`` to who claimed it; False when nobody did."""
        if self._taker is None:
            return False
        self._taker(code)
        return True
