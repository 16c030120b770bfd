"""What depends on the hour of a shift: unknown answers, units with defects, units that can be sold."""

from __future__ import annotations

import json
from collections.abc import Mapping
from sqlite3 import Connection
from typing import NamedTuple

from station.analysis.figures import Figures
from station.analysis.measures import Figure, share
from station.analysis.narrowing import narrowed
from station.analysis.scope import Scope
from station.model.shifts import USUAL
from station.store.rollups.facts import UNKNOWN

LEAST = 30
"""Fewer units, or answers, say nothing."""

_UNITS = (
    "SELECT r.shift, r.hour, COUNT(*) AS units, SUM(r.with_defects) AS defects, SUM(r.passed) AS passed"
    " FROM records r WHERE {narrowed} GROUP BY r.shift, r.hour"
)
# Record by record: SQLite would sort every single answer to group them at once.
_ANSWERS = (
    "SELECT r.shift, r.hour,"
    " SUM((SELECT COUNT(*) FROM items i WHERE i.sequence = r.sequence)) AS answers,"
    " SUM((SELECT SUM(i.flags & {unknown}) FROM items i WHERE i.sequence = r.sequence)) AS unknown"
    " FROM records r WHERE {narrowed} GROUP BY r.shift, r.hour"
)
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
    condition, values = narrowed(figures, scope)
    found = dict[Hour, dict[str, Figure]]()
    with figures.store.counted.lend(figures.watch.goes) as connection:
        starts = _starts(connection)
        for row in connection.execute(_UNITS.format(narrowed=condition), values):
            hour = _hour(starts, row.shift, row.hour)
            found[hour] = {
                "units_with_defects_rate": _share(row.defects, row.units),
                "yield": _share(row.passed, row.units),
                "unknown_rate": Figure(None, 0),
            }
        for row in connection.execute(_ANSWERS.format(narrowed=condition, unknown=UNKNOWN), values):
            found[_hour(starts, row.shift, row.hour)]["unknown_rate"] = _share(row.unknown or 0, row.answers)
    return dict(sorted(found.items()))


def _hour(starts: Mapping[str, int], shift: str, hour: int) -> Hour:
    return Hour(shift, (hour - starts.get(shift, 0)) % 24 + 1)


def _starts(connection: Connection) -> dict[str, int]:
    """The hour of the clock in which each shift starts today."""
    row = connection.execute(_PLAN).fetchone()
    usual = {one.name: one.start_min // 60 for one in USUAL}
    return {one["name"]: int(one["start"][:2]) for one in json.loads(row[0])} if row else usual


def _share(hits: int, n: int) -> Figure:
    return share(hits, n) if n >= LEAST else Figure(None, n)
