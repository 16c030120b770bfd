"""Importing work orders from .csv or .xlsx."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path

from station.model.imei import is_imei
from station.model.private import Customer, PrivateText
from station.model.unit import INTERNAL, WorkOrder
from station.store.clock import to_text
from station.store.database import Store
from station.store.importing import Importer, ImportResult, RefusedRowError
from station.store.sheet import Column, SheetRow, read_sheet
from station.store.work_orders import PLATFORM, WorkOrders, put_work_order, work_order

COLUMNS = (
    Column("code", ("工单", "工单号", "work order"), required=True),
    Column("category", ("品类",), required=True),
    Column("channels", ("渠道", "目标渠道", "target channels")),
    Column("model_key", ("型号", "型号编码", "model")),
    Column("imei", ("串号",)),
    Column("serial", ("序列号", "serial number")),
    Column("source", ("来源",)),
    Column("customer_name", ("客户", "客户姓名", "姓名", "customer")),
    Column("customer_phone", ("客户电话", "客户手机", "手机号", "电话", "phone")),
)
"""Columns of a work order file; ``channels`` are separated by ``;``, ``,``, ``|`` or ``、``;
:data:`~station.model.unit.INTERNAL` among them asks everything."""

KeepCustomer = Callable[[Customer, PrivateText | None], PrivateText]
"""Seals personal data; what the work order had sealed before is handed in, and back when it is the same."""

_SEPARATORS = re.compile(r"[;,|、；，\s]+")


def _refuse_customer(_customer: Customer, _before: PrivateText | None) -> PrivateText:
    raise RefusedRowError("customer")


def import_work_orders(
    store: Store,
    path: Path,
    categories: Collection[str],
    channels: Collection[str],
    keep_customer: KeepCustomer = _refuse_customer,
) -> ImportResult:
    """Import work orders; those known by code are updated. ``categories`` and ``channels`` are those known.

    ``keep_customer`` seals whom a unit was bought from; without it, rows that name somebody are refused.

    Raises:
        KnownError: IMP-001, IMP-002, IMP-003, STO-002, STO-003.
    """
    at = to_text(store.clock.now())
    importer = Importer(
        parse=lambda row: _not_of_platform(
            store, _with_customer(store, row, _work_order(row, categories, channels), keep_customer)
        ),
        names=lambda order: filter(None, (order.code, order.imei)),
        put=lambda connection, order: put_work_order(connection, order, at),
    )
    return importer.run(store, read_sheet(path, COLUMNS))


def _work_order(row: SheetRow, categories: Collection[str], channels: Collection[str]) -> WorkOrder:
    cells = row.cells
    if not cells["code"]:
        raise RefusedRowError("empty", column="code")
    if cells["category"] not in categories:
        raise RefusedRowError("category", name=cells["category"])
    if cells["imei"] and not is_imei(cells["imei"]):
        raise RefusedRowError("imei", imei=cells["imei"])
    targets = tuple(filter(None, _SEPARATORS.split(cells["channels"])))
    for target in targets:
        if target != INTERNAL and target not in channels:
            raise RefusedRowError("channel", name=target)
    return WorkOrder(
        code=cells["code"],
        category=cells["category"],
        channels=targets,
        model_key=cells["model_key"],
        imei=cells["imei"],
        serial=cells["serial"],
        source=cells["source"],
    )


def _not_of_platform(store: Store, order: WorkOrder) -> WorkOrder:
    """What came down is changed where it came from."""
    with store.read() as connection:
        known = work_order(connection, order.code)
    if known is not None and known[1] == PLATFORM and known[0] != order:
        raise RefusedRowError("platform", name=order.code)
    return order


def _with_customer(store: Store, row: SheetRow, order: WorkOrder, keep: KeepCustomer) -> WorkOrder:
    customer = Customer(row.cells["customer_name"], row.cells["customer_phone"])
    if not customer:
        return order
    known = [one.customer for one in WorkOrders(store).find(order.code) if one.code == order.code]
    return replace(order, customer=keep(customer, known[0] if known else None))
