"""A sealed inspection and its place in the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One entry of the ledger.

    ``hash`` is SHA-256 over the RFC 8785 form of the entry header, ``signature`` the station's Ed25519
    signature over that hash, both hex. ``body`` is the canonical JSON of the event.
    """

    sequence: int
    kind: str
    at: datetime
    previous: str
    body_sha256: str
    hash: str
    signature: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Record:
    """A sealed inspection: the JSON document exactly as hashed into the ledger, and its entry.

    ``document`` follows ``docs`` of ``station.store.records``: unit, observations, photos, verdicts given and
    the versions that gave them, person, times, station. It is never edited.
    """

    id: str
    document: Mapping[str, Any]
    sha256: str
    sequence: int
    ledger_hash: str
    sealed_at: datetime
    practice: bool
