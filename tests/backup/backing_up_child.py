"""Processes of their own that back up and restore over and over until they are killed."""

from __future__ import annotations

from multiprocessing.connection import Connection
from pathlib import Path

from station.backup.age import LockedKey
from station.backup.making import Plan, make_backup
from station.backup.restoring import restore
from station.places import Home
from station.store.clock import SystemClock


def back_up(root: Path, folder: Path, key: LockedKey, reports: Connection) -> None:
    """Backups numbered from 0; each is reported once it is made."""
    for number in range(10_000):
        file = folder / f"{number}.backup"
        if not file.exists():
            make_backup(
                Plan(Home(root), key, SystemClock().now()), file, lambda _done, _of: reports.send(None)
            )
            reports.send(file.name)


def restore_replacing(file: Path, root: Path, words: str, reports: Connection) -> None:
    """Restores into the same home; each is reported once it is done."""
    while True:
        reports.send(None)
        restore(
            file,
            words,
            Home(root),
            SystemClock(),
            replace=True,
            progress=lambda _done, _of: reports.send(None),
        )
        reports.send("restored")
