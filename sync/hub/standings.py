"""How records stand, by what later entries of the same ledger say about them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, select, update

from station.model.event import EventKind
from station.model.standing import Standing
from station.store.entry_bodies import RecordBody, read_body
from sync.hub import tables
from sync.hub.entry_checks import CheckedEntry
from sync.hub.projections import Act, acts_of, demanded_countersign, stands_after

_records, _entries = tables.records, tables.entries
_ACTING = (EventKind.RECORD_AMENDED, EventKind.RECORD_VOIDED, EventKind.RECORD_COUNTERSIGNED)


def speak(connection: Connection, station: str, acts: Iterable[Act]) -> None:
    """Let acts be seen in the records that they are about; acts come in the order of the ledger."""
    for act in acts:
        about = _about(station, act)
        if "standing" in act.changes and act.changes["standing"] != Standing.VOIDED:
            about = (*about, _records.c.standing != Standing.VOIDED.value)
        connection.execute(update(_records).where(*about).values(dict(act.changes)))


def stand_anew(connection: Connection, station: str, mended: Sequence[CheckedEntry]) -> None:
    """After entries were mended that others have followed: work out again how the records concerned stand."""
    own = {entry.sequence for entry in mended if isinstance(entry.body, RecordBody)}
    acts = (act for entry in mended for act in acts_of(entry.sequence, entry.body))
    for sequence in sorted(own.union(*(_sequences(connection, station, act) for act in acts))):
        _work_out(connection, station, sequence)


def _about(station: str, act: Act) -> tuple[Any, ...]:
    return (
        _records.c.station == station,
        _records.c.record == act.record,
        _records.c.sha256 == act.sha256,
        _records.c.sequence < act.sequence,
    )


def _sequences(connection: Connection, station: str, act: Act) -> set[int]:
    return set(connection.execute(select(_records.c.sequence).where(*_about(station, act))).scalars())


def _work_out(connection: Connection, station: str, sequence: int) -> None:
    of_record = (_records.c.station == station, _records.c.sequence == sequence)
    named = connection.execute(select(_records.c.record, _records.c.sha256).where(*of_record)).one()
    found = {"standing": Standing.CURRENT.value, "countersign": _demanded(connection, station, sequence)}
    for act in _acts_after(connection, station, sequence):
        if (act.record, act.sha256) == tuple(named):
            found = stands_after(found, act.changes)
    connection.execute(update(_records).where(*of_record).values(found))


def _demanded(connection: Connection, station: str, sequence: int) -> str:
    of_entry = (_entries.c.station == station, _entries.c.sequence == sequence)
    row = connection.execute(select(_entries.c.kind, _entries.c.body).where(*of_entry)).one()
    body = read_body(EventKind(row.kind), row.body)
    if not isinstance(body, RecordBody):
        raise TypeError(row.kind)
    return demanded_countersign(body).value


def _acts_after(connection: Connection, station: str, sequence: int) -> Iterator[Act]:
    later = (
        select(_entries.c.sequence, _entries.c.kind, _entries.c.body)
        .where(_entries.c.station == station)
        .where(_entries.c.sequence > sequence)
        .where(_entries.c.kind.in_([kind.value for kind in _ACTING]))
        .where(_entries.c.body.is_not(None))
        .order_by(_entries.c.sequence)
    )
    for row in connection.execute(later):
        try:
            yield from acts_of(row.sequence, read_body(EventKind(row.kind), row.body))
        except ValueError:
            continue  # set aside itself
