"""The station's ledger: append-only, hash-chained, signed.

The form of an entry is in :mod:`station.store.entry`; its body is the canonical JSON of the event. The signed
head tells a ledger whose last entries were cut off from a short one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from datetime import datetime
from sqlite3 import Connection
from typing import TYPE_CHECKING, Any

from station.model.event import EventKind
from station.model.record import LedgerEntry
from station.store.clock import from_text, to_text
from station.store.database import Store
from station.store.entry import START, Head, canonical, head_digest, header_bytes
from station.store.identity import Identity

if TYPE_CHECKING:
    from station.store.chain import LedgerReport
    from station.store.receipt import Receipt


def append(
    store: Store, connection: Connection, kind: EventKind, at: datetime, body: Mapping[str, Any]
) -> LedgerEntry:
    """Append one event inside the caller's transaction on ``store`` and return its entry.

    Raises:
        rfc8785.CanonicalizationError: ``body`` is not JSON.
    """
    identity = store.identity
    head = read_head(connection)
    content = canonical(body)
    body_sha256 = hashlib.sha256(content).hexdigest()
    sequence = head.sequence + 1
    header = header_bytes(sequence, head.hash, kind.value, to_text(at), identity.id, body_sha256)
    digest = hashlib.sha256(header).digest()
    entry = LedgerEntry(
        sequence, kind.value, at, head.hash, body_sha256, digest.hex(), identity.sign(digest), content
    )
    _insert(connection, identity, entry)
    store.ledger_grew()
    return entry


def _insert(connection: Connection, identity: Identity, entry: LedgerEntry) -> None:
    connection.execute(
        "INSERT INTO ledger (sequence, previous, kind, at, station, body_sha256, hash, signature, body)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            entry.sequence,
            entry.previous,
            entry.kind,
            to_text(entry.at),
            identity.id,
            entry.body_sha256,
            entry.hash,
            entry.signature,
            entry.body,
        ),
    )
    head = Head(entry.sequence, entry.hash)
    connection.execute(
        "INSERT OR REPLACE INTO ledger_head VALUES (1, ?, ?, ?)",
        (head.sequence, head.hash, identity.sign(head_digest(identity.id, head))),
    )


def read_head(connection: Connection) -> Head:
    """The last entry as the ledger itself has it."""
    row = connection.execute("SELECT sequence, hash FROM ledger ORDER BY sequence DESC LIMIT 1").fetchone()
    return Head(int(row[0]), str(row[1])) if row else Head(0, START)


class Ledger:
    """Reading and checking the ledger of an open store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def head(self) -> Head:
        """The last entry."""
        with self._store.read() as connection:
            return read_head(connection)

    def hash_at(self, sequence: int) -> str | None:
        """Hash of one entry; of entry 0 the start of every chain; None when there is no such entry."""
        if sequence == 0:
            return START
        with self._store.read() as connection:
            row = connection.execute("SELECT hash FROM ledger WHERE sequence = ?", (sequence,)).fetchone()
        return None if row is None else str(row[0])

    def entries(self, after: int = 0) -> Iterator[LedgerEntry]:
        """Entries with a sequence above ``after``, oldest first."""
        with self._store.read() as connection:
            rows = connection.execute(
                "SELECT sequence, kind, at, previous, body_sha256, hash, signature, body FROM ledger"
                " WHERE sequence > ? ORDER BY sequence",
                (after,),
            )
            for row in rows:
                yield LedgerEntry(row[0], row[1], from_text(row[2]), *row[3:])

    def verify(self, receipt: Receipt | None = None, hub_key: str | None = None) -> LedgerReport:
        """Check every entry, record and photo of this station; see :func:`verify_store`.

        Raises:
            KnownError: STO-001 when the database cannot be read at all, LED-005 ``hub_key`` is no key.
        """

        from station.store.anchors import anchor_place
        from station.store.verification import verify_store

        return verify_store(self._store, receipt, hub_key, anchor_place())
