"""Keeping what the hub confirms, once it is proven and agrees with this station's own ledger."""

from __future__ import annotations

from contextlib import suppress
from threading import Lock

from msgspec import to_builtins

from station.errors import KnownError
from station.store.database import Store
from station.store.ledger import Ledger
from station.store.receipt import Receipt, receipt_from
from station.store.receipts import Receipts
from sync.wire.messages import ReceiptMessage


class Confirmations:
    """The receipts of one station, as they come. Thread-safe."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._receipts = Receipts(store)
        self._ledger = Ledger(store)
        self._keeping = Lock()

    def last(self) -> Receipt | None:
        """The receipt that reaches farthest."""
        return self._receipts.last()

    def take(self, message: ReceiptMessage | None) -> None:
        """Keep a receipt that says more than the last; one that says less came late.

        A proven receipt that contradicts the ledger is kept, too, as the proof of that.

        Raises:
            KnownError: SYN-013 not signed by the pinned hub for this station, SYN-011 the ledger has another
                entry in its place, SYN-012 the ledger ends before it, SYN-005 malformed, STO-002, STO-003.
        """
        if message is None:
            return
        receipt = _receipt(message)
        with self._keeping:
            self._refuse_unproven(receipt)
            self._refuse_contradiction(receipt)
            if self._says_more(receipt):
                self._receipts.keep(receipt)

    def compare(self, sequence: int, head: str) -> None:
        """Compare what the hub has with the ledger.

        Raises:
            KnownError: SYN-011 the ledger has another entry in its place, SYN-012 the ledger ends before it.
        """
        own = self._ledger.hash_at(sequence)
        if own is None:
            raise KnownError("SYN-012", sequence=sequence, last=self._ledger.head().sequence)
        if own != head:
            raise KnownError("SYN-011", sequence=sequence)

    def _refuse_unproven(self, receipt: Receipt) -> None:
        is_ours = receipt.station == self._store.identity.id
        if not is_ours or not receipt.is_proven_by(self._receipts.hub()):
            raise KnownError("SYN-013", hub=receipt.hub)

    def _refuse_contradiction(self, receipt: Receipt) -> None:
        try:
            self.compare(receipt.sequence, receipt.head)
        except KnownError:
            with suppress(KnownError):  # it may contradict an earlier receipt as well; that is proof enough
                self._receipts.keep(receipt)
            raise

    def _says_more(self, receipt: Receipt) -> bool:
        last = self._receipts.last()
        if last is None:
            return True
        reaches = receipt.sequence >= last.sequence and receipt.complete >= last.complete
        return reaches and (receipt.sequence, receipt.complete) != (last.sequence, last.complete)


def _receipt(message: ReceiptMessage) -> Receipt:
    try:
        return receipt_from(to_builtins(message))
    except ValueError as error:
        raise KnownError("SYN-005", why=f"receipt: {error}") from error
