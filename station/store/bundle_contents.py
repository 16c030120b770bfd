"""Which entries of the ledger belong into a bundle of some records."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from sqlite3 import Connection
from typing import Any

from station.model.event import RECORD_KINDS, EventKind
from station.model.record import Record
from station.store.database import Store

_JUDGING = (EventKind.RECORD_VOIDED, EventKind.RECORD_COUNTERSIGNED)
_OF_KIND = (
    "SELECT sequence, kind, body FROM ledger WHERE kind = ? AND kind <> 'record_sealed' ORDER BY sequence"
)
_BODY = "SELECT sequence, kind, body FROM ledger WHERE sequence = ?"


@dataclass(frozen=True, slots=True)
class Concerned:
    """One entry whose body is in the bundle, in ``file``."""

    sequence: int
    file: str
    content: bytes
    is_record: bool


def concerned_by(store: Store, connection: Connection, records: Sequence[Record]) -> list[Concerned]:
    """The records, what amends them or is amended by them, and what was said of any of these; in order.

    Raises:
        KnownError: STO-007 an amended record is not there.
    """
    amendments = _bodies(connection, EventKind.RECORD_AMENDED).values()
    names = _family({record.id for record in records}, list(amendments))
    said = {
        sequence
        for kind in _JUDGING
        for sequence, body in _bodies(connection, kind).items()
        if body["record"] in names
    }
    sequences = said | _sequences(store, names, records) | _export_just_stated(connection)
    return [_concerned(connection, sequence) for sequence in sorted(sequences)]


def pruned_photos(connection: Connection) -> frozenset[str]:
    """Photos that the ledger says were removed."""
    bodies = _bodies(connection, EventKind.PHOTOS_PRUNED).values()
    return frozenset(photo for body in bodies for photo in body["photos"])


def _bodies(connection: Connection, kind: EventKind) -> dict[int, dict[str, Any]]:
    return {int(row[0]): json.loads(row[2]) for row in connection.execute(_OF_KIND, (kind.value,))}


def _family(names: set[str], amendments: Sequence[dict[str, Any]]) -> set[str]:
    """Every record that is tied to one of ``names`` by amendments, in either direction."""
    while True:
        tied = [{body["record"], body["amends"]["record"]} for body in amendments]
        grown = names.union(*(pair for pair in tied if pair & names))
        if grown == names:
            return names
        names = grown


def _sequences(store: Store, names: set[str], records: Sequence[Record]) -> set[int]:
    from station.store.records import RecordBook  # it exports, and so stands on this

    known = {record.id: record.sequence for record in records}
    book = RecordBook(store)
    return {known[name] if name in known else book.get(name).sequence for name in names}


def _export_just_stated(connection: Connection) -> set[int]:
    """The entry that tells of this export, where that is the last one."""
    row = connection.execute("SELECT sequence, kind FROM ledger ORDER BY sequence DESC LIMIT 1").fetchone()
    return {int(row[0])} if row and row[1] == EventKind.RECORDS_EXPORTED else set()


def _concerned(connection: Connection, sequence: int) -> Concerned:
    row = connection.execute(_BODY, (sequence,)).fetchone()
    content = bytes(row[2])
    if row[1] in RECORD_KINDS:
        return Concerned(sequence, f"records/{json.loads(content)['record']}.json", content, True)
    return Concerned(sequence, f"events/{sequence}.json", content, False)
