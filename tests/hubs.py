"""A hub with a key of its own, made in the test."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from station.signing import Signer, pem_of
from station.store.database import Store
from station.store.ledger import Ledger
from station.store.receipt import Receipt, hub_id

AT = "2026-11-22T09:15:00Z"


class Hub:
    """Signs receipts."""

    def __init__(self, private: bytes | None = None) -> None:
        """A hub of its own, or the one with these 32 private bytes."""
        own = Ed25519PrivateKey.from_private_bytes
        self._key = own(private) if private else Ed25519PrivateKey.generate()
        self.public_key = pem_of(self._key.public_key())
        self.id = hub_id(Signer(self.public_key))

    def receipt(
        self, station: str, sequence: int, head: str, complete: int | None = None, at: str = AT
    ) -> Receipt:
        """A signed receipt; ``complete`` is everything unless told."""
        unsigned = Receipt(station, sequence, head, sequence if complete is None else complete, at, self.id)
        return replace(unsigned, signature=self._key.sign(unsigned.digest()).hex())

    def confirm(self, store: Store, sequence: int | None = None, complete: int | None = None) -> Receipt:
        """A receipt for a station's ledger through one entry; the last one unless told."""
        sequence = Ledger(store).head().sequence if sequence is None else sequence
        head = Ledger(store).hash_at(sequence)
        assert head is not None
        return self.receipt(store.identity.id, sequence, head, complete)


def as_json(receipt: Receipt) -> dict[str, Any]:
    """The receipt as a hub sends it."""
    return {
        "schema": 1,
        "station": receipt.station,
        "sequence": receipt.sequence,
        "head": receipt.head,
        "complete": receipt.complete,
        "at": receipt.at,
        "hub": receipt.hub,
        "signature": receipt.signature,
    }
