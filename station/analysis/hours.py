"""Hours of the clock in which units were sealed: what throughput is counted by."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from sqlite3 import Connection
from typing import Any, NamedTuple

from station.analysis.periods import numbers_of
from station.analysis.scope import Scope
from station.analysis.subjects import OF_CUBES
from station.store.rollups import hourly
from station.store.rollups.facts import day_number
from station.store.rollups.numbering import SETS_WITH

_COLUMNS = {"month": "day / 100"}
_PLACE = ("hour", "day", "shift")
_EVERY_HOUR = f"hour IN ({', '.join(map(str, range(24)))})"
_CELLS, _ROWS = "hours AS r WHERE", "(SELECT *, 1 AS records FROM records WHERE counts) AS r WHERE"
_WIDTHS = {
    frozenset[str](): hourly.STATION,
    frozenset({"category"}): hourly.CATEGORY,
    frozenset({"person"}): hourly.PERSON,
}
_APART = ("category", "person", "model")


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
    width = None if scope.channel else _WIDTHS.get(_told_apart(scope, by))
    statement = _counted(scope, days, by) if width is None else _summed(scope, days, by, width)
    found = connection.execute(statement, tuple(_narrowing(scope).values()))
    return {tuple(row[:-2]): Hours(*row[-2:]) for row in found if row[-2]}


def _told_apart(scope: Scope, by: tuple[str, ...]) -> frozenset[str]:
    """What is told apart, or narrowed, beside day, shift and hour."""
    return frozenset(one for one in _APART if one in by or getattr(scope, one))


def _summed(scope: Scope, days: tuple[date, date], by: tuple[str, ...], width: int) -> str:
    if "day" in by:
        period = f"period BETWEEN {day_number(days[0])} AND {day_number(days[1])}"
    else:
        period = f"period IN ({', '.join(map(str, numbers_of(*days, by_month='month' in by)))})"
    columns = [OF_CUBES.get(one, one) for one in by]
    where = " AND ".join((f"width = {width}", period, *_narrowing(scope)))
    return _select([*columns, "SUM(records)", "SUM(hours)"], f"hour_sums WHERE {where}", columns)


def _counted(scope: Scope, days: tuple[date, date], by: tuple[str, ...]) -> str:
    rows = _ROWS if scope.model or "model" in by else _CELLS
    within = f"day BETWEEN {day_number(days[0])} AND {day_number(days[1])}"
    # Hours stand first in the key; named, each leads straight to its days.
    where = " AND ".join((_EVERY_HOUR, within, *_narrowing(scope)))
    cell = [*_PLACE, *(one for one in _APART if one in by)]
    cells = _select([*cell, "SUM(records) AS sealed"], f"{rows} {where}", cell)
    columns = [_COLUMNS.get(one, one) for one in by]
    return _select([*columns, "SUM(sealed)", "COUNT(*)"], f"({cells})", columns)


def _select(told: list[str], rows: str, groups: list[str]) -> str:
    parts = ("SELECT", ", ".join(told), "FROM", rows)
    return " ".join((*parts, *(("GROUP BY", ", ".join(groups)) if groups else ())))


def _narrowing(scope: Scope) -> dict[str, str]:
    """Conditions with their values."""
    plain = {f"{name} = ?": getattr(scope, name) for name in ("category", "shift", "person", "model")}
    conditions = {**plain, f"channels IN {SETS_WITH}": scope.channel}
    return {condition: value for condition, value in conditions.items() if value}
