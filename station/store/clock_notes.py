"""What the two clocks beside each entry show: wall time that was set back, or that stepped.

Within one run of the program wall time and the monotonic clock move alike; where they part, somebody (or a
suspend, during which some systems stop the monotonic clock) moved the wall clock. A slow correction by the
network's time is no step.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from station.store.chain import ChainCheck, Header
from station.store.clock import from_text
from station.store.entry_bodies import EntryBody

STEP_S = 2.0
"""From how many seconds a difference between the clocks is a step."""
_SLEWED = 0.001
"""Share of the time passed that a clock may be corrected by without a step; daemons stay below 0.05 %."""


@dataclass(frozen=True, slots=True)
class _Moment:
    run: str
    wall: datetime
    monotonic_s: float


class ClockWatch:
    """Takes the entries in order, and notes where the clocks part."""

    def __init__(self, check: ChainCheck) -> None:
        self._check = check
        self._wall: datetime | None = None
        self._moment: _Moment | None = None

    def take(self, header: Header, body: EntryBody | None) -> None:
        """Look at the clocks of one entry."""
        try:
            wall = from_text(header.at)
        except ValueError:
            return
        if wall.tzinfo is None:
            return
        if self._wall is not None and wall < self._wall:
            self._note(header, "clock_set_back", (wall - self._wall).total_seconds())
        self._wall = wall
        if body is not None and body.clock is not None:
            self._compare(header, _Moment(body.clock.run, wall, int(body.clock.monotonic_ns) / 1e9))

    def _compare(self, header: Header, now: _Moment) -> None:
        before, self._moment = self._moment, now
        if before is None or before.run != now.run:
            return
        passed = now.monotonic_s - before.monotonic_s
        step = (now.wall - before.wall).total_seconds() - passed
        if abs(step) > max(STEP_S, abs(passed) * _SLEWED):
            self._note(header, "clock_stepped", step)

    def _note(self, header: Header, code: str, seconds: float) -> None:
        self._check.note(header.sequence, code, f"{seconds:+.1f}")
