"""What every kind of camera gives the grabber: one shot after another, until it is gone."""

from __future__ import annotations

from typing import Protocol

from devices.cameras.shot import Shot


class FeedLostError(Exception):
    """The camera stopped giving pictures or could not be opened; says why, for the log."""


class Feed(Protocol):
    """One connection to one camera. Made fresh for every attempt, used by one thread, except ``abort``."""

    def open(self) -> None:
        """Connect.

        Raises:
            FeedLostError: not reached.
            KnownError: the address cannot lead to a camera now; says so to the person.
        """
        ...

    def read(self) -> Shot:
        """Wait for the next shot.

        Raises:
            FeedLostError: no more shots will come.
        """
        ...

    def abort(self) -> None:
        """Make a waiting ``open`` or ``read`` give up soon. May be called from any thread."""
        ...

    def close(self) -> None:
        """Free what ``open`` took. Safe without ``open``."""
        ...
