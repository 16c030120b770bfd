"""The receipts that a station keeps, and the hub whose key it has pinned."""

from __future__ import annotations

from collections.abc import Iterator
from sqlite3 import Connection

from station.errors import KnownError
from station.model.event import EventKind
from station.signing import Signer
from station.store.database import Store
from station.store.events import write_event
from station.store.receipt import Receipt, hub_id

HUB_KEY = "hub_public_key"
"""Name of the setting that holds the pinned hub's public key (PEM)."""


class Receipts:
    """The receipts of one station, each proven by the hub that was pinned with the first."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def hub(self) -> Signer | None:
        """The pinned hub; None before the first receipt."""
        with self._store.read() as connection:
            return pinned_hub(connection)

    def last(self) -> Receipt | None:
        """The receipt that reaches farthest."""
        with self._store.read() as connection:
            return next(stored_receipts(connection, self._store.identity.id), None)

    def keep(self, receipt: Receipt, hub_key: str | None = None) -> None:
        """Keep a receipt; ``hub_key`` (PEM) is pinned on first use, with an entry in the ledger.

        A receipt that contradicts this station's own ledger is kept, too: it is the proof that one of the two
        was rewritten, and ``ledger verify`` tells so from then on.

        Raises:
            KnownError: LED-001 not signed by the pinned hub or for another station, LED-002 it contradicts an
                earlier one, LED-003 another hub is pinned, LED-004 no hub is pinned and none given.
        """
        with self._store.write() as connection:
            hub = self._pin(connection, hub_key)
            if receipt.station != self._store.identity.id or not receipt.is_proven_by(hub):
                raise KnownError("LED-001", hub=hub_id(hub))
            _refuse_contradiction(connection, receipt)
            connection.execute(
                "INSERT OR REPLACE INTO receipts VALUES (?, ?, ?, ?, ?, ?)",
                (
                    receipt.sequence,
                    receipt.head,
                    receipt.complete,
                    receipt.at,
                    receipt.hub,
                    receipt.signature,
                ),
            )

    def pin(self, hub_key: str) -> None:
        """Pin the hub with this key (PEM) on first use, with an entry in the ledger.

        Raises:
            KnownError: LED-003 another hub is pinned, LED-005 not a key.
        """
        with self._store.write() as connection:
            self._pin(connection, hub_key)

    def _pin(self, connection: Connection, hub_key: str | None) -> Signer:
        pinned = pinned_hub(connection)
        given = read_hub_key(hub_key) if hub_key is not None else None
        if pinned is None:
            if given is None:
                raise KnownError("LED-004")
            self._pin_first(connection, given)
            return given
        if given is not None and given.fingerprint != pinned.fingerprint:
            raise KnownError("LED-003", pinned=hub_id(pinned), given=hub_id(given))
        return pinned

    def _pin_first(self, connection: Connection, hub: Signer) -> None:
        connection.execute("INSERT INTO settings VALUES (?, ?)", (HUB_KEY, hub.public_key))
        stated = {"setting": HUB_KEY, "old": None, "new": hub.fingerprint}
        write_event(self._store, connection, EventKind.SETTING_CHANGED, stated)


def pinned_hub(connection: Connection) -> Signer | None:
    """The hub whose key is pinned; None when there is none that can be read."""
    row = connection.execute("SELECT CAST(value AS BLOB) FROM settings WHERE name = ?", (HUB_KEY,)).fetchone()
    if row is None:
        return None
    try:
        return Signer(bytes(row[0]).decode())
    except ValueError:
        return None


def stored_receipts(connection: Connection, station: str) -> Iterator[Receipt]:
    """The stored receipts of ``station`` as the database has them, the one that reaches farthest first."""
    rows = connection.execute(
        "SELECT CAST(sequence AS INTEGER), CAST(head AS BLOB), CAST(complete AS INTEGER), CAST(at AS BLOB),"
        " CAST(hub AS BLOB), CAST(signature AS BLOB) FROM receipts ORDER BY sequence DESC"
    )
    for sequence, head, complete, *texts in rows:
        yield Receipt(station, sequence, _plain(head), complete, *map(_plain, texts))


def _plain(column: bytes) -> str:
    return column.decode("utf-8", "replace")


def read_hub_key(pem: str) -> Signer:
    """The hub whose public key is in PEM text.

    Raises:
        KnownError: LED-005 not an Ed25519 public key in PEM.
    """
    try:
        return Signer(pem)
    except ValueError as error:
        raise KnownError("LED-005", why=str(error)) from error


def _refuse_contradiction(connection: Connection, receipt: Receipt) -> None:
    """Two receipts contradict each other when one entry has two hashes, or when evidence becomes less."""
    other = connection.execute(
        "SELECT 1 FROM receipts WHERE (sequence = ?1 AND head <> ?2)"
        " OR (sequence <= ?1 AND complete > ?3) OR (sequence > ?1 AND complete < ?3)",
        (receipt.sequence, receipt.head, receipt.complete),
    ).fetchone()
    if other is not None:
        raise KnownError("LED-002", sequence=receipt.sequence)


def proven_complete(connection: Connection, station: str) -> int:
    """Through which entry the pinned hub holds all evidence, by the stored receipts that it signed."""
    hub = pinned_hub(connection)
    proven = (one for one in stored_receipts(connection, station) if one.is_proven_by(hub))
    return max((receipt.complete for receipt in proven), default=0)
