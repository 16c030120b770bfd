"""The real clock, and times as text."""

from __future__ import annotations

import time
from datetime import UTC, datetime


class SystemClock:
    """Wall time and monotonic time of this machine."""

    def now(self) -> datetime:
        """Wall time, timezone-aware UTC."""
        return datetime.now(UTC)

    def monotonic_ns(self) -> int:
        """Nanoseconds that never run backwards."""
        return time.monotonic_ns()


def to_text(moment: datetime) -> str:
    """RFC 3339 in UTC with microseconds, for example ``2026-11-22T09:15:00.000000Z``; sorts as time does."""
    utc = moment if moment.tzinfo is UTC else moment.astimezone(UTC)
    return utc.replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def from_text(text: str) -> datetime:
    """The moment that :func:`to_text` wrote.

    Raises:
        ValueError: not an RFC 3339 time.
    """
    return datetime.fromisoformat(text)
