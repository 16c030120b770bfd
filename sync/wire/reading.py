"""What departments and channels read at the hub: records, verdicts and events, page by page.

A page gives the ``cursor`` from which the next one goes on, now or whenever there is more; a row that comes
in later, however slowly, is never before it.
"""

from __future__ import annotations

from typing import Any

from msgspec import Raw, Struct

from sync.wire.messages import PartyId, Sequence, Sha256


class RecordMessage(Struct, frozen=True):
    """A sealed record. ``standing`` is current, amended or voided, ``countersign`` none, awaited, agreed or
    refused, both as later entries say; ``verdicts`` are as the record gives them."""

    station: PartyId
    sequence: Sequence
    record: str
    sha256: Sha256
    trace: str
    sealed_at: str
    practice: bool
    unit_code: str
    category: str
    model: str
    standing: str
    countersign: str
    amends: str
    verdicts: Raw


class RecordPage(Struct, frozen=True):
    """``GET /v1/records``."""

    records: list[RecordMessage]
    cursor: str
    more: bool


class VerdictMessage(Struct, frozen=True):
    """What one channel says of one record."""

    station: PartyId
    sequence: Sequence
    record: str
    trace: str
    sealed_at: str
    practice: bool
    unit_code: str
    category: str
    standing: str
    countersign: str
    channel: str
    verdict: dict[str, Any]


class VerdictPage(Struct, frozen=True):
    """``GET /v1/verdicts``; a page may be empty and more follow."""

    verdicts: list[VerdictMessage]
    cursor: str
    more: bool


class EventMessage(Struct, frozen=True):
    """Something that happened to a record; ``kind`` is that of the ledger entry."""

    position: str
    kind: str
    station: PartyId
    sequence: Sequence
    record: str
    received_at: str


class EventPage(Struct, frozen=True):
    """``GET /v1/events``."""

    events: list[EventMessage]
    cursor: str
    more: bool
