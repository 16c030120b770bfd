"""Notes of backups made, kept beside the station until its ledger tells of them.

A backup may be made by a process that must not write the ledger (the station runs on it). The note is written
before the file gets its name, so that no backup goes unmentioned after a crash either.
"""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from sqlite3 import Connection

from pydantic import BaseModel, ConfigDict, ValidationError

from station.backup.container import About
from station.backup.names import is_growing
from station.durable import write_durably
from station.model.event import EventKind
from station.places import Home
from station.store.database import Store
from station.store.events import write_event

_PATTERN = "made-*.json"


class Note(BaseModel):
    """A backup that was made: where it lies, its SHA-256 (hex), size in bytes, what it says of itself."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    file: str
    sha256: str
    size: int
    about: About
    person: str = ""
    scheduled: bool = False


def write_note(home: Home, note: Note) -> None:
    """Keep a note durably.

    Raises:
        OSError: the disk refused.
    """
    write_durably(_path(home, note), note.model_dump_json().encode(), mode=0o600)


def forget_unfinished(home: Home, file: Path) -> None:
    """Drop what is noted of a backup that never got its name, before another is made under that name.

    Raises:
        OSError: the disk refused.
    """
    for path in home.backup.glob(_PATTERN):
        note = _read(path)
        if note is not None and note.file == str(file.absolute()):
            path.unlink(missing_ok=True)


def enter_notes(store: Store) -> int:
    """Enter every noted backup that is there in the ledger; the number of entries made.

    The note of one that is just being made stays until that one has its name.

    Raises:
        KnownError: STO-002, STO-003; the notes stay.
    """
    entered = 0
    for path in sorted(store.home.backup.glob(_PATTERN)):
        note = _read(path)
        if note is not None and is_growing(Path(note.file)):
            continue
        if note is not None and _is_there(note):
            entered += _enter(store, note)
        path.unlink(missing_ok=True)
    return entered


def last_backup(connection: Connection) -> datetime | None:
    """When the newest backup that the ledger tells of was made."""
    row = connection.execute(
        "SELECT body FROM ledger WHERE kind = ? ORDER BY sequence DESC LIMIT 1", (EventKind.BACKUP_MADE,)
    ).fetchone()
    return None if row is None else datetime.fromisoformat(json.loads(row[0])["made_at"])


def _enter(store: Store, note: Note) -> int:
    with store.write() as connection:
        if _is_entered(connection, note):
            return 0
        write_event(store, connection, EventKind.BACKUP_MADE, _stated(note), person=note.person)
    return 1


def _stated(note: Note) -> dict[str, object]:
    about = note.about
    return {
        "file": Path(note.file).name,
        "sha256": note.sha256,
        "size": str(note.size),
        "made_at": about.model_dump(mode="json")["made_at"],
        "sequence": about.sequence,
        "head": about.head,
        "recipient": about.recipient,
        "scheduled": note.scheduled,
    }


def _is_entered(connection: Connection, note: Note) -> bool:
    rows = connection.execute(
        "SELECT body FROM ledger WHERE kind = ? ORDER BY sequence DESC LIMIT 50", (EventKind.BACKUP_MADE,)
    )
    return any(json.loads(row[0])["sha256"] == note.sha256 for row in rows)


def _is_there(note: Note) -> bool:
    try:
        return Path(note.file).stat().st_size == note.size
    except OSError:
        return False


def _read(path: Path) -> Note | None:
    try:
        return Note.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return None


def _path(home: Home, note: Note) -> Path:
    return home.backup / f"made-{note.sha256[:16]}.json"
