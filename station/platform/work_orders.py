"""Work orders from the platform: ``{"schema": 1, "work_orders": [{"code", "category", …}]}``.

They say nothing of customers: personal data stays with the station that bought the unit.
"""

from __future__ import annotations

from collections.abc import Iterator
from sqlite3 import Connection
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from station.model.imei import is_imei
from station.model.unit import INTERNAL, WorkOrder
from station.platform.kinds import PlatformKind
from station.platform.offer import PlatformItem
from station.platform.staged import Staged, conflict
from station.store.work_orders import PLATFORM, owned_codes, put_work_order, remove_work_orders, work_order

Short = Annotated[str, Meta(max_length=100)]


class CentralOrder(Struct, frozen=True, forbid_unknown_fields=True):
    """One work order."""

    code: Annotated[str, Meta(min_length=1, max_length=100)]
    category: Short
    channels: list[Short] = []
    model_key: Short = ""
    imei: Short = ""
    serial: Short = ""
    source: Short = ""


class OrderList(Struct, frozen=True, forbid_unknown_fields=True):
    """One list."""

    schema: Literal[1]
    work_orders: list[CentralOrder]


def read_orders(content: bytes) -> tuple[WorkOrder, ...]:
    """The work orders in a list.

    Raises:
        ValueError: not such a list, a code twice, or not an IMEI; says which.
    """
    try:
        listed = msgspec.json.decode(content, type=OrderList).work_orders
    except (msgspec.DecodeError, RecursionError) as error:
        raise ValueError(str(error)) from error
    seen: set[str] = set()
    for one in listed:
        if one.code in seen or not one.code.isprintable() or one.code != one.code.strip():
            raise ValueError(f"code {one.code!r}")
        if one.imei and not is_imei(one.imei):
            raise ValueError(f"{one.code}: imei")
        seen.add(one.code)
    return tuple(_order(one) for one in listed)


def check_work_orders(staged: Staged, item: PlatformItem) -> None:
    """A list of work orders, by the standards as they will be.

    Raises:
        KnownError: SYN-025 another list of the set has the same code.
        ValueError: as :func:`read_orders`, or a category or channel that there is no standard for.
    """
    channels = {standard.id for standard in (*staged.library.channel_standards(), *staged.library.upcoming())}
    for order in read_orders(staged.content(item)):
        if order.category not in staged.library.internal_categories():
            raise ValueError(f"{order.code}: category {order.category}")
        for channel in order.channels:
            if channel != INTERNAL and channel not in channels:
                raise ValueError(f"{order.code}: channel {channel}")
    _refuse_twice(staged, item)


def apply_work_orders(connection: Connection, staged: Staged, at: str) -> None:
    """Make the platform's work orders those of the set, inside the caller's transaction.

    Raises:
        KnownError: SYN-025 the station has a work order of its own under the same code, which differs.
    """
    stated = set()
    for item in staged.of(PlatformKind.WORK_ORDERS):
        for order in read_orders(staged.content(item)):
            stated.add(order.code)
            _put(connection, item, order, at)
    remove_work_orders(connection, owned_codes(connection, PLATFORM) - stated)


def _put(connection: Connection, item: PlatformItem, order: WorkOrder, at: str) -> None:
    known = work_order(connection, order.code)
    if known is not None and known[1] != PLATFORM:
        if known[0] != order:
            raise conflict(item, order.code)
        return
    put_work_order(connection, order, at, PLATFORM)


def _refuse_twice(staged: Staged, item: PlatformItem) -> None:
    own = {order.code for order in read_orders(staged.content(item))}
    for other in staged.of(PlatformKind.WORK_ORDERS):
        if other.file < item.file:  # those before were checked
            twice = own & set(_codes(staged, other))
            if twice:
                raise conflict(item, min(twice))


def _codes(staged: Staged, item: PlatformItem) -> Iterator[str]:
    yield from (order.code for order in read_orders(staged.content(item)))


def _order(stated: CentralOrder) -> WorkOrder:
    return WorkOrder(
        code=stated.code,
        category=stated.category,
        channels=tuple(stated.channels),
        model_key=stated.model_key,
        imei=stated.imei,
        serial=stated.serial,
        source=stated.source,
    )
