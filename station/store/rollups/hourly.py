"""Hours of the clock in which records were sealed: single ones, and sums over days, months and years.

An hour counts once for each group in which a record was sealed in it, so hours add up over days, but not
over categories or inspectors. ``hour_sums`` therefore holds three widths: the whole station, each category,
each inspector. What tells apart more is counted from ``hours``, one row per hour and whatever tells apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from sqlite3 import Connection
from typing import Any

from station.store.rollups.facts import RecordRow

STATION, CATEGORY, PERSON = range(3)
"""Widths of ``hour_sums``."""

TABLES = (
    """CREATE TABLE hours (
        day INTEGER NOT NULL, shift TEXT NOT NULL, hour INTEGER NOT NULL, category TEXT NOT NULL,
        person TEXT NOT NULL, channels INTEGER NOT NULL, records INTEGER NOT NULL,
        PRIMARY KEY (hour, day, shift, category, person, channels)
    ) WITHOUT ROWID""",
    """CREATE TABLE hour_sums (
        width INTEGER NOT NULL, period INTEGER NOT NULL, shift TEXT NOT NULL, hour INTEGER NOT NULL,
        category TEXT NOT NULL, person TEXT NOT NULL, records INTEGER NOT NULL, hours INTEGER NOT NULL,
        PRIMARY KEY (width, period, shift, hour, category, person)
    ) WITHOUT ROWID""",
)

_ADD = (
    "INSERT INTO hours VALUES (?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (hour, day, shift, category, person, channels)"
    " DO UPDATE SET records = records + excluded.records"
)
_DROP = (
    "DELETE FROM hours WHERE day = ? AND shift = ? AND hour = ? AND category = ? AND person = ?"
    " AND channels = ? AND records = 0"
)
_CELL = "width = ? AND period = ? AND shift = ? AND hour = ? AND category = ? AND person = ?"
_HELD = " ".join(("SELECT records FROM hour_sums WHERE", _CELL))
_ADD_SUM = (
    "INSERT INTO hour_sums VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (width, period, shift, hour, category, person)"
    " DO UPDATE SET records = records + excluded.records, hours = hours + excluded.hours"
)
_DROP_SUM = " ".join(("DELETE FROM hour_sums WHERE", _CELL, "AND records = 0"))

Key = tuple[Any, ...]


class HourSums:
    """What changes in hours, brought together before it is written."""

    def __init__(self) -> None:
        self._changes: dict[Key, int] = {}

    def change(self, record: RecordRow, channels: int, sign: int) -> None:
        """Count a record (``sign`` 1), or count it no more (-1)."""
        key = (record.day, record.shift, record.hour, record.category, record.person, channels)
        self._changes[key] = self._changes.get(key, 0) + sign

    def write(self, connection: Connection) -> None:
        """Add everything to the tables."""
        changes = [(key, count) for key, count in self._changes.items() if count]
        connection.executemany(_ADD, ((*key, count) for key, count in changes))
        connection.executemany(_DROP, (key for key, count in changes if count < 0))
        sums = self._sums(connection)
        connection.executemany(_ADD_SUM, ((*key, *both) for key, both in sums.items() if any(both)))
        connection.executemany(_DROP_SUM, (key for key, both in sums.items() if both[0] < 0))

    def _sums(self, connection: Connection) -> dict[Key, list[int]]:
        """Records and hours to add to each cell of ``hour_sums``."""
        sums: dict[Key, list[int]] = {}
        for (width, day, *rest), count in self._days().items():
            row = connection.execute(_HELD, (width, day, *rest)).fetchone()
            before = row[0] if row else 0
            hours = int(before + count > 0) - int(before > 0)
            for period in (day, day // 100, day // 10_000):
                cell = sums.setdefault((width, period, *rest), [0, 0])
                cell[0] += count
                cell[1] += hours
        return sums

    def _days(self) -> dict[Key, int]:
        days: dict[Key, int] = {}
        for key, count in self._changes.items():
            for cell in _cells(*key):
                days[cell] = days.get(cell, 0) + count
        return days


def _cells(day: int, shift: str, hour: int, category: str, person: str, _channels: int) -> Iterator[Key]:
    yield (STATION, day, shift, hour, "", "")
    yield (CATEGORY, day, shift, hour, category, "")
    yield (PERSON, day, shift, hour, "", person)
