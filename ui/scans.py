"""Where scanned codes go first: to who asked for the next one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

Taker = Callable[[str], None]


class Scans(QObject):
    """A part of the window that waits for a code claims it here.

    Who waits for a badge to assign gets every code; who looks for records gets those that are nobody's badge,
    so that a badge switches the person there as everywhere.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._every: Taker | None = None
        self._other: Taker | None = None

    def claim(self, taker: Taker) -> None:
        """``taker`` gets every code from now on, badges too, in place of who claimed them before."""
        self._every = taker

    def claim_other(self, taker: Taker) -> None:
        """``taker`` gets the codes from now on that are nobody's badge."""
        self._other = taker

    def release(self, taker: Taker) -> None:
        """``taker`` wants no more codes."""
        if self._every == taker:
            self._every = None
        if self._other == taker:
            self._other = None

    def give(self, code: str) -> bool:
        """Hand ``code``, whatever it is, to who claimed every code; False when nobody did."""
        return _given(self._every, code)

    def give_other(self, code: str) -> bool:
        """Hand ``code``, which is nobody's badge, to who claimed those; False when nobody did."""
        return _given(self._other, code)


def _given(taker: Taker | None, code: str) -> bool:
    if taker is None:
        return False
    taker(code)
    return True
