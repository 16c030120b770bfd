"""A home that came out of a backup says so in its ledger, so that a fork of the station shows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from station.durable import sync_folder, write_durably
from station.errors import KnownError
from station.model.event import EventKind
from station.places import Home
from station.store.database import Store
from station.store.events import write_event


class Restoration(BaseModel):
    """Where a restored home comes from: the last entry in the backup, the SHA-256 of the backup file, when
    and on what machine it was restored, and how many problems its ledger had by then.

    ``erased``: whose personal data the home it replaces had erased since the backup, each with the reason.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    sequence: int
    head: str
    backup_sha256: str
    made_at: datetime
    restored_at: datetime
    machine: str
    problems: int
    erased: Mapping[str, str] = Field(default_factory=dict)


def write_restoration(home: Home, restoration: Restoration) -> None:
    """Keep the note in a home that is about to take its place.

    Raises:
        OSError: the disk refused.
    """
    write_durably(_note(home), restoration.model_dump_json().encode(), mode=0o600)


def read_restoration(home: Home) -> Restoration | None:
    """The note of a home that was restored and not opened since; None for any other.

    Raises:
        KnownError: STO-001 the note cannot be read.
    """
    note = _note(home)
    if not note.exists():
        return None
    try:
        return Restoration.model_validate_json(note.read_bytes())
    except (OSError, ValidationError) as error:
        raise KnownError("STO-001", path=str(note), why=str(error).splitlines()[0]) from error


def enter_restoration(store: Store) -> None:
    """At the first opening: enter in the ledger that this home was restored; afterwards the note goes.

    Raises:
        KnownError: STO-001 the note cannot be read, STO-002, STO-003.
    """
    note = _note(store.home)
    restoration = read_restoration(store.home)
    if restoration is None:
        return
    body = restoration.model_dump(mode="json")
    with store.write() as connection:
        last = connection.execute(
            "SELECT sequence FROM ledger WHERE kind = ? AND sequence > ?",
            (EventKind.BACKUP_RESTORED, body["sequence"]),
        ).fetchone()
        if last is None:  # else a crash came between the entry and taking the note away
            write_event(store, connection, EventKind.BACKUP_RESTORED, body)
            for subject, reason in restoration.erased.items():
                erased = {"subject": subject, "reason": reason}
                write_event(store, connection, EventKind.PRIVATE_ERASED, erased)
    note.unlink()
    sync_folder(note.parent)


def _note(home: Home) -> Path:
    return home.root / "restored.json"
