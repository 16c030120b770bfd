"""How a record stands: read from the ledger entries after it, inside the caller's view of the store."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from sqlite3 import Connection
from typing import Any

from station.model.event import EventKind
from station.model.record import Record
from station.model.standing import Countersign, Standing

# The condition of the partial index `ledger_events` must stand here word for word.
_LATER = (
    "SELECT kind, body FROM ledger WHERE kind <> 'record_sealed'"
    " AND kind IN ('record_amended', 'record_voided', 'record_countersigned')"
    " AND sequence > ? AND instr(body, ?) > 0 ORDER BY sequence"
)


@dataclass(frozen=True, slots=True)
class RecordState:
    """How a record stands. ``voided`` and ``decision`` are the bodies of the entries that say so."""

    standing: Standing
    countersign: Countersign
    amended_by: str | None = None
    voided: Mapping[str, Any] | None = None
    decision: Mapping[str, Any] | None = None


def state_of(connection: Connection, record: Record) -> RecordState:
    """How ``record`` stands after the last entry that ``connection`` sees."""
    amended_by: str | None = None
    voided: Mapping[str, Any] | None = None
    decision: Mapping[str, Any] | None = None
    for kind, body in _later(connection, record):
        if kind == EventKind.RECORD_AMENDED and (body["amends"] or {}).get("record") == record.id:
            amended_by = body["record"]
        elif kind == EventKind.RECORD_VOIDED and body["record"] == record.id:
            voided = body
        elif kind == EventKind.RECORD_COUNTERSIGNED and body["record"] == record.id:
            decision = body
    standing = Standing.VOIDED if voided else Standing.AMENDED if amended_by else Standing.CURRENT
    return RecordState(standing, _countersign(record, decision), amended_by, voided, decision)


def _later(connection: Connection, record: Record) -> Iterator[tuple[str, Any]]:
    named = b'"record":' + json.dumps(record.id, ensure_ascii=False).encode()
    for kind, body in connection.execute(_LATER, (record.sequence, named)).fetchall():
        yield kind, json.loads(body)


def demanded_by(record: Record) -> list[dict[str, str]]:
    """Why the record needs a second signature; empty for one that needs none, and for schema 1."""
    demands: list[dict[str, str]] = record.document.get("countersign", {}).get("demanded_by", [])
    return demands


def _countersign(record: Record, decision: Mapping[str, Any] | None) -> Countersign:
    if decision is not None:
        return Countersign(decision["decision"])
    return Countersign.AWAITED if demanded_by(record) else Countersign.NONE
