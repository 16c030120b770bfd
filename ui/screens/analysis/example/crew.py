"""Who works in the example, how fast and how strictly, and when."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

_SUNDAY = 6


@dataclass(frozen=True, slots=True)
class Inspector:
    """One inspector: seconds a unit takes on the average, hours worked, units of a day.

    ``strictness`` is the factor on defects seen; ``types`` the share of readings typed by hand, ``unknowns``
    that of answers left unknown; ``rounds_up`` the share of values just short of a limit told as reaching it.
    """

    id: str
    name: str
    pace_s: float
    hours: range
    a_day: int
    strictness: float = 1.0
    types: float = 0.03
    unknowns: float = 0.006
    rounds_up: float = 0.0


@dataclass(frozen=True, slots=True)
class Turn:
    """One unit's turn: when it is sealed, by whom, on which working day of the fortnight (0 the first)."""

    at: datetime
    who: Inspector
    day: int


CREW = (
    Inspector("P-000900", "王敏", 205, range(8, 17), 8),
    Inspector("P-000901", "李强", 250, range(9, 18), 7, strictness=1.35, unknowns=0.011),
    Inspector("P-000902", "赵小云", 175, range(8, 17), 8, strictness=0.7, types=0.16, rounds_up=0.75),
    Inspector("P-000903", "周建国", 300, range(20, 24), 4, strictness=1.1, unknowns=0.014),
)


def turns(chance: random.Random, now: datetime, days: int) -> list[Turn]:
    """Every turn of the last ``days`` days until ``now``, in order; nobody works on a Sunday."""
    midnight = now.astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
    dates = [midnight - timedelta(days=back) for back in range(days, -1, -1)]
    worked = [one for one in dates if one.weekday() != _SUNDAY]
    found = (turn for place, one in enumerate(worked) for turn in _of_day(chance, one, place))
    return sorted((one for one in found if one.at < now), key=lambda one: one.at)


def _of_day(chance: random.Random, midnight: datetime, place: int) -> Iterator[Turn]:
    for who in CREW:
        for _ in range(round(who.a_day * chance.uniform(0.8, 1.15))):
            second = chance.randrange(len(who.hours) * 3600)
            yield Turn(midnight + timedelta(hours=who.hours[0], seconds=second), who, place)
