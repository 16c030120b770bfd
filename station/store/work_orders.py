"""Work orders of this station."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from sqlite3 import Connection

from station.model.private import PrivateText
from station.model.unit import WorkOrder
from station.store.clock import from_text
from station.store.connection import Row
from station.store.database import Store
from station.store.importing import Change

_SOURCES = "SELECT DISTINCT source FROM work_orders WHERE source <> '' ORDER BY source"
STATION, PLATFORM = "station", "platform"
"""Origins of a work order: imported here, or come down."""


class WorkOrders:
    """Finds work orders by what can be scanned."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def find(self, code: str) -> tuple[WorkOrder, ...]:
        """Work orders with this code, IMEI or serial number; a code that matches wins over the others."""
        with self._store.read() as connection:
            rows = connection.execute(
                "SELECT * FROM work_orders WHERE code = ? OR (imei = ? AND imei <> '')"
                " OR (serial = ? AND serial <> '') ORDER BY code",
                (code, code, code),
            ).fetchall()
        orders = tuple(_order(row) for row in rows)
        return tuple(order for order in orders if order.code == code) or orders


def put_work_order(connection: Connection, order: WorkOrder, at: str, origin: str = STATION) -> Change:
    """Add or replace one work order inside the caller's transaction; ``at`` is when it was imported."""
    known = work_order(connection, order.code)
    if known is not None and known[0] == order:
        return Change.UNCHANGED
    fields = (
        order.category,
        json.dumps(order.channels),
        order.model_key,
        order.imei,
        order.serial,
        order.source,
        None if order.customer is None else json.dumps(asdict(order.customer)),
    )
    connection.execute(
        "INSERT OR REPLACE INTO work_orders"
        " (code, category, channels, model_key, imei, serial, source, customer, imported_at, origin)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (order.code, *fields, at, origin),
    )
    return Change.ADDED if known is None else Change.UPDATED


def work_order(connection: Connection, code: str) -> tuple[WorkOrder, str] | None:
    """The work order with this code, and its origin."""
    row = connection.execute("SELECT * FROM work_orders WHERE code = ?", (code,)).fetchone()
    return None if row is None else (_order(row), row.origin)


def owned_codes(connection: Connection, origin: str) -> frozenset[str]:
    """Codes of the work orders of one origin."""
    rows = connection.execute("SELECT code FROM work_orders WHERE origin = ?", (origin,))
    return frozenset(row.code for row in rows)


def sources_of_orders(store: Store) -> tuple[str, ...]:
    """Every source that work orders name, by name."""
    with store.read() as connection:
        rows = connection.execute(_SOURCES)
        return tuple(row[0] for row in rows)


def orders_of_source(
    store: Store, source: str, since: date | None = None, until: date | None = None
) -> tuple[WorkOrder, ...]:
    """Work orders of one source imported on these days where this station stands (both included), by code."""
    with store.read() as connection:
        rows = connection.execute("SELECT * FROM work_orders WHERE source = ? ORDER BY code", (source,))
        days = [(row, from_text(row.imported_at).astimezone().date()) for row in rows]
    first, last = since or date.min, until or date.max
    return tuple(_order(row) for row, day in days if first <= day <= last)


def remove_work_orders(connection: Connection, codes: Iterable[str]) -> None:
    """Take work orders away; units opened with one keep what it said."""
    connection.executemany("DELETE FROM work_orders WHERE code = ?", [(code,) for code in codes])


def _order(row: Row) -> WorkOrder:
    return WorkOrder(
        code=row.code,
        category=row.category,
        channels=tuple(json.loads(row.channels)),
        model_key=row.model_key,
        imei=row.imei,
        serial=row.serial,
        source=row.source,
        customer=PrivateText(**json.loads(row.customer)) if row.customer else None,
    )
