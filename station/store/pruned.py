"""Photos that the retention policy removed: what the ledger says of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Connection

from station.model.event import EventKind
from station.store.clock import from_text


@dataclass(frozen=True, slots=True)
class Pruning:
    """One entry that removed photos, by their SHA-256 (hex), after a receipt of the platform covered them."""

    sequence: int
    at: datetime
    photos: tuple[str, ...]


def prunings(connection: Connection) -> Iterator[Pruning]:
    """Every pruning the ledger tells of, newest first; a damaged entry is left to the ledger's check."""
    rows = connection.execute(
        "SELECT sequence, at, body FROM ledger WHERE kind = ? ORDER BY sequence DESC",
        (EventKind.PHOTOS_PRUNED,),
    )
    for sequence, at, body in rows:
        try:
            yield Pruning(sequence, from_text(at), tuple(map(str, json.loads(body)["photos"])))
        except (ValueError, KeyError, TypeError):
            continue


def pruned_at(connection: Connection, sha256: str) -> datetime | None:
    """When a photo was last removed by the retention policy; None when it never was."""
    return next((one.at for one in prunings(connection) if sha256 in one.photos), None)
