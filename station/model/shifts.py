"""Shifts: when they start, and which business day and shift a moment belongs to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from itertools import pairwise
from typing import NamedTuple

_DAY_MIN = 24 * 60


@dataclass(frozen=True, slots=True)
class Shift:
    """A shift by its name; it starts at ``start_min`` minutes after midnight, and what is sealed from then
    until the next one starts belongs to it."""

    name: str
    start_min: int
    end_min: int | None = None
    """When its people go, minutes after midnight; None when the next shift starts."""

    @property
    def start(self) -> str:
        """The time it starts, as ``HH:MM``."""
        return clock_text(self.start_min)


USUAL = (Shift("day", 8 * 60), Shift("night", 20 * 60))
"""The shifts of a station where nobody said otherwise."""


class Seam(NamedTuple):
    """Where one shift does not end as the next one starts.

    From ``start_min`` to ``end_min`` (minutes after midnight) nobody works; or, where the two ``overlap``,
    both do. What is sealed then belongs to ``counts``: the shift that started last.
    """

    counts: str
    start_min: int
    end_min: int
    overlap: bool


class Placed(NamedTuple):
    """Where a moment belongs: the business day, the shift, and the hour of the clock (0 to 23)."""

    day: date
    shift: str
    hour: int


class ShiftPlan:
    """The shifts of a station, the first of which starts the business day."""

    def __init__(self, shifts: Sequence[Shift] = USUAL, zone: tzinfo | None = None) -> None:
        """``shifts`` stand in the order of the day: each starts after the one before, within 24 hours.

        ``zone`` is where the station's clock hangs; None where this machine's does.
        """
        self._zone = zone
        self.shifts = tuple(shifts)
        self._day_starts_min = self.shifts[0].start_min
        self._starts = [(one.start_min - self._day_starts_min) % _DAY_MIN for one in self.shifts]

    def place(self, moment: datetime) -> Placed:
        """Where ``moment`` belongs, on the clock where this station stands."""
        local = moment.astimezone(self._zone)
        since_min = local.hour * 60 + local.minute - self._day_starts_min
        day = local.date() if since_min >= 0 else local.date() - timedelta(days=1)
        at = bisect_right(self._starts, since_min % _DAY_MIN) - 1
        return Placed(day, self.shifts[at].name, local.hour)


def in_order(starts_min: Sequence[int]) -> bool:
    """Whether shifts that start so follow one another around one day, each after the one before."""
    since = [(one - starts_min[0]) % _DAY_MIN for one in starts_min]
    return all(earlier < later for earlier, later in pairwise(since))


def clock_text(minutes: int) -> str:
    """Minutes after midnight as ``HH:MM``."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def seams(shifts: Sequence[Shift]) -> tuple[Seam, ...]:
    """The gaps and overlaps between shifts that stand in the order of the day."""
    following = (*shifts[1:], *shifts[:1])
    found = (_seam(one, after) for one, after in zip(shifts, following, strict=True))
    return tuple(seam for seam in found if seam is not None)


def _seam(one: Shift, after: Shift) -> Seam | None:
    end = after.start_min if one.end_min is None else one.end_min
    lasts, until_next = (_minutes(one.start_min, to) for to in (end, after.start_min))
    if lasts < until_next:
        return Seam(one.name, end, after.start_min, overlap=False)
    return Seam(after.name, after.start_min, end, overlap=True) if lasts > until_next else None


def _minutes(since: int, to: int) -> int:
    """From one time of the clock to the next time it shows the other: 1 to 1440."""
    return (to - since) % _DAY_MIN or _DAY_MIN
