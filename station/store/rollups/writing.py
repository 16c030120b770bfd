"""Taking ledger entries into the tables of analyses."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable
from sqlite3 import Connection
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from station.model.event import RECORD_KINDS, EventKind
from station.model.shifts import Shift, ShiftPlan
from station.store.clock import from_text
from station.store.index.entries import Entry
from station.store.rollups.document import CountedRecord, read_record, read_setting, read_shifts, read_void
from station.store.rollups.facts import (
    DefectRow,
    Facts,
    ItemRow,
    Place,
    RecordRow,
    VerdictRow,
    day_number,
    facts_of,
)
from station.store.rollups.numbering import Numbering
from station.store.rollups.packing import packed
from station.store.rollups.summing import Sums

_LOG = logging.getLogger(__name__)

_COLUMNS = ", ".join(RecordRow._fields)
_RECORD = " ".join(("INSERT INTO records VALUES (", ", ".join("?" for _ in RecordRow._fields), ", ?)"))
_ANSWERS = "INSERT INTO answers VALUES (?, ?)"
_VERDICT = "INSERT OR IGNORE INTO verdicts VALUES (?, ?, ?, ?, ?)"
_ITEM = "INSERT INTO items VALUES (?, ?, ?, ?, ?)"
_DEFECT = "INSERT INTO defects VALUES (?, ?, ?, ?)"
_PERSON = "INSERT OR REPLACE INTO people VALUES (?, ?)"
_NAMED = " ".join(("SELECT", _COLUMNS, "FROM records WHERE id = ? AND sha256 = ? ORDER BY sequence LIMIT 1"))
_NO_MORE = "UPDATE records SET counts = 0 WHERE sequence = ?"
_PLAN = "SELECT plan, zone FROM shifts"
_SET_PLAN = "INSERT OR REPLACE INTO shifts VALUES (1, ?, ?)"


class Batch:
    """Entries taken together: rows and sums are brought together first and then written once. Practice
    counts by itself: either the one or the other is left out.
    """

    def __init__(self, connection: Connection, practice: bool = False) -> None:
        self._connection = connection
        self._practice = practice
        self._sums = Sums()
        self._numbering = Numbering(connection)
        self._new: dict[tuple[str, str], Facts] = {}
        self._people: dict[str, str] = {}
        self._gone: set[int] = set()
        row = connection.execute(_PLAN).fetchone()
        self._plan = _plan_of(json.loads(row[0]), row[1]) if row else ShiftPlan()

    def take(self, entry: Entry) -> None:
        """Take one entry, later than all before. One that does not hold what its kind says is left out."""
        if entry.body is None:
            return
        try:
            self._take(entry, entry.body)
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            # Whoever looks for tampering asks the ledger; here it is only nothing that could be counted.
            _LOG.info("entry %d is not counted: %s", entry.sequence, type(error).__name__)

    def count(self, facts: Facts) -> None:
        """Count one record."""
        self._new[facts.record.id, facts.record.sha256] = facts
        self._change(facts, 1)

    def write(self) -> int:
        """Write everything taken; how many records are new."""
        self._write_rows()
        self._sums.write(self._connection)
        self._connection.executemany(_PERSON, self._people.items())
        self._connection.executemany(_NO_MORE, ((sequence,) for sequence in sorted(self._gone)))
        return len(self._new)

    def _take(self, entry: Entry, body: bytes) -> None:
        if entry.kind in RECORD_KINDS:
            self._take_record(entry, read_record(body))
        elif entry.kind == EventKind.RECORD_VOIDED:
            void = read_void(body)
            self._drop(void.record, void.sha256)
        else:
            self._take_setting(body)

    def _take_record(self, entry: Entry, document: CountedRecord) -> None:
        if document.practice != self._practice:
            return
        amends = document.amends
        earlier = self._find(amends.record, amends.sha256) if amends else None
        facts = facts_of(
            entry.sequence, entry.body_sha256, _place(earlier) or self._place_at(entry.at), document
        )
        if amends:
            self._drop(amends.record, amends.sha256)
        self._people[document.inspector.id] = document.inspector.name
        self.count(facts)

    def _take_setting(self, body: bytes) -> None:
        change = read_setting(body)
        if change.setting == "shifts":
            self._plan = _plan_of(change.new, change.zone)
            self._connection.execute(_SET_PLAN, (json.dumps(change.new), change.zone))

    def _place_at(self, at: str) -> Place:
        placed = self._plan.place(from_text(at))
        return Place(day_number(placed.day), placed.shift, placed.hour)

    def _drop(self, record: str, sha256: str) -> None:
        """Count a record no more; one that does not count already stays so."""
        row = self._find(record, sha256)
        if row is None or not row.counts or row.sequence in self._gone:
            return
        self._gone.add(row.sequence)
        self._change(self._new.get((record, sha256)) or _stored_facts(self._connection, row), -1)

    def _change(self, facts: Facts, sign: int) -> None:
        self._sums.change(facts, self._numbering.of_channels(facts.verdicts), sign)

    def _find(self, record: str, sha256: str) -> RecordRow | None:
        if found := self._new.get((record, sha256)):
            return found.record
        row = self._connection.execute(_NAMED, (record, sha256)).fetchone()
        return RecordRow(*row) if row else None

    def _write_rows(self) -> None:
        new = self._new.values()
        write = self._connection.executemany
        channels, item = self._numbering.of_channels, self._numbering.of_item
        write(_RECORD, ((*one.record, channels(one.verdicts)) for one in new))
        write(_ANSWERS, ((one.record.sequence, packed(one.items, item)) for one in new))
        write(_VERDICT, ((one.record.sequence, *row) for one in new for row in one.verdicts))
        write(_ITEM, ((one.record.sequence, *row) for one in new for row in one.items))
        write(_DEFECT, ((one.record.sequence, *row) for one in new for row in _numbered(one.defects)))


def _numbered(defects: Iterable[DefectRow]) -> Iterable[tuple[int, str, str]]:
    """Defects with their place in the record."""
    return ((number, *row) for number, row in enumerate(defects))


def _place(row: RecordRow | None) -> Place | None:
    return Place(row.day, row.shift, row.hour) if row else None


def _plan_of(value: object, zone: str) -> ShiftPlan:
    shifts = [Shift(one.name, int(one.start[:2]) * 60 + int(one.start[3:])) for one in read_shifts(value)]
    if not shifts:
        raise ValueError("no shifts")
    return ShiftPlan(shifts, _zone(zone))


def _zone(name: str) -> ZoneInfo | None:
    """None, this machine's own, where a ledger names none (as they did once) or one not known here."""
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        _LOG.info("time zone %r is not known here: shifts are counted in the machine's own", name)
        return None


def _stored_facts(connection: Connection, row: RecordRow) -> Facts:
    def rows(table: str, columns: str) -> list[Any]:
        query = " ".join(("SELECT", columns, "FROM", table, "WHERE sequence = ?"))
        return connection.execute(query, (row.sequence,)).fetchall()

    return Facts(
        row,
        [VerdictRow(*one) for one in rows("verdicts", "channel, outcome, class, borderline")],
        [ItemRow(*one) for one in rows("items", "item, flags, seconds, value")],
        [DefectRow(*one) for one in rows("defects", "kind, zone")],
    )
