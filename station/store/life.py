"""Reading from the ledger what became of a record."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from sqlite3 import Connection
from typing import Any

from station.model.event import EventKind
from station.model.life import Deed, Demand, RecordLife
from station.model.record import Record
from station.model.second_signature import demands_of
from station.model.standing import Countersign, Standing
from station.store.chain import photos_of
from station.store.clock import from_text
from station.store.database import Store
from station.store.pruned import pruned_at

# The kinds are named in the text: only then does SQLite use the partial index over what is no sealed record.
_ACTS = (
    "SELECT sequence, at, body FROM ledger WHERE kind = '{kind}' AND kind <> 'record_sealed'"
    " AND sequence > ? AND json_extract(CAST(body AS TEXT), '{path}') = ? ORDER BY sequence"
)
_AMENDED = _ACTS.format(kind=EventKind.RECORD_AMENDED.value, path="$.amends.record")
_VOIDED = _ACTS.format(kind=EventKind.RECORD_VOIDED.value, path="$.record")
_COUNTERSIGNED = _ACTS.format(kind=EventKind.RECORD_COUNTERSIGNED.value, path="$.record")


def life_of(store: Store, record: Record) -> RecordLife:
    """What became of ``record``, from the ledger itself.

    Raises:
        KnownError: STO-001 when the database cannot be read.
    """
    with store.read() as connection:
        amended = _last(connection, _AMENDED, record)
        voided = _last(connection, _VOIDED, record)
        countersigned = _last(connection, _COUNTERSIGNED, record)
        pruned = _pruned(store, connection, record)
    demanded = demands_of(record.document)
    return RecordLife(
        standing=Standing.VOIDED if voided else Standing.AMENDED if amended else Standing.CURRENT,
        countersign=_countersign(countersigned, demanded),
        amends=_amends(record),
        amended_by=_amending(amended) if amended else None,
        voided=_act(voided) if voided else None,
        countersigned=_act(countersigned) if countersigned else None,
        demanded=demanded,
        pruned=pruned,
    )


def _pruned(store: Store, connection: Connection, record: Record) -> dict[str, datetime]:
    gone = {sha256 for sha256 in photos_of(record.document) if not store.evidence.path(sha256).exists()}
    found = ((sha256, pruned_at(connection, sha256)) for sha256 in gone)
    return {sha256: at for sha256, at in found if at is not None}


Act = tuple[int, datetime, Mapping[str, Any]]


def _last(connection: Connection, sql: str, record: Record) -> Act | None:
    rows = connection.execute(sql, (record.sequence, record.id)).fetchall()
    return (int(rows[-1][0]), from_text(rows[-1][1]), json.loads(rows[-1][2])) if rows else None


def _countersign(act: Act | None, demanded: tuple[Demand, ...]) -> Countersign:
    if act is not None:
        return Countersign(act[2]["decision"])
    return Countersign.AWAITED if demanded else Countersign.NONE


def _amends(record: Record) -> Deed | None:
    """Of a record that replaces another one: which, why and by whom."""
    amends = record.document.get("amends")
    if not amends:
        return None
    return _deed(amends, record.document["signature"], amends["record"], record.sealed_at, record.sequence)


def _amending(act: Act) -> Deed:
    sequence, at, document = act
    return _deed(document["amends"], document["signature"], document["record"], at, sequence)


def _act(act: Act) -> Deed:
    sequence, at, body = act
    return _deed(body, body["signature"], body["record"], at, sequence)


def _deed(
    body: Mapping[str, Any], signature: Mapping[str, Any], other: str, at: datetime, sequence: int
) -> Deed:
    statement = signature.get("statement") or {}
    return Deed(
        record=other,
        reason=str(body.get("reason") or ""),
        says=str(body.get("says") or ""),
        person=str(signature["person"]),
        name=str(signature.get("name") or signature["person"]),
        role=str(signature.get("role") or ""),
        at=at,
        statement=(str(statement.get("zh", "")), str(statement.get("en", ""))),
        sequence=sequence,
    )
