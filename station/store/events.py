"""Writing lasting events into the ledger, each with its person and both clocks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from sqlite3 import Connection
from typing import Any

from station.model.event import EventKind
from station.model.record import LedgerEntry
from station.store.database import Store
from station.store.ledger import append


def clock_stamp(store: Store) -> dict[str, str]:
    """The monotonic clock beside wall time: nanoseconds, comparable within one ``run`` of the program."""
    # RFC 8785 numbers are IEEE doubles: nanoseconds outgrow them after 104 days.
    return {"run": store.run, "monotonic_ns": str(store.clock.monotonic_ns())}


def write_event(
    store: Store,
    connection: Connection,
    kind: EventKind,
    body: Mapping[str, Any],
    *,
    person: str = "",
    at: datetime | None = None,
) -> LedgerEntry:
    """Write one event inside the caller's transaction on ``store``; ``person`` is the id of who did it.

    Raises:
        rfc8785.CanonicalizationError: ``body`` is not JSON.
    """
    stated = {**body, "person": person, "clock": clock_stamp(store)}
    return append(store, connection, kind, at or store.clock.now(), stated)
