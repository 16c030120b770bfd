"""Standard files on their way to their place among the published ones."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from pathlib import Path
from sqlite3 import Connection

from station.durable import make_folder, sync_folder, write_durably
from station.model.event import EventKind
from station.places import Home

_STATED = ("id", "version", "file", "sha256")

READ_ONLY = 0o444
"""Mode of a published file, where the platform knows modes."""


def file_name(name: str, version: str) -> str:
    """Name of the file of one version."""
    return f"{name}-{version}.toml"


def staged_folder(home: Home) -> Path:
    """Where a standard lies until its ledger entry is written."""
    return home.standards / "staged"


def sha256_of(file: Path) -> str | None:
    """SHA-256 (hex) of a file; None when it is not there or cannot be read."""
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return None


def published_bodies(connection: Connection) -> list[Mapping[str, str]]:
    """What the ledger says of every published standard; a damaged entry is left to the ledger's check."""
    rows = connection.execute("SELECT body FROM ledger WHERE kind = ?", (EventKind.STANDARD_PUBLISHED,))
    return [body for body in (publication_body(row[0]) for row in rows) if body is not None]


def publication_body(body: bytes) -> Mapping[str, str] | None:
    """The body of an entry that publishes a standard; None when it is none."""
    try:
        stated = json.loads(body)
    except (ValueError, RecursionError):
        return None
    named = isinstance(stated, dict) and all(isinstance(stated.get(name), str) for name in _STATED)
    return {name: stated[name] for name in _STATED} if named else None


def stage(home: Home, name: str, content: bytes) -> None:
    """Write a file aside, read-only.

    Raises:
        OSError: the disk refused.
    """
    for folder in (staged_folder(home), home.published_channels):
        make_folder(folder)
    write_durably(staged_folder(home) / name, content, READ_ONLY)


def move_into_place(home: Home, name: str) -> None:
    """Move a staged file to where published ones lie. A file that is there already stays as it is.

    Raises:
        OSError: the disk refused.
    """
    staged, place = staged_folder(home) / name, home.published_channels / name
    if not place.exists():
        staged.replace(place)
        sync_folder(place.parent)


def finish_publishing(home: Home, published: Collection[str]) -> None:
    """After a crash: a staged file that the ledger names by its SHA-256 (in ``published``) moves to its
    place; any other was never published and goes.

    Raises:
        OSError: the disk refused.
    """
    for staged in staged_folder(home).iterdir():
        if sha256_of(staged) in published:
            move_into_place(home, staged.name)
        else:
            staged.unlink()
