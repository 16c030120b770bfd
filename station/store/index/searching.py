"""Reading pages of records from the index."""

from __future__ import annotations

import json
from sqlite3 import Connection

from station.model.standing import Countersign, Standing
from station.store.clock import from_text
from station.store.connection import Row
from station.store.index.matching import Match, match_of
from station.store.index.query import Page, Query, RecordSummary
from station.store.index.titles import Titles

_BY_TERMS = (
    "SELECT records.* FROM words CROSS JOIN records ON records.sequence = words.rowid"
    " WHERE words MATCH ? AND words.rowid >= ? AND words.rowid <= ? AND sealed_at >= ? AND sealed_at < ?"
    " ORDER BY words.rowid DESC LIMIT ?"
)
_BY_TIME = (
    "SELECT * FROM records WHERE sequence >= ? AND sequence <= ? AND sealed_at >= ? AND sealed_at < ?"
    " ORDER BY sequence DESC LIMIT ?"
)


def search(connection: Connection, query: Query, limit: int, before: int | None, titles: Titles) -> Page:
    """The page of at most ``limit`` records before the entry ``before``.

    Raises:
        KnownError: REC-020 the search field holds more than anybody means.
    """
    match = match_of(connection, query, titles)
    if match is None or limit < 1:
        return Page()
    rows = _rows(connection, match, limit + 1, before)
    found = tuple(summary_of(row) for row in rows[:limit])
    return Page(found, found[-1].sequence if len(rows) > limit else None)


def _rows(connection: Connection, match: Match, limit: int, before: int | None) -> list[Row]:
    last = match.last if before is None else min(match.last, before - 1)
    values = (match.first, last, match.since, match.until, limit)
    if match.expression:
        return connection.execute(_BY_TERMS, (match.expression, *values)).fetchall()
    return connection.execute(_BY_TIME, values).fetchall()


def summary_of(row: Row) -> RecordSummary:
    """One line of the index as a summary."""
    return RecordSummary(
        id=row.id,
        unit_code=row.unit_code,
        imei=row.imei,
        model=row.model,
        person=row.person_name,
        sealed_at=from_text(row.sealed_at),
        practice=bool(row.practice),
        results=json.loads(row.results),
        sequence=row.sequence,
        sha256=row.sha256,
        serial=row.serial,
        category=row.category,
        person_id=row.person,
        standing=Standing(row.standing),
        countersign=Countersign(row.countersign),
        amends=row.amends,
        amended_by=row.amended_by,
    )


def find_by_id(connection: Connection, record_id: str) -> RecordSummary | None:
    """The record of this id, as first sealed; None when there is none."""
    row = connection.execute(
        "SELECT * FROM records WHERE id = ? ORDER BY sequence LIMIT 1", (record_id,)
    ).fetchone()
    return summary_of(row) if row else None
