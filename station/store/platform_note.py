"""Which set of the platform is in force: the note in the database decides, the one on disk follows it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from sqlite3 import Connection

from station.durable import make_folder, write_durably
from station.in_force import SetInForce, note_file, set_said
from station.signing import with_signature
from station.store.database import Store
from station.store.failures import known_failures

_SETTING = "platform_set"


@dataclass(frozen=True, slots=True)
class Applied:
    """The set in force as the database has it; ``manifest`` is the SHA-256 of what the hub signed."""

    hub: str
    manifest: str
    set: SetInForce


def applied_set(store: Store, connection: Connection) -> Applied | None:
    """The set in force; None before the first."""
    note = stated_note(connection)
    if note is None:
        return None
    stated = json.loads(note.split(b"\n", 1)[0])
    return Applied(str(stated["hub"]), str(stated["manifest"]), set_said(note, store.home))


def put_applied(store: Store, connection: Connection, applied: Applied) -> None:
    """State in the caller's transaction which set is in force; :func:`follow_note` then lets it be used."""
    stated = {
        "cursor": applied.set.cursor,
        "folder": applied.set.folder.name,
        "hub": applied.hub,
        "manifest": applied.manifest,
        "files": dict(applied.set.files),
    }
    note = with_signature(f"{json.dumps(stated, sort_keys=True)}\n".encode(), store.identity.sign)
    connection.execute("INSERT OR REPLACE INTO settings VALUES (?, ?)", (_SETTING, note.decode()))


def follow_note(store: Store) -> None:
    """Let the set be used that the database says is in force; also after a crash, or a restored backup.

    Raises:
        KnownError: STO-001 to STO-003.
    """
    with store.read() as connection:
        note = stated_note(connection)
    file = note_file(store.home)
    with known_failures(file):
        if note is None:
            file.unlink(missing_ok=True)
        elif not file.exists() or file.read_bytes() != note:
            make_folder(file.parent, mode=0o700)
            write_durably(file, note)


def stated_note(connection: Connection) -> bytes | None:
    """The note as the database has it; None before the first set."""
    row = connection.execute("SELECT value FROM settings WHERE name = ?", (_SETTING,)).fetchone()
    return None if row is None else str(row[0]).encode()
