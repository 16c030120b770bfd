"""Units that two inspectors looked at independently of each other: pairs of records of one unit.

Two records are of one unit when they name the same IMEI, or, where one names none, the same unit code. Only
records that count and were never amended are taken (an amendment may know what the other inspector said).
A unit that was cleaned is another unit from then on, and so is one that comes back after ``within_days``.
Of every such stretch the first record and the first later one by another inspector make the pair. The later
one names the earlier as it was sealed, which is how it is found.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import NamedTuple

from station.analysis.figures import Figures
from station.analysis.narrowing import narrowed
from station.analysis.scope import Scope
from station.model.checklist import BENCH_CHECK
from station.store.clock import from_text
from station.store.connection import Row
from station.store.rollups.reading import RollupReader

WITHIN_DAYS = 14
"""Later than that a unit that comes back may have changed."""

_AGAIN = "SELECT r.sequence FROM records r WHERE {narrowed} AND r.reinspected AND NOT r.amended"
_CODES = "SELECT unit_code, imei FROM records WHERE sequence IN ({places})"
_OF_UNITS = (
    "SELECT sequence, sealed_at, person, unit_code, imei FROM records"
    " WHERE practice = ? AND standing = 'current' AND category <> ?"
    " AND (unit_code IN (SELECT value FROM json_each(?))"
    " OR (imei <> '' AND imei IN (SELECT value FROM json_each(?)))) ORDER BY sequence"
)
_COUNTED = "SELECT * FROM records WHERE counts AND NOT amended AND sequence IN ({places})"
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Looked:
    """One look at a unit, as its record counts; ``day`` is ``YYYYMMDD`` as a number."""

    sequence: int
    person: str
    sealed_at: datetime
    unit: str
    day: int
    shift: str
    category: str
    model: str
    cleaned: bool


class Twice(NamedTuple):
    """The same unit by two inspectors, the earlier look first."""

    first: Looked
    second: Looked


def looked_twice(figures: Figures, scope: Scope, within_days: int = WITHIN_DAYS) -> tuple[Twice, ...]:
    """Every pair whose later record lies in ``scope``; a ``person`` there is either of the two.

    Raises:
        KnownError: FIG-001 stopped, FIG-002 single inspectors without the right.
    """
    figures.refuse_people(scope)
    again = _inspected_again(figures, replace(scope, person=""))
    units = _units(_rows_of(figures, again)) if again else []
    counted = _counted(figures, [row for unit in units for row in unit])
    looks = ([counted[row.sequence] for row in unit if row.sequence in counted] for unit in units)
    runs = (run for unit in looks for run in _runs(unit, timedelta(days=within_days)))
    pairs = (pair for run in runs for pair in _pair(run) if pair.second.sequence in again)
    return tuple(one for one in pairs if scope.person in ("", one.first.person, one.second.person))


def in_batches(sequences: Iterable[int]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Placeholders and values for questions about many records, some at once."""
    left = tuple(sequences)
    for start in range(0, len(left), _AT_ONCE):
        some = left[start : start + _AT_ONCE]
        yield ", ".join("?" * len(some)), some


def _inspected_again(figures: Figures, scope: Scope) -> frozenset[int]:
    """Records of the scope that name an earlier one of their unit."""
    condition, values = narrowed(figures, scope)
    with figures.store.counted.lend(figures.watch.goes) as connection:
        return frozenset(row[0] for row in connection.execute(_AGAIN.format(narrowed=condition), values))


def _rows_of(figures: Figures, again: frozenset[int]) -> list[Row]:
    """Every record of the units of these records."""
    figures.store.index.catch_up()
    reader = RollupReader(figures.store.index)
    try:
        with reader.lend(figures.watch.goes) as connection:
            told = [
                row
                for places, some in in_batches(again)
                for row in connection.execute(_CODES.format(places=places), some)
            ]
            codes, imeis = (json.dumps([row[at] for row in told]) for at in range(2))
            return connection.execute(
                _OF_UNITS, (figures.store.home.is_practice, BENCH_CHECK, codes, imeis)
            ).fetchall()
    finally:
        reader.close()


def _units(rows: Sequence[Row]) -> list[list[Row]]:
    """The rows of each unit, in the order they were sealed."""
    units: list[list[Row]] = []
    by_imei: dict[str, list[Row]] = {}
    by_code: dict[str, list[Row]] = {}
    for row in rows:
        unit = by_imei.get(row.imei) or by_code.get(row.unit_code)
        if unit is None or (row.imei and row.imei not in by_imei and _names_imei(unit)):
            units.append(unit := [])
        unit.append(row)
        by_code[row.unit_code] = unit
        if row.imei:
            by_imei[row.imei] = unit
    return units


def _names_imei(unit: Sequence[Row]) -> bool:
    return any(row.imei for row in unit)


def _counted(figures: Figures, rows: Sequence[Row]) -> dict[int, Looked]:
    named = {row.sequence: row for row in rows}
    found = dict[int, Looked]()
    with figures.store.counted.lend(figures.watch.goes) as connection:
        for places, some in in_batches(named):
            for row in connection.execute(_COUNTED.format(places=places), some):
                found[row.sequence] = _looked(row, named[row.sequence])
    return found


def _looked(row: Row, named: Row) -> Looked:
    at, cleaned = from_text(named.sealed_at), bool(row.cleaned)
    unit = named.imei or named.unit_code
    return Looked(row.sequence, row.person, at, unit, row.day, row.shift, row.category, row.model, cleaned)


def _runs(unit: Sequence[Looked], within: timedelta) -> Iterator[list[Looked]]:
    run: list[Looked] = []
    for one in unit:
        if run and (
            one.cleaned or one.category != run[0].category or one.sealed_at - run[0].sealed_at > within
        ):
            yield run
            run = []
        run.append(one)
    yield run


def _pair(run: Sequence[Looked]) -> Iterator[Twice]:
    second = next((one for one in run if one.person != run[0].person), None)
    if second is not None:
        yield Twice(run[0], second)
