"""Time that a test moves."""

from __future__ import annotations

from datetime import datetime, timedelta

from sync.hub.hub import WallClock


class HandClock:
    """A hub's clock: begins now, stands still until it is moved."""

    def __init__(self) -> None:
        self.moment = WallClock().now()

    def now(self) -> datetime:
        """This moment."""
        return self.moment

    def move(self, by: timedelta) -> None:
        """Let time pass."""
        self.moment += by
