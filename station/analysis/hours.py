"""Hours of the clock in which units were sealed: what throughput is counted by."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from sqlite3 import Connection
from typing import Any, NamedTuple

from station.analysis.scope import Scope
from station.store.rollups.cubes import NARROW, WIDE
from station.store.rollups.facts import day_number

_COLUMNS = {"month": "day / 100"}
_PLACE = ("hour", "day", "shift")
_EVERY_HOUR = f"hour IN ({', '.join(map(str, range(24)))})"
_APART = ("category", "person")
_WHOLE_STATION, _APART_CELLS = (f"hours AS r WHERE width = {width} AND" for width in (WIDE, NARROW))
_ROWS = "(SELECT *, 1 AS records FROM records WHERE counts) AS r WHERE"
_OF_CHANNEL = "EXISTS (SELECT 1 FROM verdicts o WHERE o.sequence = r.sequence AND o.channel = ?)"


class Hours(NamedTuple):
    """``records`` sealed within ``hours`` different hours (day and hour of the clock)."""

    records: int
    hours: int


def hours_worked(
    connection: Connection, scope: Scope, days: tuple[date, date], by: tuple[str, ...]
) -> Mapping[tuple[Any, ...], Hours]:
    """Units and hours by group. An hour counts once for each group in which a unit was sealed in it, however
    many people worked then.
    """
    narrowing = _narrowing(scope)
    # Hours stand first in the key, as charts ask for them; named, each leads straight to its days.
    where = " AND ".join([_EVERY_HOUR, "day BETWEEN ? AND ?", *narrowing])
    cell = ", ".join((*_PLACE, *(one for one in (*_APART, "model") if one in by)))
    columns = [_COLUMNS.get(one, one) for one in by]
    rows = _rows(scope, by)
    if rows == _WHOLE_STATION:
        cells = ["(SELECT *, records AS sealed FROM", rows, where, ")"]
    else:
        cells = ["(SELECT", cell, ", SUM(records) AS sealed FROM", rows, where, "GROUP BY", cell, ")"]
    parts = ["SELECT", ", ".join([*columns, "SUM(sealed)", "COUNT(*)"]), "FROM", *cells]
    statement = " ".join([*parts, *(("GROUP BY", ", ".join(columns)) if columns else ())])
    found = connection.execute(statement, (*(day_number(day) for day in days), *narrowing.values()))
    return {tuple(row[:-2]): Hours(*row[-2:]) for row in found if row[-2]}


def _rows(scope: Scope, by: tuple[str, ...]) -> str:
    """The fewest rows that tell what is asked."""
    if scope.channel or scope.model or "model" in by:
        return _ROWS
    apart = scope.category or scope.person or {*_APART} & {*by}
    return _APART_CELLS if apart else _WHOLE_STATION


def _narrowing(scope: Scope) -> dict[str, str]:
    """Conditions with their values."""
    plain = {f"{name} = ?": getattr(scope, name) for name in ("category", "shift", "person", "model")}
    return {condition: value for condition, value in {**plain, _OF_CHANNEL: scope.channel}.items() if value}
