"""Reading pages of records from the index."""

from __future__ import annotations

import json
from sqlite3 import Connection

from station.model.standing import Countersign, Standing
from station.store.clock import from_text
from station.store.connection import Row
from station.store.index.matching import Match, match_of
from station.store.index.pace import Pace
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


def search(
    connection: Connection,
    query: Query,
    limit: int,
    before: int | None,
    titles: Titles,
    within_s: float | None = None,
) -> Page:
    """The page of at most ``limit`` records before the entry ``before``, as far as found in ``within_s``.

    Raises:
        KnownError: REC-020 the search field holds more than anybody means.
    """
    pace = Pace(within_s)
    match = match_of(connection, query, titles)
    if match is None or limit < 1:
        return Page()
    last = match.last if before is None else min(match.last, before - 1)
    rows, left = _walked(connection, match, last, limit + 1, pace)
    found = tuple(summary_of(row) for row in rows[:limit])
    if len(rows) > limit:
        return Page(found, found[-1].sequence)
    if left is None:
        return Page(found)
    return Page(found, left + 1, searched_to=None if len(found) == limit else left + 1)


def _walked(
    connection: Connection, match: Match, last: int, limit: int, pace: Pace
) -> tuple[list[Row], int | None]:
    """The latest rows up to ``last``, and the entry before which to go on where time was over."""
    rows: list[Row] = []
    while last >= match.first:
        first = max(match.first, last - pace.width + 1)
        with pace.step():
            rows += _rows(connection, match, first, last, limit - len(rows))
        last = first - 1
        if len(rows) == limit:
            break
        if pace.is_over and last >= match.first:
            return rows, last
    return rows, None


def _rows(connection: Connection, match: Match, first: int, last: int, limit: int) -> list[Row]:
    values = (first, last, match.since, match.until, limit)
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
