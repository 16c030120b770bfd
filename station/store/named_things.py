"""What the entries of a ledger name, kept aside while they are checked.

On disk in a file that vanishes by itself, so that memory stays flat for any number of records and photos.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Self

_TABLES = """
    PRAGMA journal_mode = OFF;
    PRAGMA synchronous = OFF;
    CREATE TABLE records (id TEXT PRIMARY KEY, sequence INTEGER, sha256 TEXT) WITHOUT ROWID;
    CREATE TABLE photos (
        sha256 TEXT PRIMARY KEY, sequence INTEGER, pruned INTEGER, needed INTEGER
    ) WITHOUT ROWID;
"""


class NamedThings:
    """Records and photos named by entries taken so far. Close it, or use it as a context manager."""

    def __init__(self) -> None:
        # An empty name is a file of SQLite's own that is gone when it is closed.
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.executescript(_TABLES)
        self._database.execute("BEGIN")

    def add_record(self, record: str, sequence: int, sha256: str) -> bool:
        """A record by its id; False when that id is taken."""
        added = self._database.execute(
            "INSERT OR IGNORE INTO records VALUES (?, ?, ?)", (record, sequence, sha256)
        )
        return added.rowcount == 1

    def record(self, record: str) -> str | None:
        """SHA-256 of a record's document; None when no entry so far is that record."""
        row = self._database.execute("SELECT sha256 FROM records WHERE id = ?", (record,)).fetchone()
        return None if row is None else str(row[0])

    def add_photos(self, sequence: int, photos: Iterable[str], *, needed: bool) -> None:
        """Photos by their hashes; ``needed`` when they must be there."""
        self._database.executemany(
            "INSERT INTO photos VALUES (?, ?, NULL, ?) ON CONFLICT DO UPDATE SET needed = needed | ?4",
            [(sha256, sequence, needed, needed) for sha256 in photos],
        )

    def prune_photos(self, sequence: int, photos: Iterable[str]) -> None:
        """Photos that the entry ``sequence`` says were removed."""
        self._database.executemany(
            "UPDATE photos SET pruned = ? WHERE sha256 = ?", [(sequence, sha256) for sha256 in photos]
        )

    def needed_photos(self) -> Iterator[tuple[str, int, int | None]]:
        """Hash, sequence of the entry that first named it, and of the entry that removed it, if any."""
        yield from self._database.execute("SELECT sha256, sequence, pruned FROM photos WHERE needed")

    def knows_photo(self, sha256: str) -> bool:
        """Whether an entry names this photo."""
        found = self._database.execute("SELECT 1 FROM photos WHERE sha256 = ?", (sha256,)).fetchone()
        return found is not None

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
