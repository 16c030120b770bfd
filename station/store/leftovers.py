"""The one photo that a crash can leave on disk without anything that names it.

Photos are written one at a time, each before the row that names it. So at most the photo written last can
lack its name; it is stated in the ledger when the station opens next. More than one is not what a crash
leaves, and stays for ``ledger verify`` to find.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from station.model.event import EventKind
from station.store.database import Store
from station.store.events import write_event

_SAME_MOMENT_NS = 1_000_000_000
"""Files written within this time of the last may be the last, however coarse the file system's times are."""


def state_leftover(store: Store) -> None:
    """State in the ledger the photo that a crash left, if there is exactly one.

    Raises:
        KnownError: STO-002, STO-003.
    """
    unnamed = _unnamed(store, [path.stem for path in _written_last(store.home.evidence)])
    if len(unnamed) == 1:
        with store.write() as connection:
            write_event(store, connection, EventKind.PHOTOS_FOUND, {"photos": unnamed})


def _written_last(evidence: Path) -> Iterator[Path]:
    folders = [(folder.stat().st_mtime_ns, folder) for folder in evidence.iterdir() if folder.is_dir()]
    photos = [(path.stat().st_mtime_ns, path) for folder in _latest(folders) for path in folder.glob("*.jpg")]
    return (path for path in _latest(photos) if not path.name.endswith(".thumb.jpg"))


def _latest(timed: list[tuple[int, Path]]) -> list[Path]:
    last_ns = max((at_ns for at_ns, _ in timed), default=0)
    return [path for at_ns, path in timed if at_ns >= last_ns - _SAME_MOMENT_NS]


def _unnamed(store: Store, photos: list[str]) -> list[str]:
    with store.read() as connection:
        named = {
            str(row[0])
            for row in connection.execute(
                "SELECT sha256 FROM photos WHERE sha256 IN (SELECT value FROM json_each(?))",
                (json.dumps(photos),),
            )
        }
        stated = connection.execute("SELECT body FROM ledger WHERE kind = ?", (EventKind.PHOTOS_FOUND,))
        named.update(*(json.loads(row[0])["photos"] for row in stated))
    return sorted(set(photos) - named)
