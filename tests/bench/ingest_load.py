"""The same verified inspections three times: as pushes of stations, as rows, and as documents.

One inspection is one sealed record with 70 observations that names ten photos. Everything is signed, packed
and laid out before a clock runs.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import msgspec

from station.model.event import EventKind
from station.signing import Signer
from sync.hub import tables
from sync.hub.entry_checks import check_entry
from sync.hub.projections import Projecting
from sync.wire.encoding import ZSTD, encoded, packed
from sync.wire.messages import EntryMessage, Push
from tests.store.many_records import content_of, record_body
from tests.sync.writing import Writer

PHOTOS = 10
_OBSERVATIONS = 70
_CHOICES = _OBSERVATIONS - 7  # record_body answers seven items more
_LONGEST = 1 << 21

Rows = dict[str, list[tuple[Any, ...]]]
"""Rows by table, parts in the order of the columns."""


@dataclass(frozen=True, slots=True)
class Load:
    """Requests, one after another, of one sender."""

    pushes: list[bytes]
    """Bodies for the hub's door, packed as the station packs them."""
    rows: list[Rows]
    """What the hub makes of each."""
    bulks: list[bytes]
    """Bodies for ``_bulk_docs``."""


def seal_more(writer: Writer, chance: random.Random, inspections: int, batch: int) -> Load:
    """More inspections of one station, in batches."""
    for _ in range(inspections):
        _seal(writer, chance)
    entries = writer.entries[-inspections:]
    return Load(
        [packed(encoded(Push(list(some), some[-1].sequence)), ZSTD) for some in _batches(entries, batch)],
        [_rows(writer, some, chance) for some in _batches(entries, batch)],
        [_documents(some) for some in _batches(entries, batch)],
    )


def _batches(entries: Sequence[EntryMessage], batch: int) -> list[Sequence[EntryMessage]]:
    return [entries[start : start + batch] for start in range(0, len(entries), batch)]


def _seal(writer: Writer, chance: random.Random) -> None:
    number = len(writer.entries) + 1
    body = record_body(number, chance, _CHOICES)
    body["record"] = f"20261122-{writer.id}-{number:06d}"
    body["photos"] = [
        {"sha256": chance.randbytes(32).hex(), "item": "PH-01", "view": "front"} for _ in range(PHOTOS)
    ]
    before = writer.entries[-1].hash if writer.entries else "0" * 64
    writer.entries.append(writer.entry(number, before, EventKind.RECORD_SEALED, content_of(body)))


def _rows(writer: Writer, entries: Sequence[EntryMessage], chance: random.Random) -> Rows:
    """The rows under another station's id, so that they lie in the same tables beside ours."""
    signer, other = Signer(writer.identity.public_key), f"x{writer.id[1:]}"
    now = datetime.now(UTC)
    projecting = Projecting(other, now, chance.getrandbits(60))
    checked = [check_entry(signer, writer.id, entry, _LONGEST) for entry in entries]
    for entry in checked:
        projecting.take(entry)
    made = projecting.made
    return {
        tables.entries.name: [projecting.entry_row(entry) for entry in checked],
        tables.records.name: list(made.records),
        tables.verdicts.name: list(made.verdicts),
        tables.events.name: list(made.events),
        tables.evidence_refs.name: list(made.references),
        tables.missing_evidence.name: [tuple(one[1:]) for one in made.references],
    }


def _documents(entries: Sequence[EntryMessage]) -> bytes:
    """Each entry as a document: its header and its body, which is JSON already."""
    docs = []
    for entry in entries:
        header = msgspec.structs.asdict(entry)
        body = msgspec.Raw((entry.body or "").encode())
        docs.append({**header, "_id": f"{entry.hash}", "body": body})
    return encoded({"docs": docs})
