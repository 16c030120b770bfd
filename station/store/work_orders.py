"""Work orders of this station."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, Row

from station.model.unit import WorkOrder
from station.store.database import Store


class WorkOrders:
    """Finds work orders by what can be scanned."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def find(self, code: str) -> tuple[WorkOrder, ...]:
        """Work orders with this code, IMEI or serial number; a code that matches wins over the others."""
        with self._store.read() as connection:
            rows = connection.exec_driver_sql(
                "SELECT * FROM work_orders WHERE code = ? OR (imei = ? AND imei <> '')"
                " OR (serial = ? AND serial <> '') ORDER BY code",
                (code, code, code),
            ).all()
        orders = tuple(_order(row) for row in rows)
        return tuple(order for order in orders if order.code == code) or orders


def put_work_order(connection: Connection, order: WorkOrder, at: str) -> bool:
    """Add or replace one work order inside the caller's transaction; True when it was new."""
    known = connection.exec_driver_sql("SELECT 1 FROM work_orders WHERE code = ?", (order.code,)).first()
    connection.exec_driver_sql(
        "INSERT OR REPLACE INTO work_orders VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            order.code,
            order.category,
            json.dumps(order.channels),
            order.model_key,
            order.imei,
            order.serial,
            order.source,
            at,
        ),
    )
    return known is None


def _order(row: Row[Any]) -> WorkOrder:
    return WorkOrder(
        code=row.code,
        category=row.category,
        channels=tuple(json.loads(row.channels)),
        model_key=row.model_key,
        imei=row.imei,
        serial=row.serial,
        source=row.source,
    )
