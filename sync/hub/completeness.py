"""Through which entry a station's ledger is complete at the hub, and the receipt that says so.

An entry is complete when all evidence that it names is here; one that is set aside never is. ``complete`` is
the last entry up to which every one is.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, select, update

from station.errors import KnownError
from station.store.receipt import Receipt
from sync.hub import tables
from sync.hub.hub import Hub, instant_text
from sync.wire.messages import ReceiptMessage

_stations = tables.stations


@dataclass(frozen=True, slots=True)
class Books:
    """How far the hub has a station's ledger: its last entry, that one's hash, and what is complete.

    ``waiting`` is the last entry that the station said it has. The last receipt was signed over exactly this.
    """

    id: str
    state: str
    sequence: int
    head: str
    complete: int
    waiting: int
    receipt_at: str | None
    receipt_signature: str | None


_BOOKS = select(*(_stations.c[name] for name in Books.__dataclass_fields__))
_LOCKED = (
    _BOOKS.where(_stations.c.id.in_(bindparam("stations", expanding=True)))
    .order_by(_stations.c.id)
    .with_for_update()
)
_CONFIRMED = (
    update(_stations)
    .where(_stations.c.id == bindparam("station"))
    .values(
        {
            name: bindparam(f"new_{name}")
            for name in (
                "sequence",
                "head",
                "complete",
                "waiting",
                "seen_at",
                "receipt_at",
                "receipt_signature",
            )
        }
    )
)


def lock_station(connection: Connection, station: str) -> Books:
    """The books of a station, as :func:`lock_stations` gives them.

    Raises:
        KnownError: HUB-021 no such station.
    """
    found = lock_stations(connection, [station])
    if station not in found:
        raise KnownError("HUB-021", what=station)
    return found[station]


def lock_stations(connection: Connection, stations: Collection[str]) -> dict[str, Books]:
    """The books of those of ``stations`` that there are; nobody else changes them until the end of the
    transaction. Everything that writes about stations' entries or evidence takes this first, always in one
    order, lest transactions wait for each other.
    """
    return {row.id: Books(*row) for row in connection.execute(_LOCKED, {"stations": list(stations)})}


def books_of(connection: Connection, station: str) -> Books:
    """The books of a station as they stand.

    Raises:
        KnownError: HUB-021 no such station.
    """
    row = connection.execute(_BOOKS.where(_stations.c.id == station)).one_or_none()
    if row is None:
        raise KnownError("HUB-021", what=station)
    return Books(*row)


def complete_through(connection: Connection, station: str, sequence: int) -> int:
    """The last entry through which a ledger of ``sequence`` entries is complete."""
    missing, aside = tables.missing_evidence.c, tables.set_asides.c
    lacking = connection.execute(
        select(
            select(func.min(missing.sequence)).where(missing.station == station).scalar_subquery(),
            select(func.min(aside.sequence))
            .where(aside.station == station, aside.resolved_at.is_(None))
            .scalar_subquery(),
        )
    ).one()
    return min([sequence, *(int(first) - 1 for first in lacking if first is not None)])


def receipt_now(hub: Hub, connection: Connection, station: str) -> ReceiptMessage | None:
    """The receipt as the books now stand; None before the first entry. A new one is signed, and stored, only
    when it says more than the last; ``complete`` of the station moves along.
    """
    known = lock_station(connection, station)
    if known.sequence == 0:
        return None
    complete = complete_through(connection, station, known.sequence)
    last = receipt_in(hub, known)
    if last is not None and complete == known.complete:
        return message_of(last)
    [receipt] = confirm(hub, connection, [replace(known, complete=complete)])
    return message_of(receipt)


def confirm(hub: Hub, connection: Connection, books: Sequence[Books]) -> list[Receipt]:
    """Write down these books, each under the hub's signature."""
    now = hub.clock.now()
    at = instant_text(now)
    receipts = [hub.key.receipt(one.id, one.sequence, one.head, one.complete, at) for one in books]
    if receipts:
        rows = [_row(one, receipt, now) for one, receipt in zip(books, receipts, strict=True)]
        connection.execute(_CONFIRMED, rows)
    return receipts


def _row(books: Books, receipt: Receipt, now: datetime) -> dict[str, object]:
    return {
        "station": books.id,
        "new_sequence": books.sequence,
        "new_head": books.head,
        "new_complete": books.complete,
        "new_waiting": books.waiting,
        "new_seen_at": now,
        "new_receipt_at": receipt.at,
        "new_receipt_signature": receipt.signature,
    }


def last_receipt(connection: Connection, hub: Hub, station: str) -> ReceiptMessage | None:
    """The last receipt that was signed for a station."""
    receipt = receipt_in(hub, books_of(connection, station))
    return None if receipt is None else message_of(receipt)


def receipt_in(hub: Hub, books: Books) -> Receipt | None:
    """The receipt that was signed over these books; None before the first."""
    if books.receipt_at is None or books.receipt_signature is None:
        return None
    stated = (books.id, books.sequence, books.head, books.complete, books.receipt_at)
    return Receipt(*stated, hub.key.id, books.receipt_signature)


def message_of(receipt: Receipt) -> ReceiptMessage:
    """A receipt as the wire has it."""
    return ReceiptMessage(
        schema=1,
        station=receipt.station,
        sequence=receipt.sequence,
        head=receipt.head,
        complete=receipt.complete,
        at=receipt.at,
        hub=receipt.hub,
        signature=receipt.signature,
    )
