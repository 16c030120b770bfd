"""Since when the platform's set in force is so, as the ledger tells it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from station.model.event import EventKind
from station.store.database import Store

_LAST = """SELECT at, body FROM ledger WHERE kind <> 'record_sealed' AND kind = ?
    ORDER BY sequence DESC LIMIT 1"""


@dataclass(frozen=True, slots=True)
class InForceSince:
    """The set under ``cursor``, in force since ``at`` (RFC 3339, UTC); ``kinds`` counts its items of each."""

    cursor: int
    at: str
    kinds: Mapping[str, int]


def in_force_since(store: Store) -> InForceSince | None:
    """The last set that was put in force; None before the first. Raises KnownError: STO-001."""
    with store.read() as connection:
        row = connection.execute(_LAST, (EventKind.FEED_APPLIED.value,)).fetchone()
    if row is None:
        return None
    body = json.loads(row.body)
    kinds = [str(item["kind"]) for item in body["items"]]
    return InForceSince(int(body["cursor"]), row.at, {kind: kinds.count(kind) for kind in sorted(set(kinds))})
