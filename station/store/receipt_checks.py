"""Comparing the chain with what a hub confirmed of it."""

from __future__ import annotations

from sqlite3 import Connection

from station.store.chain import ChainCheck
from station.store.receipt import Receipt
from station.store.receipts import HUB_KEY, pinned_hub, read_hub_key, stored_receipts


def confirmed_sequences(connection: Connection, claim: Receipt | None) -> frozenset[int]:
    """The entries that any receipt speaks of."""
    rows = connection.execute("SELECT CAST(sequence AS INTEGER) FROM receipts")
    stored = {int(row[0]) for row in rows}
    return frozenset(stored | ({claim.sequence} if claim else set()))


def check_hub_key(connection: Connection, check: ChainCheck, stated: str) -> None:
    """The pinned hub's key is the one that the ledger says was pinned, by its fingerprint."""
    pinned = pinned_hub(connection)
    if (pinned.fingerprint if pinned else "") != stated:
        check.find(0, "hub_key_changed", HUB_KEY)


def check_stored_receipts(connection: Connection, check: ChainCheck) -> None:
    """Every stored receipt is signed by the pinned hub, and the chain holds what it confirms."""
    hub = pinned_hub(connection)
    for receipt in stored_receipts(connection, check.station):
        if not receipt.is_proven_by(hub):
            check.find(receipt.sequence, "receipt_forged")
        else:
            check.check_receipt(receipt)


def check_claim(
    connection: Connection | None, check: ChainCheck, claim: Receipt | None, hub_key: str | None
) -> None:
    """Compare the chain with a receipt that somebody brings; one without proof is compared, too."""
    if claim is None:
        return
    pinned = pinned_hub(connection) if connection is not None else None
    given = read_hub_key(hub_key) if hub_key is not None else None
    if given is not None and pinned is not None and given.fingerprint != pinned.fingerprint:
        check.find(0, "hub_key_differs", HUB_KEY)
    if not claim.is_proven_by(given or pinned):
        check.note(claim.sequence, "receipt_unproven")
    check.check_receipt(claim)
