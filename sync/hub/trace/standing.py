"""How a record stands, with the entries that say so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, select

from station.model.event import EventKind
from station.model.standing import Countersign, Standing
from sync.hub import tables

_ENTRIES, _RECORDS = tables.entries, tables.records
_JUDGING = (EventKind.RECORD_VOIDED.value, EventKind.RECORD_COUNTERSIGNED.value)


@dataclass(frozen=True, slots=True)
class Act:
    """One entry that says something about a record: its kind, when, the code of a reason, a decision."""

    kind: EventKind
    at: str
    sequence: int
    reason: str = ""
    decision: str = ""
    record: str = ""
    """Of an amendment the record that replaces this one."""
    trace: str = ""
    """The code of that record's page."""


class _Named(msgspec.Struct):
    record: str
    sha256: str
    reason: str = ""
    decision: str = ""


class _Amending(msgspec.Struct):
    amends: _Named


def acts_upon(connection: Connection, record: Row[Any]) -> tuple[Act, ...]:
    """What later entries say about ``record`` (a row of ``records``), oldest first; none where it stands as
    it was sealed."""
    is_untouched = record.standing == Standing.CURRENT and record.countersign in (
        Countersign.NONE,
        Countersign.AWAITED,
    )
    if is_untouched:
        return ()
    found = [*_judgements(connection, record), *_amendments(connection, record)]
    return tuple(sorted(found, key=lambda act: act.sequence))


def _judgements(connection: Connection, record: Row[Any]) -> list[Act]:
    rows = connection.execute(
        select(_ENTRIES.c.kind, _ENTRIES.c.at, _ENTRIES.c.sequence, _ENTRIES.c.body)
        .where(_ENTRIES.c.station == record.station, _ENTRIES.c.sequence > record.sequence)
        .where(_ENTRIES.c.kind.in_(_JUDGING), _ENTRIES.c.body.is_not(None))
    )
    said = ((row, _read(row.body)) for row in rows)
    return [
        Act(EventKind(row.kind), row.at, row.sequence, named.reason, named.decision)
        for row, named in said
        if named is not None and (named.record, named.sha256) == (record.record, record.sha256)
    ]


def _amendments(connection: Connection, record: Row[Any]) -> list[Act]:
    rows = connection.execute(
        select(
            _RECORDS.c.record, _RECORDS.c.trace, _RECORDS.c.sealed_at, _RECORDS.c.sequence, _ENTRIES.c.body
        )
        .join(
            _ENTRIES,
            (_ENTRIES.c.received_on == _RECORDS.c.received_on)
            & (_ENTRIES.c.station == _RECORDS.c.station)
            & (_ENTRIES.c.sequence == _RECORDS.c.sequence),
        )
        .where(_RECORDS.c.station == record.station, _RECORDS.c.amends == record.record)
        .where(_RECORDS.c.sequence > record.sequence)
    )
    return [
        Act(
            EventKind.RECORD_AMENDED,
            row.sealed_at,
            row.sequence,
            _reason(row.body),
            "",
            row.record,
            row.trace,
        )
        for row in rows
    ]


def _read(body: bytes) -> _Named | None:
    try:
        return msgspec.json.decode(body, type=_Named)
    except msgspec.DecodeError:
        return None  # set aside


def _reason(body: bytes) -> str:
    return msgspec.json.decode(body, type=_Amending).amends.reason
