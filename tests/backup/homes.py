"""Homes as they are on disk: filled, and compared by what they say."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

from station.backup.age import LockedKey
from station.backup.making import Plan, make_backup
from station.backup.restoring import Restored, restore
from station.places import Home
from station.store.clock import SystemClock
from tests.stations import open_station

WORDS = "correct horse battery staple"
DERIVED = (
    "station.sqlite3",
    "station.lock",
    "restored.json",
    "index.sqlite3",
    "analysis.sqlite3",
    "progress",
    "backup/made",
    "backup/s",
    "backup/.",
    "progress",
)


def fill(root: Path) -> Home:
    """A home with two records, an inspection in work, and files of every other sort."""
    with open_station(root) as station:
        station.seal_one("R-1")
        station.seal_one("R-2")
        station.answer_all(station.start("R-3"))
    home = Home(root)
    for name, content in {
        "settings.json": b'{"station_name": "Bench 3"}',
        "standards/drafts/mine@2026-11-22/draft.json": b"{}",
        "imports/job-1/workbook.xlsx": b"PK",
        "private/subject.key": b"\0" * 32,
        "platform/sets/7-0a1b2c3d/retention/photos.json": b"{}",
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    return home


def said_by(home: Home) -> tuple[dict[str, str], dict[str, list[tuple[object, ...]]]]:
    """What a home says: every file by its hash, every table by its rows; nothing that is derived."""
    files = {
        path.relative_to(home.root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in home.root.rglob("*")
        if path.is_file()
    }
    kept = {name: sha256 for name, sha256 in files.items() if not name.startswith(DERIVED)}
    with closing(sqlite3.connect(home.database)) as database:
        names = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        tables = {name: sorted(database.execute(f"SELECT * FROM {name}"), key=repr) for name in names}  # noqa: S608 - names of the schema
    return kept, tables


def backed_up(home: Home, key: LockedKey, file: Path) -> Path:
    """A backup of the home in ``file``."""
    make_backup(Plan(home, key, SystemClock().now()), file)
    return file


def restored(file: Path, root: Path, words: str = WORDS, *, replace: bool = False) -> Restored:
    """The backup restored into ``root``."""
    return restore(file, words, Home(root), SystemClock(), replace=replace)
