"""Memory of a check stays flat, however long the ledger."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

from station.model.event import EventKind
from station.places import Home
from station.store.clock import SystemClock
from station.store.database import Store
from station.store.events import write_event
from station.store.opening import open_store
from station.store.verification import verify_store


def fill(store: Store, entries: int) -> None:
    with store.write() as connection:
        for number in range(entries):
            body = {"says": f"{number}" * 200}
            write_event(store, connection, EventKind.SIGNED_IN, body, person="p1")


def peak_bytes(store: Store, entries: int) -> int:
    tracemalloc.start()
    try:
        report = verify_store(store)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert report.ok and report.entries == entries
    return peak


def test_four_times_the_entries_take_no_more_memory(tmp_path: Path) -> None:
    with open_store(Home(tmp_path), SystemClock()) as store:
        fill(store, 600)
        verify_store(store)
        few = peak_bytes(store, 600)
        fill(store, 1800)
        many = peak_bytes(store, 2400)
    assert many < few * 1.3
