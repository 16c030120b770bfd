"""Checking the photos on disk against what entries and drafts name."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from sqlite3 import Connection

from station.store.all_cores import in_order
from station.store.chain import ChainCheck
from station.store.database import Store
from station.store.evidence import EvidenceFolder
from station.store.named_things import NamedThings
from station.store.receipts import proven_complete

_BATCH = 16
_OURS = re.compile(r"[0-9a-f]{64}(\.thumb)?\.jpg|\..*\.part")


@dataclass(frozen=True, slots=True)
class _Photo:
    sha256: str
    sequence: int
    pruned: int | None


def check_photos(store: Store, connection: Connection, check: ChainCheck, named: NamedThings) -> None:
    """Every photo that an entry names is there as it was, unless it was pruned when it might be."""
    complete = proven_complete(connection, check.station)
    photos = (_Photo(*row) for row in named.needed_photos())
    batches = iter(lambda: list(islice(photos, _BATCH)), [])
    for found in in_order(lambda batch: _faults(store.evidence, batch), batches):
        for photo, code in found:
            if code == "photo_missing" and photo.pruned is not None:
                if photo.sequence > complete:
                    check.find(photo.pruned, "photo_pruned_early", photo.sha256)
            else:
                check.find(photo.sequence, code, photo.sha256)


def _faults(evidence: EvidenceFolder, photos: Iterable[_Photo]) -> list[tuple[_Photo, str]]:
    states = ((photo, photo_fault(evidence.path(photo.sha256), photo.sha256)) for photo in photos)
    return [(photo, code) for photo, code in states if code is not None]


def photo_fault(path: Path, sha256: str) -> str | None:
    """What is wrong with the photo in a file; None when it is as it was."""
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return "photo_missing"
    except OSError:
        return "photo_altered"
    return None if found == sha256 else "photo_altered"


def check_unnamed(store: Store, check: ChainCheck, named: NamedThings) -> None:
    """Every photo on disk is named by an entry, or by an inspection in work."""
    strange = [path for path in _files(store.home.evidence) if not _is_known(path, named)]
    if not strange:
        return
    # read anew: a station at work beside this check may have named it meanwhile
    with store.read() as connection:
        for path in strange:
            if not is_in_work(connection, path.stem):
                check.find(0, "photo_unnamed", path.name)


def _is_known(path: Path, named: NamedThings) -> bool:
    if not _OURS.fullmatch(path.name):
        return False
    return path.name.endswith((".thumb.jpg", ".part")) or named.knows_photo(path.stem)


def _files(evidence: Path) -> Iterator[Path]:
    for folder in sorted(evidence.iterdir()) if evidence.is_dir() else ():
        yield from sorted(folder.iterdir()) if folder.is_dir() else (folder,)


def is_in_work(connection: Connection, sha256: str) -> bool:
    """Whether an inspection at this station has this photo among its own, sealed or not."""
    found = connection.execute("SELECT 1 FROM photos WHERE sha256 = ?", (sha256,)).fetchone()
    return found is not None
