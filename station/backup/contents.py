"""What of a home goes into a backup: everything that is not derived."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from station.backup.snapshot import Snapshot
from station.places import Home
from station.private.master import master_file, master_key
from station.store.staging import READ_ONLY, staged_folder

DATABASE = "station.sqlite3"
KEY = "station.key"
_SINGLE = ("settings.json", KEY, "PRACTICE")
_FOLDERS = ("imports", "private", "platform/sets")
_LATELY_S = 3600
_ALLOWED = ("standards/", "evidence/", *(f"{folder}/" for folder in _FOLDERS))
_BACKUP_KEY = re.compile(r"backup/age1[0-9a-z]{58}\.age")
_WRITTEN_ASIDE = ".part"
_PRIVATE_MODE, _PLAIN_MODE = 0o600, 0o644


@dataclass(frozen=True, slots=True)
class Source:
    """One file: its name in the backup, and where it lies; ``content`` when it must differ from that."""

    name: str
    path: Path
    content: bytes | None = None


def sources(home: Home, station: str, snapshot: Snapshot) -> Iterator[Source]:
    """Every file of a backup of ``station`` (its id) that belongs to the state of ``snapshot``.

    Raises:
        KnownError: PRV-001 the master key of personal data lies in a keyring that does not give it.
    """
    yield Source(DATABASE, snapshot.file)
    for name in _SINGLE:
        if (home.root / name).is_file():
            yield Source(name, home.root / name)
    yield from _standards(home, snapshot.published)
    for folder in _FOLDERS:
        for one in _files(home.root, home.root / folder):
            yield _with_master_key(one, home, station)
    for one in _files(home.root, home.evidence):
        if _is_of(snapshot, one.path):
            yield one
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


def _with_master_key(source: Source, home: Home, station: str) -> Source:
    """On another machine the keyring is another: the master key itself travels in the backup."""
    if source.path != master_file(home.private):
        return source
    key = master_key(home.private, station, make=False)
    return Source(source.name, source.path, key.hex().encode())


def _is_of(snapshot: Snapshot, photo: Path) -> bool:
    """Whether a photo was there by then: old ones were, new ones when an inspection names them."""
    try:
        is_old = time.time() - photo.stat().st_ctime > _LATELY_S
    except FileNotFoundError:
        return False
    return is_old or photo.name.split(".")[0] in snapshot.taken_lately


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
