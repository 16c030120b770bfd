"""Bringing together what records add to the rollups, or take away, before it is written once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import add
from sqlite3 import Connection
from typing import Any

from station.store.rollups.cubes import CUBES, DEFECTS, ITEMS, NARROW, RECORDS, VERDICTS, WIDE, Cube
from station.store.rollups.facts import (
    BORDERLINE,
    FAULTY,
    LOOKED,
    MANUAL,
    MEASURED,
    REMEASURED,
    SELLABLE,
    UNKNOWN,
    Facts,
    ItemRow,
)
from station.store.rollups.hourly import HourSums

Key = tuple[Any, ...]
_FLAGS = (UNKNOWN, MEASURED, MANUAL, BORDERLINE, REMEASURED, LOOKED, FAULTY)
_NOTED = [tuple(int(bool(flags & bit)) for bit in _FLAGS) for flags in range(2 * max(_FLAGS))]
"""What is noted of an answer, 0 or 1 each, by its flags."""


class Sums:
    """What changes in every cube, cell by cell, at the narrowest: by day, shift and inspector."""

    def __init__(self) -> None:
        self._cells: dict[Cube, dict[Key, list[int]]] = {cube: {} for cube in CUBES}
        self._hours = HourSums()
        self._takes_away = False

    def change(self, facts: Facts, channels: int, sign: int) -> None:
        """Count a record (``sign`` 1), or count it no more (-1); ``channels`` is the number of their set."""
        record = facts.record
        self._takes_away |= sign < 0
        place = (record.day, record.category, record.shift, record.person)
        self._add(RECORDS, (*place, channels), (1, *record[11:20], record.seconds), sign)
        for one in facts.verdicts:
            first = int(one.sells == SELLABLE and not record.reworked)
            key = (*place, one.channel, one.outcome, one.sells)
            self._add(VERDICTS, key, (1, first, one.borderline), sign)
        for item in facts.items:
            self._add(ITEMS, (*place, item.item, channels), _measures(item), sign)
        self._add_defects(facts, place, channels, sign)
        self._hours.change(record, channels, sign)

    def write(self, connection: Connection) -> None:
        """Add everything to the tables."""
        for cube, cells in self._cells.items():
            changes = _spread(cells)
            connection.executemany(
                cube.add, ((*key, *values) for key, values in changes.items() if any(values))
            )
            if self._takes_away:
                connection.executemany(
                    cube.drop_empty, (key for key, values in changes.items() if values[0] < 0)
                )
        self._hours.write(connection)

    def _add_defects(self, facts: Facts, place: Key, channels: int, sign: int) -> None:
        counts: dict[Key, int] = {}
        for one in facts.defects:
            counts[one] = counts.get(one, 0) + 1
        for kind_and_zone, count in counts.items():
            self._add(DEFECTS, (*place, *kind_and_zone, channels), (count, 1), sign)

    def _add(self, cube: Cube, key: Key, measures: Sequence[int], sign: int) -> None:
        cells, change = self._cells[cube], measures if sign > 0 else [-one for one in measures]
        cell = cells.get(key)
        cells[key] = list(change) if cell is None else list(map(add, cell, change))


def _measures(item: ItemRow) -> tuple[int, ...]:
    seconds = item.seconds
    return (1, seconds or 0, 0 if seconds is None else 1, *_NOTED[item.flags])


def _spread(cells: dict[Key, list[int]]) -> dict[Key, list[int]]:
    """The cells of both widths and all grains that these change."""
    changes: dict[Key, list[int]] = {}
    for key, values in cells.items():
        for wide in _widths(key):
            cell = changes.get(wide)
            changes[wide] = values if cell is None else list(map(add, cell, values))
    return changes


def _widths(key: Key) -> Iterator[Key]:
    day, category, shift, person, *rest = key
    for period in (day, day // 100, day // 10_000):
        yield (WIDE, period, category, "", "", *rest)
        yield (NARROW, period, category, shift, person, *rest)
