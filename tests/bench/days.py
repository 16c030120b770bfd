"""What the store benches share: an inspector who walks through unit after unit, and the floor of the disk."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from itertools import count, cycle
from pathlib import Path

from station.inspection.desk import InspectionDesk
from station.model.answer import Answer, Measured, UnknownReason
from station.model.checklist import Checklist
from station.model.inspection import Inspection
from station.model.record import Record
from station.model.verdict import Result, Verdict
from station.store.clock import SystemClock
from tests.stations import CALIPER, ITEMS, PIN, open_station

STEPS = 40
"""Items of one unit."""
MEASURED = Measured(Decimal("7.650"), "mm")
PAGE_BYTES, PAGES = 4096, 256
"""One page: the least that a database appends for one small row."""

Step = Callable[[], object]


class Inspector:
    """Walks through the items of one unit after another, as the desk leads."""

    def __init__(self, desk: InspectionDesk, person: str) -> None:
        self._desk = desk
        self._person = person
        self._units = 0
        self._inspection = self._start()

    def next_unit(self) -> None:
        """Park the unit, which moves the log into the database as after every unit, and start the next."""
        self._desk.park(self._inspection.id)
        self._inspection = self._start()

    def leave_rest_unknown(self) -> None:
        """Everything without an answer stays unknown, on disk."""
        self._inspection = self._desk.leave_rest_unknown(
            self._inspection.id, UnknownReason.NOT_INSPECTED, self._person
        )

    def answer_unit(self) -> None:
        """Answer a whole unit, the next one after a seal; what is left to do is to seal it."""
        if len(self._inspection.observations) == STEPS:
            self._inspection = self._start()
        while len(self._inspection.observations) < STEPS:
            self.answer()

    def seal(self) -> Record:
        """Seal the unit answered."""
        return self._desk.seal(self._inspection.id, self._person, PIN)

    def _start(self) -> Inspection:
        self._units += 1
        unit = self._desk.unit_by_hand(f"U-{self._units}", "smartphone")
        return self._desk.start(unit, self._person)

    def answer(self) -> None:
        """One answer to the step shown, confirmed, on disk; after the last step comes the next unit."""
        if len(self._inspection.observations) == STEPS:
            self.next_unit()
        self._inspection = self._desk.answer(
            self._inspection.id, self._inspection.current_item, MEASURED, CALIPER, self._person
        )


class Caliper:
    """A standard that asks lengths and nothing else."""

    def __init__(self, items: int) -> None:
        self._items = items

    def channels(self, category: str) -> tuple[str, ...]:
        """One channel."""
        return ("bench",)

    def checklist(self, category: str, channels: Sequence[str]) -> Checklist:
        """Items of the shape of ``DM-01``."""
        shape = next(item for item in ITEMS if item.id == "DM-01")
        items = tuple(replace(shape, id=f"DM-{number:02d}") for number in range(self._items))
        return Checklist(category, "2026-01-01", tuple(channels) or ("bench",), items)

    def not_needed(self, checklist: Checklist, facts: Mapping[str, Answer]) -> frozenset[str]:
        """Everything is needed."""
        return frozenset()

    def results(self, channels: Sequence[str], facts: Mapping[str, Answer]) -> tuple[Verdict, ...]:
        """Never asked here."""
        raise NotImplementedError

    def verdict(self, channel: str, facts: Mapping[str, Answer], taken_at: Mapping[str, datetime]) -> Verdict:
        """The same of every unit: grading is measured elsewhere."""
        return Verdict(channel, channel, "2026-01-01", Result.GRADE, ("A",))


@contextmanager
def inspector(root: Path, items: int = STEPS) -> Iterator[Inspector]:
    """An inspector at a station in ``root``, where a unit is asked ``items`` items."""
    with open_station(root) as station:
        desk = InspectionDesk(station.store, SystemClock(), station.accounts, Caliper(items))
        yield Inspector(desk, station.person.id)


@contextmanager
def synced_write(path: Path) -> Iterator[Step]:
    """The floor: write one page and wait until the disk has it; the file is as long as it will be, as the
    station's log is from its second unit on."""
    page = b"x" * PAGE_BYTES
    with path.open("wb", buffering=0) as file:
        file.write(page * PAGES)
        os.fsync(file.fileno())
        places = cycle(range(0, PAGES * PAGE_BYTES, PAGE_BYTES))

        def step() -> None:
            os.pwrite(file.fileno(), page, next(places))
            os.fdatasync(file.fileno())

        yield step


@contextmanager
def bare_sqlite(path: Path, rows: int = 1) -> Iterator[Step]:
    """The same rows with ``sqlite3`` alone: WAL, FULL, one immediate transaction of ``rows`` observations.

    After every 40 transactions the log is moved into the database, as the station does between units.
    """
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        for statement in PRAGMAS:
            database.execute(statement)
        database.execute("CREATE TABLE inspections (id TEXT PRIMARY KEY, revision, current_item, touched_at)")
        database.execute(
            "CREATE TABLE observations (inspection, position, item, answer, source, person, taken_at,"
            " monotonic_ns, evidence, condition, replaces, confirmed, PRIMARY KEY (inspection, position))"
        )
        database.execute("INSERT INTO inspections VALUES ('20261122-0A1B2C3D-0001', 0, '', '')")
        transactions = count(1)

        def step() -> None:
            number = next(transactions)
            if number % STEPS == 0:
                database.execute(CHECKPOINT)
            first = number * rows
            database.execute("BEGIN IMMEDIATE")
            database.execute(
                "UPDATE inspections SET revision = ?, current_item = 'CT-01', touched_at = ?",
                (number, "2026-11-22T09:15:00.000000Z"),
            )
            database.executemany(
                INSERT,
                [("20261122-0A1B2C3D-0001", position, *ROW) for position in range(first, first + rows)],
            )
            database.execute("COMMIT")

        yield step


PRAGMAS = ("PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "PRAGMA wal_autocheckpoint = 0")
CHECKPOINT = "PRAGMA wal_checkpoint(PASSIVE)"
INSERT = "INSERT INTO observations VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
ROW = (
    "DM-01",
    '{"value":"7.650","unit":"mm"}',
    '{"method":"instrument","device":"caliper","profile":"mitutoyo-01a","serial":"0042","raw":"30","reason":""}',
    "P-3F2A91",
    "2026-11-22T09:15:00.000000Z",
    123456789012345,
    "[]",
    "{}",
    None,
    0,
)
"""One observation as the station stores it."""
