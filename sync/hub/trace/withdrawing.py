"""Trace pages of single records that the operator takes back, and publishes again."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, insert, select

from station.errors import KnownError
from sync.hub import tables
from sync.hub.audit import note
from sync.hub.hub import Hub

_WITHDRAWN, _RECORDS = tables.withdrawn_traces, tables.records


def is_withdrawn(connection: Connection, record: Row[Any]) -> bool:
    """Whether the page of ``record`` (a row of ``records``) is taken back."""
    return _is_withdrawn(connection, record.station, record.sequence)


def withdraw(hub: Hub, station: str, sequence: int, by: str) -> None:
    """Show the page of this record to nobody from now on; told again it has no effect.

    Raises:
        KnownError: HUB-021 there is no such record.
    """
    with hub.database.write() as connection:
        record = _record(connection, station, sequence)
        if not _is_withdrawn(connection, station, sequence):
            row = {"station": station, "sequence": sequence, "at": hub.clock.now(), "by": by}
            connection.execute(insert(_WITHDRAWN).values(row))
            note(hub, connection, by, "trace_withdrawn", record)


def publish_again(hub: Hub, station: str, sequence: int, by: str) -> None:
    """Show the page of this record again; told again it has no effect.

    Raises:
        KnownError: HUB-021 there is no such record.
    """
    with hub.database.write() as connection:
        record = _record(connection, station, sequence)
        if connection.execute(_WITHDRAWN.delete().where(*_of(station, sequence))).rowcount:
            note(hub, connection, by, "trace_published", record)


def records_named(hub: Hub, record: str) -> list[tuple[str, int]]:
    """Station and sequence of every record with this id: one, as long as stations are honest.

    Raises:
        KnownError: HUB-021 there is none.
    """
    named = select(_RECORDS.c.station, _RECORDS.c.sequence).where(_RECORDS.c.record == record)
    with hub.database.read() as connection:
        found = [(row.station, row.sequence) for row in connection.execute(named)]
    if not found:
        raise KnownError("HUB-021", what=record)
    return found


def withdrawn(hub: Hub) -> list[dict[str, Any]]:
    """Every record whose page is taken back, the latest first."""
    of_record = (_RECORDS.c.station == _WITHDRAWN.c.station) & (_RECORDS.c.sequence == _WITHDRAWN.c.sequence)
    chosen = select(_WITHDRAWN, _RECORDS.c.record).join(_RECORDS, of_record)
    with hub.database.read() as connection:
        rows = connection.execute(chosen.order_by(_WITHDRAWN.c.at.desc(), _RECORDS.c.record))
        return [dict(row._mapping) for row in rows]


def _record(connection: Connection, station: str, sequence: int) -> str:
    of_record = (_RECORDS.c.station == station, _RECORDS.c.sequence == sequence)
    found = connection.execute(select(_RECORDS.c.record).where(*of_record)).scalar_one_or_none()
    if found is None:
        raise KnownError("HUB-021", what=f"{station}/{sequence}")
    return str(found)


def _is_withdrawn(connection: Connection, station: str, sequence: int) -> bool:
    there = select(_WITHDRAWN.c.at).where(*_of(station, sequence))
    return connection.execute(there).one_or_none() is not None


def _of(station: str, sequence: int) -> tuple[Any, ...]:
    return _WITHDRAWN.c.station == station, _WITHDRAWN.c.sequence == sequence
