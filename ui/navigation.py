"""How one screen asks for another."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class Navigation(QObject):
    """``requested`` carries a screen id and a target on it (empty for none)."""

    requested = Signal(str, str)

    def go(self, screen_id: str, target: str = "") -> None:
        """Ask the window to show ``screen_id`` and open ``target`` there."""
        self.requested.emit(screen_id, target)
