"""What was handed out beside a running station, by a process that may not write the ledger.

Each export and each paper leaves a note in the home before anybody has it; the station enters the notes when
it opens next.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from station.durable import sync_folder, write_durably
from station.model.event import EventKind
from station.places import Home
from station.store.clock import to_text
from station.store.database import Store
from station.store.events import write_event

_EXPORTED, _PRINTED = "exported-*.json", "printed-*.json"
_PAPER = (
    *("paper", "record", "record_sha256", "standing", "template", "lang", "sha256"),
    *("to", "printed_at"),
)
_OPTIONAL = ("scope", "channel", "records", "copy", "reason", "says")
"""What only some papers state."""


def note_export(home: Home, records: Sequence[str], to: str, at: datetime) -> None:
    """Leave a note of an export that is about to be written ``to`` a folder.

    Raises:
        OSError: the disk refused.
    """
    _leave(home, _EXPORTED, {"records": list(records), "to": to, "exported_at": to_text(at)})


def note_paper(home: Home, paper: Mapping[str, Any], at: datetime) -> None:
    """Leave a note of a certificate or a label that somebody got; ``paper`` as its ledger entry states it.

    Raises:
        OSError: the disk refused.
    """
    _leave(home, _PRINTED, {**paper, "printed_at": to_text(at)})


def enter_notes(store: Store) -> None:
    """Enter every note in the ledger; a note that cannot be read is entered as that.

    Raises:
        KnownError: STO-001, STO-002, STO-003.
    """
    _enter(store, _EXPORTED, EventKind.RECORDS_EXPORTED, {"records": [], "to": "", "exported_at": ""})
    _enter(store, _PRINTED, EventKind.REPORT_PRINTED, dict.fromkeys(_PAPER, ""))


def _leave(home: Home, name: str, body: Mapping[str, Any]) -> None:
    note = home.root / name.replace("*", secrets.token_hex(8))
    write_durably(note, json.dumps(body).encode(), mode=0o600)


def _enter(store: Store, name: str, kind: EventKind, unread: Mapping[str, Any]) -> None:
    for note in sorted(store.home.root.glob(name)):
        with store.write() as connection:
            body = {**_read(note.read_bytes(), unread), "note": note.stem}
            write_event(store, connection, kind, body)
        note.unlink()
        sync_folder(note.parent)


def _read(content: bytes, unread: Mapping[str, Any]) -> Mapping[str, Any]:
    try:
        body = json.loads(content)
        also = {name: body[name] for name in _OPTIONAL if name in body}
        return {name: body[name] for name in unread} | also
    except (ValueError, KeyError, TypeError, RecursionError):
        return unread
