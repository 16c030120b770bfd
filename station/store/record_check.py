"""Checking one record by itself: its body, its entry's hash and signature, and its photos."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from station.model.record import Record
from station.signing import Signer
from station.store.chain import Header, LedgerProblem, seal_of
from station.store.database import Store
from station.store.photo_checks import photo_fault

_ENTRY = (
    "SELECT sequence, previous, kind, at, station, body_sha256, hash, signature, body"
    " FROM ledger WHERE sequence = ?"
)


def check_record(store: Store, record: Record) -> tuple[LedgerProblem, ...]:
    """What does not fit about ``record``, read anew from the ledger; nothing when it is sound.

    Whether other entries are missing or changed is told by the check of the whole ledger only.

    Raises:
        KnownError: STO-001 when the database cannot be read.
    """
    with store.read() as connection:
        row = connection.execute(_ENTRY, (record.sequence,)).fetchone()
    if row is None:
        return (LedgerProblem(record.sequence, "record_missing", record.id),)
    return (*_entry_faults(store, Header(*row[:8]), bytes(row[8])), *_photo_faults(store, record))


def _entry_faults(store: Store, header: Header, body: bytes) -> Iterator[LedgerProblem]:
    seal = seal_of(header, Signer(store.identity.public_key))
    if hashlib.sha256(body).hexdigest() != header.body_sha256:
        yield LedgerProblem(header.sequence, "body_changed")
    if not seal.hash_fits:
        yield LedgerProblem(header.sequence, "header_changed")
    if not seal.signature_fits:
        yield LedgerProblem(header.sequence, "signature_invalid")


def _photo_faults(store: Store, record: Record) -> Iterator[LedgerProblem]:
    for photo in record.document["photos"]:
        fault = photo_fault(store.evidence.path(photo["sha256"]), photo["sha256"])
        if fault is not None:
            yield LedgerProblem(record.sequence, fault, photo["sha256"])
