"""The address of a record's public trace page."""

from __future__ import annotations

from station.model.record import Record
from station.model.trace import trace_address
from station.settings import settings_found
from station.store.database import Store


def trace_of(store: Store, record: Record) -> str:
    """Where visitors find the page of ``record``; empty where the station is enrolled at no hub that says so,
    and for practice.

    Raises:
        KnownError: STO-001 when the database cannot be read.
    """
    hub = settings_found(store.home).hub
    if hub is None or record.practice:
        return ""
    with store.read() as connection:
        row = connection.execute(
            "SELECT signature FROM ledger WHERE sequence = ?", (record.sequence,)
        ).fetchone()
    return trace_address(hub.public_url, str(row[0])) if row else ""
