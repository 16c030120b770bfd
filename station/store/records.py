"""Sealed records: found by what a person remembers, read from the ledger, which is where they live.

They are found through the index, which is derived (:mod:`station.store.index`); what is read is the ledger's.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from station.errors import KnownError
from station.model.event import RECORD_KINDS
from station.model.record import LedgerEntry, Record
from station.store.bundle import write_bundle
from station.store.clock import from_text, to_text
from station.store.database import Store
from station.store.index.matching import bounds
from station.store.index.query import EVERYTHING, Page, Query, RecordSummary
from station.store.index.searching import find_by_id, search
from station.store.index.titles import titles_of

_KINDS = ", ".join(f"'{kind}'" for kind in sorted(RECORD_KINDS))
_ENTRY = "SELECT sequence, kind, at, previous, body_sha256, hash, signature, body FROM ledger"
_SEALED = (
    f"{_ENTRY} WHERE sequence >= ? AND sequence <= ? AND kind IN ({_KINDS}) AND at >= ? AND at < ?"
    " ORDER BY sequence"
)
_CATCH_UP_S = 0.5
"""How long a search may first take in what the index lacks; what is still missing then is told."""


class RecordBook:
    """The sealed records of one store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @property
    def is_practice(self) -> bool:
        """Whether practice is what counts in this home."""
        return self._store.home.is_practice

    def search(
        self,
        query: Query = EVERYTHING,
        limit: int = 50,
        before: int | None = None,
        within_s: float | None = None,
    ) -> Page:
        """Records that have everything ``query`` states, latest first; ``before`` is ``next`` of the page
        before. After about ``within_s`` seconds (None: however long it takes) a page is told as far as it
        was found; see :attr:`Page.searched_to`.

        Raises:
            KnownError: REC-020 the search field holds more than anybody means, STO-003, STO-004.
        """
        behind = self._store.index.catch_up(_CATCH_UP_S)
        titles = titles_of(self._store.home)
        page = self._store.index.use(lambda index: search(index, query, limit, before, titles, within_s))
        return replace(page, behind=behind)

    def catch_up(self) -> None:
        """Take all that the index lacks; may take minutes after it was lost."""
        self._store.index.catch_up()

    def count(self) -> int:
        """How many records are sealed."""
        self._store.index.catch_up(_CATCH_UP_S)
        return self._store.index.use(
            lambda index: int(index.execute("SELECT records FROM taken").fetchone()[0])
        )

    def summary(self, record_id: str) -> RecordSummary:
        """The line of one record, with its standing.

        Raises:
            KnownError: STO-007 no such record.
        """
        self._store.index.catch_up()
        found = self._store.index.use(lambda index: find_by_id(index, record_id))
        if found is None:
            raise KnownError("STO-007", record=record_id)
        return found

    def get(self, record_id: str) -> Record:
        """One record.

        Raises:
            KnownError: STO-007 no such record.
        """
        sequence = self.summary(record_id).sequence
        with self._store.read() as connection:
            row = connection.execute(f"{_ENTRY} WHERE sequence = ?", (sequence,)).fetchone()
        record = record_of(_entry(row))
        if record.id != record_id:
            raise KnownError("STO-007", record=record_id)
        return record

    def sealed(self, since: date | None = None, until: date | None = None) -> Iterator[Record]:
        """Every record sealed on these days where this station stands (both included), oldest first.

        Reads one consistent state as it goes; what is sealed meanwhile is not in it.
        """
        start = "" if since is None else _midnight(since)
        end = "9999" if until is None else _midnight(until + timedelta(days=1))
        self._store.index.catch_up()
        first, last = self._store.index.use(lambda index: bounds(index, start, end))
        with self._store.read() as connection:
            for row in connection.execute(_SEALED, (first, last, start, end)):
                yield record_of(_entry(row))

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
    """The record that a ledger entry of :data:`RECORD_KINDS` holds."""
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


def _entry(row: Sequence[Any]) -> LedgerEntry:
    return LedgerEntry(row[0], row[1], from_text(row[2]), *row[3:])


def _midnight(day: date) -> str:
    """The start of a day where this station stands, as stored."""
    return to_text(datetime.combine(day, time.min).astimezone())
