"""The clock of this machine: wall time and monotonic time."""

from __future__ import annotations

import time
from datetime import UTC, datetime


class HostClock:
    """Implements :class:`station.ports.Clock`."""

    def now(self) -> datetime:
        """Wall time, UTC."""
        return datetime.now(UTC)

    def monotonic_ns(self) -> int:
        """Nanoseconds that never run backwards."""
        return time.monotonic_ns()
