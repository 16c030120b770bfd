"""Through which entry a station's ledger is complete at the hub, and the receipt that says so.

An entry is complete when all evidence that it names is here; one that is set aside never is. ``complete`` is
the last entry up to which every one is.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from station.store.receipt import Receipt
from sync.hub import tables
from sync.hub.hub import Hub, instant_text
from sync.wire.messages import ReceiptMessage


@dataclass(frozen=True, slots=True)
class Books:
    """How far the hub has a station's ledger: its last entry, that one's hash, and what is complete."""

    sequence: int
    head: str
    complete: int


def lock_station(connection: Connection, station: str) -> Books:
    """The books of a station; nobody else changes its books until the end of
    the transaction. Everything that writes about a station's entries or evidence takes this first.
    """
    stations = tables.stations.c
    row = connection.execute(
        select(stations.sequence, stations.head, stations.complete)
        .where(stations.id == station)
        .with_for_update()
    ).one()
    return Books(row.sequence, row.head, row.complete)


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
    last = last_receipt(connection, hub, station)
    if last is not None and (last.sequence, last.head, last.complete) == (
        known.sequence,
        known.head,
        complete,
    ):
        return last
    receipt = hub.key.receipt(station, known.sequence, known.head, complete, instant_text(hub.clock.now()))
    _store(connection, receipt)
    return message_of(receipt)


def last_receipt(connection: Connection, hub: Hub, station: str) -> ReceiptMessage | None:
    """The last receipt that was signed for a station."""
    receipts = tables.receipts.c
    row = connection.execute(
        select(tables.receipts).where(receipts.station == station).order_by(receipts.sequence.desc()).limit(1)
    ).one_or_none()
    if row is None:
        return None
    return message_of(
        Receipt(station, row.sequence, row.head, row.complete, row.at, hub.key.id, row.signature)
    )


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


def _store(connection: Connection, receipt: Receipt) -> None:
    of_entry = (tables.receipts.c.station == receipt.station, tables.receipts.c.sequence == receipt.sequence)
    connection.execute(tables.receipts.delete().where(*of_entry))
    connection.execute(
        tables.receipts.insert().values(
            station=receipt.station,
            sequence=receipt.sequence,
            head=receipt.head,
            complete=receipt.complete,
            at=receipt.at,
            signature=receipt.signature,
        )
    )
    connection.execute(
        tables.stations.update()
        .where(tables.stations.c.id == receipt.station)
        .values(complete=receipt.complete)
    )
