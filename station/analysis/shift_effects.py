"""What depends on the hour of a shift: unknown answers, units with defects, units that can be sold."""

from __future__ import annotations

import json
from collections.abc import Mapping
from sqlite3 import Connection
from typing import NamedTuple

from station.analysis.figures import Figures
from station.analysis.measures import Figure, share
from station.analysis.scope import Scope
from station.model.shifts import USUAL

LEAST = 30
"""Fewer units, or answers, say nothing."""

_PLAN = "SELECT plan FROM shifts"


class Hour(NamedTuple):
    """An hour of a shift, 1 for the first."""

    shift: str
    number: int


def by_hour_of_shift(figures: Figures, scope: Scope) -> Mapping[Hour, Mapping[str, Figure]]:
    """``units_with_defects_rate``, ``yield`` and ``unknown_rate`` of every hour in which a unit was sealed.

    Below :data:`LEAST` only the sample size is told.

    Raises:
        KnownError: FIG-001 stopped, FIG-002 single inspectors without the right.
    """
    with figures.store.counted.lend(figures.watch.goes) as connection:
        starts = _starts(connection)
    answers = figures.items(scope, "shift", "hour")
    found = {
        _hour(starts, *key): {
            "units_with_defects_rate": _share(units["with_defects"], units["records"]),
            "yield": _share(units["passed"], units["records"]),
            "unknown_rate": _unknown(answers.get(key)),
        }
        for key, units in figures.records(scope, "shift", "hour").items()
    }
    return dict(sorted(found.items()))


def _hour(starts: Mapping[str, int], shift: str, hour: int) -> Hour:
    return Hour(shift, (hour - starts.get(shift, 0)) % 24 + 1)


def _starts(connection: Connection) -> dict[str, int]:
    """The hour of the clock in which each shift starts today."""
    row = connection.execute(_PLAN).fetchone()
    usual = {one.name: one.start_min // 60 for one in USUAL}
    return {one["name"]: int(one["start"][:2]) for one in json.loads(row[0])} if row else usual


def _unknown(answers: Mapping[str, int] | None) -> Figure:
    return _share(answers["unknown"], answers["records"]) if answers else Figure(None, 0)


def _share(hits: int, n: int) -> Figure:
    return share(hits, n) if n >= LEAST else Figure(None, n)
