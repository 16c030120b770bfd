"""Taking ledger entries into the index."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from sqlite3 import Connection
from typing import Any

from station.model.event import RECORD_KINDS
from station.store.index.document import read_document
from station.store.index.entries import Entry
from station.store.index.lines import Indexed, Line, indexed, said, state_terms, text_terms
from station.store.index.speaking import changed, speaks_of

_LOG = logging.getLogger(__name__)

_INSERT = "INSERT INTO records VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_WRITE_TERMS = "INSERT INTO words (rowid, terms) VALUES (?, ?)"
_ERASE_TERMS = "INSERT INTO words (words, rowid, terms) VALUES ('delete', ?, ?)"
_MEASURES = "INSERT OR IGNORE INTO measures VALUES (?, ?, ?, ?)"
_DAYS = (
    "INSERT INTO days VALUES (?, ?, ?)"
    " ON CONFLICT (day) DO UPDATE SET first = min(first, excluded.first), last = max(last, excluded.last)"
)
_STATE = "UPDATE records SET standing = ?, countersign = ?, amended_by = ? WHERE sequence = ?"


class Batch:
    """Entries taken together: what they say is brought together first and then written once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._new: dict[int, Indexed] = {}
        self._named: dict[str, int] = {}
        self._earlier: dict[int, tuple[Line, Indexed]] = {}

    def take(self, entry: Entry) -> None:
        """Take one entry, later than all before. One that does not hold what its kind says is left out."""
        if entry.body is None:
            return
        try:
            self._take(entry, read_document(entry.kind, entry.body))
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            # Whoever looks for tampering asks the ledger; here it is only nothing that could be found.
            _LOG.info("entry %d is not indexed: %s", entry.sequence, type(error).__name__)

    def write(self) -> int:
        """Write everything taken; how many records are new."""
        for sequence in sorted(self._earlier):
            self._write_change(sequence, *self._earlier[sequence])
        lines = [one.line for one in self._new.values()]
        self._connection.executemany(_INSERT, lines)
        self._connection.executemany(
            _WRITE_TERMS, ((one.line.sequence, " ".join(one.terms)) for one in self._new.values())
        )
        self._connection.executemany(
            _MEASURES, {measure for one in self._new.values() for measure in one.measures}
        )
        days = ((line.sealed_at[:10], line.sequence, line.sequence) for line in lines)
        self._connection.executemany(_DAYS, days)
        return len(lines)

    def _take(self, entry: Entry, body: Mapping[str, Any]) -> None:
        if entry.kind in RECORD_KINDS:
            self._take_record(indexed(entry.sequence, entry.body_sha256, entry.at, body))
        for act, changes in speaks_of(entry.kind, body):
            self._speak(act, changes)

    def _take_record(self, one: Indexed) -> None:
        self._new[one.line.sequence] = one
        self._named.setdefault(one.line.id, one.line.sequence)

    def _speak(self, act: Mapping[str, Any], changes: Mapping[str, str]) -> None:
        found = self._find(str(act["record"]), str(act["sha256"]))
        if found is not None:
            found.terms -= state_terms(found.line)
            found.line = changed(found.line, changes)
            found.terms |= state_terms(found.line) | text_terms(said([act]))

    def _find(self, record: str, sha256: str) -> Indexed | None:
        for sequence in (self._named.get(record), *self._stored(record)):
            if sequence is not None:
                found = self._new[sequence] if sequence in self._new else self._loaded(sequence)
                if found.line.sha256 == sha256:
                    return found
        return None

    def _stored(self, record: str) -> Iterable[int]:
        rows = self._connection.execute(
            "SELECT sequence FROM records WHERE id = ? ORDER BY sequence", (record,)
        )
        return [row[0] for row in rows.fetchall()]

    def _loaded(self, sequence: int) -> Indexed:
        if sequence not in self._earlier:
            row = self._connection.execute("SELECT * FROM records WHERE sequence = ?", (sequence,)).fetchone()
            line = Line(*row)
            self._earlier[sequence] = (line, Indexed(line, state_terms(line)))
        return self._earlier[sequence][1]

    def _write_change(self, sequence: int, before: Line, after: Indexed) -> None:
        # Only the terms that change: the index keeps no copy of the others, and needs none.
        old = state_terms(before)
        if gone := old - after.terms:
            self._connection.execute(_ERASE_TERMS, (sequence, " ".join(gone)))
        if came := after.terms - old:
            self._connection.execute(_WRITE_TERMS, (sequence, " ".join(came)))
        line = after.line
        self._connection.execute(_STATE, (line.standing, line.countersign, line.amended_by, sequence))
