"""Entries that the hub keeps in the chain, but cannot use: nothing at or after one counts as complete."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from sync.hub import tables
from sync.hub.entry_checks import CheckedEntry
from sync.wire.messages import SetAside

_asides = tables.set_asides


def set_aside(connection: Connection, entries: Sequence[tuple[str, CheckedEntry]], at: datetime) -> None:
    """Note why each of these new entries, with their stations, cannot be used."""
    rows = [
        {
            "station": station,
            "sequence": entry.sequence,
            "code": entry.fault,
            "detail": entry.message.kind,
            "at": at,
        }
        for station, entry in entries
    ]
    if rows:
        connection.execute(insert(_asides), rows)


def set_asides_between(connection: Connection, station: str, first: int, last: int) -> list[SetAside]:
    """What is still set aside among the entries ``first`` to ``last``."""
    rows = connection.execute(
        select(_asides.c.sequence, _asides.c.code, _asides.c.detail)
        .where(_asides.c.station == station)
        .where(_asides.c.sequence.between(first, last))
        .where(_asides.c.resolved_at.is_(None))
        .order_by(_asides.c.sequence)
    )
    return [SetAside(*row) for row in rows]


def amend_reason(connection: Connection, station: str, sequence: int, fault: str, at: datetime) -> None:
    """An entry set aside was looked at again: ``fault`` is why it still is, empty when it no longer is."""
    said = {"code": fault} if fault else {"resolved_at": at}
    of_entry = (_asides.c.station == station, _asides.c.sequence == sequence)
    connection.execute(update(_asides).where(*of_entry).values(said))
