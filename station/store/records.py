"""Sealed records: found by what a person remembers, read from the ledger, which is where they live.

The ``records`` table is an index over ledger entries of kind ``record_sealed``; it can be rebuilt from them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from sqlite3 import Connection
from typing import Any

from station.errors import KnownError
from station.model.record import LedgerEntry, Record
from station.store.bundle import write_bundle
from station.store.clock import from_text, to_text
from station.store.connection import Row
from station.store.database import Store
from station.store.index.query import EVERYTHING, Page, Query, RecordSummary

_GRADED = frozenset({"grade", "tie", "bound"})
"""Results whose grades are given; elsewhere grades only say what is still possible."""

_ENTRY = (
    "SELECT ledger.sequence, kind, at, previous, body_sha256, hash, signature, body"
    " FROM records JOIN ledger ON ledger.sequence = records.sequence"
)

# Compared inside SQLite: a damaged column need not be readable text.
_SAME_LINE = (
    "SELECT 1 FROM records WHERE id = ? AND sequence = ? AND sha256 = ? AND sealed_at = ? AND practice = ?"
    " AND unit_code = ? AND imei = ? AND model = ? AND person = ? AND person_name = ? AND results = ?"
    " AND search = ?"
)


class RecordBook:
    """The sealed records of one store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def search(self, query: Query = EVERYTHING, limit: int = 50, before: int | None = None) -> Page:
        """Records that have everything ``query`` states, latest first; ``before`` is ``next`` of the page
        before."""
        conditions, values = _conditions(query, before)
        sql = " AND ".join(["SELECT * FROM records WHERE 1", *conditions])
        with self._store.read() as connection:
            rows = connection.execute(
                f"{sql} ORDER BY sequence DESC LIMIT ?", (*values, limit + 1)
            ).fetchall()
        found = tuple(_summary(row) for row in rows[:limit])
        return Page(found, found[-1].sequence if len(rows) > limit else None)

    def count(self) -> int:
        """How many records are sealed."""
        with self._store.read() as connection:
            return int(connection.execute("SELECT count(*) FROM records").fetchone()[0])

    def get(self, record_id: str) -> Record:
        """One record.

        Raises:
            KnownError: STO-007 no such record.
        """
        with self._store.read() as connection:
            row = connection.execute(f"{_ENTRY} WHERE id = ?", (record_id,)).fetchone()
        if row is None:
            raise KnownError("STO-007", record=record_id)
        return record_of(LedgerEntry(row[0], row[1], from_text(row[2]), *row[3:]))

    def sealed(self, since: date | None = None, until: date | None = None) -> Iterator[Record]:
        """Every record sealed on these days where this station stands (both included), oldest first.

        Reads one consistent state as it goes; what is sealed meanwhile is not in it.
        """
        conditions, values = _between(since, until)
        sql = " AND ".join([f"{_ENTRY} WHERE 1", *conditions])
        with self._store.read() as connection:
            for row in connection.execute(f"{sql} ORDER BY ledger.sequence", values):
                yield record_of(LedgerEntry(row[0], row[1], from_text(row[2]), *row[3:]))

    def photo_path(self, sha256: str) -> Path | None:
        """Where a photo lies; None when the file is missing."""
        path = self._store.evidence.path(sha256)
        return path if path.exists() else None

    def export(self, ids: Sequence[str], out_dir: Path) -> Path:
        """Write a bundle of these records that anyone can verify; see :mod:`station.store.bundle`.

        Raises:
            KnownError: STO-007, STO-008 a photo is missing or altered, REP-004 cannot write.
        """
        return write_bundle(self._store, [self.get(record_id) for record_id in ids], out_dir)


def record_of(entry: LedgerEntry) -> Record:
    """The record that a ledger entry of kind ``record_sealed`` holds."""
    document = json.loads(entry.body)
    return Record(
        id=document["record"],
        document=document,
        sha256=entry.body_sha256,
        sequence=entry.sequence,
        ledger_hash=entry.hash,
        sealed_at=entry.at,
        practice=document["practice"],
    )


def index_record(connection: Connection, entry: LedgerEntry, document: Mapping[str, Any]) -> None:
    """Add a record to the index inside the caller's transaction."""
    line = _index_line(entry.sequence, entry.body_sha256, to_text(entry.at), document)
    connection.execute("INSERT INTO records VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", line)


def is_indexed(
    connection: Connection, sequence: int, body_sha256: str, at: str, document: Mapping[str, Any]
) -> bool:
    """Whether the index holds this record with exactly what its ledger entry says."""
    try:
        line = _index_line(sequence, body_sha256, at, document)
    except (KeyError, TypeError, AttributeError):
        return False
    return connection.execute(_SAME_LINE, line).fetchone() is not None


def _index_line(
    sequence: int, body_sha256: str, at: str, document: Mapping[str, Any]
) -> tuple[str | int | bool, ...]:
    """The columns of the index, in their order."""
    unit, inspector = document["unit"], document["inspector"]
    results = {verdict["channel"]: _result(verdict) for verdict in document["verdicts"]}
    return (
        document["record"],
        sequence,
        body_sha256,
        at,
        document["practice"],
        unit["code"],
        unit["imei"],
        _model(unit),
        inspector["id"],
        inspector["name"],
        json.dumps(results, ensure_ascii=False),
        _search_text(document, results),
    )


def _result(verdict: Mapping[str, Any]) -> str:
    given = verdict["result"] in _GRADED and "|".join(verdict["grades"])
    return given or str(verdict["result"])


def _model(unit: Mapping[str, Any]) -> str:
    model = unit["model"] or {}
    return " ".join(model[part] for part in ("brand", "name", "storage", "colour") if model.get(part))


def _search_text(document: Mapping[str, Any], results: Mapping[str, str]) -> str:
    unit, inspector = document["unit"], document["inspector"]
    words = [document["record"], unit["code"], unit["imei"], unit["serial"], _model(unit), inspector["name"]]
    words += [f"{channel} {result}" for channel, result in results.items()]
    words += [str(one["answer"].get("reason", "")) for one in document["observations"]]
    return " ".join(word for word in words if word).casefold()


def _conditions(query: Query, before: int | None) -> tuple[list[str], list[object]]:
    words = query.words.casefold().split()
    conditions, values = _between(query.since, query.until)
    conditions += ["instr(search, ?) > 0"] * len(words)
    values += words
    stated = {"person = ?": query.person, "unit_code = ?": query.code, "sequence < ?": before}
    return conditions + [one for one in stated if stated[one]], values + [
        one for one in stated.values() if one
    ]


def _between(since: date | None, until: date | None) -> tuple[list[str], list[object]]:
    bounds = {} if since is None else {"sealed_at >= ?": since}
    bounds |= {} if until is None else {"sealed_at < ?": until + timedelta(days=1)}
    return list(bounds), [_midnight(day) for day in bounds.values()]


def _midnight(day: date) -> str:
    """The start of a day where this station stands, as stored."""
    return to_text(datetime.combine(day, time.min).astimezone())


def _summary(row: Row) -> RecordSummary:
    return RecordSummary(
        id=row.id,
        unit_code=row.unit_code,
        imei=row.imei,
        model=row.model,
        person=row.person_name,
        person_id=row.person,
        sequence=row.sequence,
        sha256=row.sha256,
        sealed_at=from_text(row.sealed_at),
        practice=bool(row.practice),
        results=json.loads(row.results),
    )
