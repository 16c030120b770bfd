"""Starts of the station's desktop: every run of the program begins in the ledger."""

from __future__ import annotations

from importlib.metadata import version

from station.model.event import EventKind
from station.store.database import Store
from station.store.events import write_event


def state_started(store: Store) -> None:
    """Enter that the station started, and with which version of the program.

    Raises:
        KnownError: STO-002 or STO-003 when the ledger cannot be written.
    """
    with store.write() as connection:
        body = {"version": version("inspection-station")}
        write_event(store, connection, EventKind.STATION_STARTED, body)
