"""What of a home goes into a backup: everything that is not derived."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from station.places import Home
from station.store.staging import READ_ONLY, staged_folder

DATABASE = "station.sqlite3"
KEY = "station.key"
_SINGLE = ("settings.json", KEY, "PRACTICE")
_FOLDERS = ("imports", "private", "evidence")
_ALLOWED = ("standards/", *(f"{folder}/" for folder in _FOLDERS))
_BACKUP_KEY = re.compile(r"backup/age1[0-9a-z]{58}\.age")
_WRITTEN_ASIDE = ".part"
_PRIVATE_MODE, _PLAIN_MODE = 0o600, 0o644


@dataclass(frozen=True, slots=True)
class Source:
    """One file: its name in the backup, and where it lies."""

    name: str
    path: Path


def sources(home: Home, snapshot: Path, published: Collection[str]) -> Iterator[Source]:
    """Every file of a backup; ``published`` are the standard files that the ledger in ``snapshot`` names."""
    yield Source(DATABASE, snapshot)
    for name in _SINGLE:
        if (home.root / name).is_file():
            yield Source(name, home.root / name)
    yield from _standards(home, published)
    for folder in _FOLDERS:
        yield from _files(home.root, home.root / folder)
    for key in sorted(home.backup.glob("age1*.age")):
        yield Source(key.relative_to(home.root).as_posix(), key)


def _standards(home: Home, published: Collection[str]) -> Iterator[Source]:
    """Published files as of the snapshot, wherever they lie just now; then the drafts."""
    channels = home.published_channels.relative_to(home.root).as_posix()
    for name in sorted(published):
        for folder in (home.published_channels, staged_folder(home)):
            if (folder / name).is_file():
                yield Source(f"{channels}/{name}", folder / name)
                break
    apart = {home.published_channels, staged_folder(home)}
    for folder in sorted(home.standards.glob("*")):
        if folder not in apart:
            yield from _files(home.root, folder)


def _files(root: Path, folder: Path) -> Iterator[Source]:
    for at, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = Path(at) / name
            if not path.is_symlink() and path.suffix != _WRITTEN_ASIDE:
                yield Source(path.relative_to(root).as_posix(), path)


def is_content(name: str) -> bool:
    """Whether a file of this name belongs into a home."""
    return (
        name == DATABASE or name in _SINGLE or name.startswith(_ALLOWED) or bool(_BACKUP_KEY.fullmatch(name))
    )


def mode_of(name: str) -> int:
    """The mode a restored file gets."""
    if name.startswith("standards/channels/"):
        return READ_ONLY
    return _PLAIN_MODE if name.startswith(("evidence/", "standards/", "imports/")) else _PRIVATE_MODE
