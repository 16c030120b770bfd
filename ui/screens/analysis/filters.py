"""What is analysed, as a person chose it: a period that moves with the clock, and what narrows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from types import MappingProxyType

from station.analysis.scope import Scope
from station.model.shifts import Placed
from station.settings import AnalysisViewSetting

PERIOD = "period"
NAMES = (PERIOD, "channel", "category", "model", "shift", "person")
"""The chips, in the order they stand on the screen."""

SHIFT, CUSTOM = "this_shift", "custom"
DAYS: Mapping[str, tuple[int, int]] = {
    "today": (0, 0),
    "yesterday": (1, 1),
    "week": (6, 0),
    "month": (29, 0),
    "quarter": (90, 0),
}
"""Periods: so many business days back, from and to."""
PERIODS = (SHIFT, *DAYS, "everything", CUSTOM)


@dataclass(frozen=True, slots=True)
class Filters:
    """``period`` is one of :data:`PERIODS`; the two days are those of a custom one, both included. ``chosen``
    are the values of the other chips."""

    period: str = "week"
    since: date | None = None
    until: date | None = None
    chosen: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def choose(self, name: str, value: str) -> Filters:
        """With ``value`` chosen for a chip; an empty one takes the choice back."""
        if name == PERIOD:
            return replace(self, period=value or "week")
        kept = {one: chosen for one, chosen in self.chosen.items() if one != name}
        return replace(self, chosen=MappingProxyType(kept | ({name: value} if value else {})))

    def between(self, since: date, until: date) -> Filters:
        """Over a period of a person's own; the earlier day is its first."""
        first, last = sorted((since, until))
        return replace(self, period=CUSTOM, since=first, until=last)

    def cleared(self) -> Filters:
        """Over the same period, narrowed by nothing."""
        return replace(self, chosen=MappingProxyType({}))

    def scope(self, now: Placed) -> Scope:
        """What is counted; ``now`` is where this moment belongs."""
        since, until = self.days(now.day)
        shift = now.shift if self.period == SHIFT else ""
        return Scope(since=since, until=until, **({"shift": shift} if shift else {}) | dict(self.chosen))

    def days(self, today: date) -> tuple[date | None, date | None]:
        """First and last business day; None leaves a side open."""
        if self.period == SHIFT:
            return today, today
        if self.period == CUSTOM:
            return self.since, self.until
        span = DAYS.get(self.period)
        if span is None:
            return None, None
        return today - timedelta(days=span[0]), today - timedelta(days=span[1])

    def shown(self) -> Mapping[str, str]:
        """The value of every chip."""
        return {PERIOD: self.period, **self.chosen}

    def as_view(self, name: str, page: str) -> AnalysisViewSetting:
        """A saved view of ``page``."""
        return AnalysisViewSetting(
            name=name,
            page=page,
            period=self.period,
            since=self.since,
            until=self.until,
            chosen=dict(self.chosen),
        )


def filters_of(view: AnalysisViewSetting) -> Filters:
    """What a saved view narrows."""
    period = view.period if view.period in PERIODS else "week"
    chosen = {name: value for name, value in view.chosen.items() if name in NAMES and value}
    return Filters(period, view.since, view.until, MappingProxyType(chosen))
