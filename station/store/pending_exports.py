"""Exports made beside a running station, by a process that may not write the ledger.

Each leaves a note in the home before it writes its bundle; the station enters the notes when it opens next.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from datetime import datetime

from station.durable import sync_folder, write_durably
from station.model.event import EventKind
from station.places import Home
from station.store.clock import to_text
from station.store.database import Store
from station.store.events import write_event

_NOTES = "exported-*.json"


def note_export(home: Home, records: Sequence[str], to: str, at: datetime) -> None:
    """Leave a note of an export that is about to be written ``to`` a folder.

    Raises:
        OSError: the disk refused.
    """
    note = home.root / _NOTES.replace("*", secrets.token_hex(8))
    body = {"records": list(records), "to": to, "exported_at": to_text(at)}
    write_durably(note, json.dumps(body).encode(), mode=0o600)


def enter_exports(store: Store) -> None:
    """Enter every note in the ledger; a note that cannot be read is entered as that.

    Raises:
        KnownError: STO-001, STO-002, STO-003.
    """
    for note in sorted(store.home.root.glob(_NOTES)):
        with store.write() as connection:
            body = {**_read(note.read_bytes()), "note": note.stem}
            write_event(store, connection, EventKind.RECORDS_EXPORTED, body)
        note.unlink()
        sync_folder(note.parent)


def _read(content: bytes) -> dict[str, object]:
    try:
        body = json.loads(content)
        return {name: body[name] for name in ("records", "to", "exported_at")}
    except (ValueError, KeyError, TypeError, RecursionError):
        return {"records": [], "to": "", "exported_at": ""}
