"""What the store benches share: an inspector who walks through unit after unit, and the floor of the disk."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from station.inspection.desk import InspectionDesk
from station.model.answer import Answer, Measured
from station.model.checklist import Checklist
from station.model.verdict import Verdict
from station.store.clock import SystemClock
from tests.stations import CALIPER, ITEMS, open_station

STEPS = 40
"""Items of one unit."""
MEASURED = Measured(Decimal("7.650"), "mm")
ROW_BYTES = 4096
"""One page: the least that a database appends for one small row."""

Step = Callable[[], object]


class Inspector:
    """Walks through the items of one unit after another, as the desk leads."""

    def __init__(self, desk: InspectionDesk, person: str) -> None:
        self._desk = desk
        self._person = person
        self._units = 0
        self.next_unit()

    def next_unit(self) -> None:
        """Start the next unit; the one before is parked."""
        self._units += 1
        unit = self._desk.unit_by_hand(f"U-{self._units}", "smartphone")
        self._inspection = self._desk.start(unit, self._person)

    def answer(self) -> None:
        """One answer to the step shown, confirmed, on disk; after the last step comes the next unit."""
        if len(self._inspection.observations) == STEPS:
            self.next_unit()
        self._inspection = self._desk.answer(
            self._inspection.id, self._inspection.current_item, MEASURED, CALIPER, self._person
        )


class Caliper:
    """A standard that asks forty lengths."""

    def channels(self, category: str) -> tuple[str, ...]:
        """One channel."""
        return ("bench",)

    def checklist(self, category: str, channels: Sequence[str]) -> Checklist:
        """Forty items of the shape of ``DM-01``."""
        shape = next(item for item in ITEMS if item.id == "DM-01")
        items = tuple(replace(shape, id=f"DM-{number:02d}") for number in range(STEPS))
        return Checklist(category, "2026-01-01", tuple(channels), items)

    def verdict(self, channel: str, facts: Mapping[str, Answer]) -> Verdict:
        """Never asked here."""
        raise NotImplementedError


@contextmanager
def inspector(root: Path) -> Iterator[Inspector]:
    """An inspector at a station in ``root``."""
    with open_station(root) as station:
        desk = InspectionDesk(station.store, SystemClock(), station.accounts, Caliper())
        yield Inspector(desk, station.person.id)


@contextmanager
def synced_append(path: Path) -> Iterator[Step]:
    """The floor: append one page and wait until the disk has it."""
    with path.open("ab", buffering=0) as file:

        def step() -> None:
            file.write(b"x" * ROW_BYTES)
            os.fdatasync(file.fileno())

        yield step


@contextmanager
def bare_sqlite(path: Path) -> Iterator[Step]:
    """The same rows with ``sqlite3`` alone: WAL, FULL, one immediate transaction."""
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        for statement in ("PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL"):
            database.execute(statement)
        database.execute("CREATE TABLE inspections (id TEXT PRIMARY KEY, revision, current_item, touched_at)")
        database.execute(
            "CREATE TABLE observations (inspection, position, item, answer, source, person, taken_at,"
            " monotonic_ns, evidence, condition, replaces, confirmed, PRIMARY KEY (inspection, position))"
        )
        database.execute("INSERT INTO inspections VALUES ('20261122-0A1B2C3D-0001', 0, '', '')")
        position = 0

        def step() -> None:
            nonlocal position
            position += 1
            database.execute("BEGIN IMMEDIATE")
            database.execute(
                "UPDATE inspections SET revision = ?, current_item = 'CT-01', touched_at = ?",
                (position, "2026-11-22T09:15:00.000000Z"),
            )
            database.execute(INSERT, ("20261122-0A1B2C3D-0001", position, *ROW))
            database.execute("COMMIT")

        yield step


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
