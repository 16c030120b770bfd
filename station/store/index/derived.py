"""A file derived from the ledger of one store: made from it, caught up with it, dropped and made again."""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from station.errors import KnownError
from station.store.entry import START, Head
from station.store.failures import known_failures
from station.store.index.entries import Entry
from station.store.index.file import IndexFile
from station.store.transaction import immediate

if TYPE_CHECKING:
    from station.store.database import Store

_LOG = logging.getLogger(__name__)

_ENTRIES_AT_ONCE = 500
_LOG_BYTES = 4_000_000
"""How long the write-ahead log of the index may grow before it is moved into the file."""

_ENTRIES = (
    "SELECT sequence, kind, at, body_sha256, hash, CASE WHEN kind IN ({kinds}) THEN CAST(body AS BLOB) END"
    " FROM ledger WHERE sequence > ? ORDER BY sequence LIMIT ?"
)
_AT = "SELECT hash FROM ledger WHERE sequence = ?"
_LAST = "SELECT sequence FROM ledger ORDER BY sequence DESC LIMIT 1"

T = TypeVar("T")


class Batch(Protocol):
    """Entries taken together, written at once."""

    def take(self, entry: Entry) -> None:
        """Take one entry, later than all before."""

    def write(self) -> int:
        """Write everything taken; how many records are new."""


@dataclass(frozen=True, slots=True)
class Form:
    """What one derived file holds: its tables (``taken`` among them), and how entries are written into them.

    Whoever changes what is written raises ``version``: a file of another version is made anew. ``kinds`` are
    the kinds of entries whose bodies are read; ``digest`` gives all the file says as one number.
    """

    name: str
    version: int
    tables: tuple[str, ...]
    kinds: frozenset[str]
    batch: Callable[[sqlite3.Connection], Batch]
    digest: Callable[[sqlite3.Connection], str]
    follows: int = _ENTRIES_AT_ONCE
    """How many entries at most are taken after a commit, while somebody waits."""
    every: int = 1
    """After how many commits entries are taken: several together cost less than each by itself."""

    @property
    def entries(self) -> str:
        """The statement that reads the ledger entries after one, with the bodies of ``kinds``."""
        return _ENTRIES.format(kinds=", ".join(f"'{kind}'" for kind in sorted(self.kinds)))


class DerivedFile:
    """What the station derives from its ledger for one purpose. Nothing is opened before it is needed."""

    def __init__(self, store: Store, path: Path, form: Form, exclusive: bool) -> None:
        self._store = store
        self._path = path
        self._form = form
        self._entries = form.entries
        self._file = IndexFile(path, exclusive)
        self._commits = 0

    def use(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """What ``work`` makes of the index as it is.

        Raises:
            KnownError: STO-003 the disk is full, STO-004 another program writes.
        """
        made_anew = self._file.made_anew
        result = self._used(work)
        if self._file.made_anew == made_anew:
            return result
        self.catch_up()
        return self._used(work)

    def _used(self, work: Callable[[sqlite3.Connection], T]) -> T:
        with known_failures(self._path):
            return self._file.use(lambda connection: work(self._prepared(connection)))

    def catch_up(self, seconds: float | None = None) -> int:
        """Take the entries that are still missing, for about so long (None: all); how many are left.

        Raises:
            KnownError: STO-003 the disk is full, STO-004 another program writes; what was taken stays.
        """
        until = None if seconds is None else time.monotonic() + seconds
        while behind := self.use(self._take_some):
            if until is not None and time.monotonic() >= until:
                break
        return behind

    def follow(self) -> None:
        """Take what was just committed, or wait until it is worth it. Never raises: what is sealed is sealed,
        found a little later."""
        self._commits += 1
        if self._commits % self._form.every:
            return
        try:
            self.use(lambda connection: self._take_some(connection, self._form.follows))
        except (KnownError, sqlite3.Error, OSError) as error:
            _LOG.info("the %s stays behind for now: %s", self._form.name, error)

    def rebuild(self) -> int:
        """Drop the index and make it again; how many records it holds. The home must be held.

        Raises:
            KnownError: STO-002 read-only, STO-003 the disk is full.
        """
        with known_failures(self._path):
            self._file.remove()
        self.catch_up()
        return self.use(lambda connection: int(connection.execute("SELECT records FROM taken").fetchone()[0]))

    def digest(self) -> str:
        """SHA-256 (hex) of all the index says, however it lies in the file."""
        return self.use(self._form.digest)

    def checkpoint(self) -> None:
        """Move a log that has grown long into the file; for moments when nobody waits."""
        log = self._path.with_name(f"{self._path.name}-wal")
        if log.exists() and log.stat().st_size > _LOG_BYTES:
            self.use(lambda connection: connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone())

    @property
    def place(self) -> tuple[Path, int]:
        """Where the file lies now, and how often it was made anew: for connections beside."""
        return self._file.place, self._file.made_anew + self._file.removed

    def close(self) -> None:
        """Close the file. Safe to call twice."""
        self._file.discard_private()

    def _prepared(self, connection: sqlite3.Connection) -> sqlite3.Connection:
        """The connection, with tables in which this ledger's entries stand."""
        if self._taken(connection) is None:
            with immediate(connection):
                if self._taken(connection) is None:
                    self._make_tables(connection)
        return connection

    def _taken(self, connection: sqlite3.Connection) -> Head | None:
        """The last entry taken; None where the file holds another form, or another station's or past."""
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'taken'").fetchone():
            return None
        row = connection.execute("SELECT version, station, sequence, hash FROM taken").fetchone()
        if row is None or tuple(row[:2]) != (self._form.version, self._store.identity.id):
            return None
        head = Head(row[2], row[3])
        return head if self._is_in_ledger(head) else None

    def _is_in_ledger(self, head: Head) -> bool:
        if not head.sequence:
            return head.hash == START
        with self._store.read() as ledger:
            row = ledger.execute(_AT, (head.sequence,)).fetchone()
        return row is not None and row[0] == head.hash

    def _make_tables(self, connection: sqlite3.Connection) -> None:
        found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        names = {row[0] for row in found}
        if names:
            _LOG.info(
                "the %s %s is not of this ledger, or of another form: it is made anew",
                self._form.name,
                self._path,
            )
        for name in ("words", *(one for one in names if not one.startswith(("words", "sqlite_")))):
            connection.execute(f'DROP TABLE IF EXISTS "{name}"')
        for statement in self._form.tables:
            connection.execute(statement)
        connection.execute(
            "INSERT INTO taken VALUES (1, ?, ?, 0, ?, 0)",
            (self._form.version, self._store.identity.id, START),
        )

    def _take_some(self, connection: sqlite3.Connection, most: int = _ENTRIES_AT_ONCE) -> int:
        """Take the next entries in one transaction; how many are left after them."""
        with immediate(connection):
            head = self._taken(connection)
            entries = self._entries_after(head.sequence if head else 0, most)
            if entries:
                batch = self._form.batch(connection)
                for entry in entries:
                    batch.take(entry)
                last = entries[-1]
                connection.execute(
                    "UPDATE taken SET sequence = ?, hash = ?, records = records + ?",
                    (last.sequence, last.hash, batch.write()),
                )
        return self._left_after(entries[-1].sequence) if entries else 0

    def _entries_after(self, sequence: int, most: int) -> list[Entry]:
        with self._store.read() as ledger:
            rows = ledger.execute(self._entries, (sequence, most)).fetchall()
        return [Entry(*row) for row in rows]

    def _left_after(self, sequence: int) -> int:
        with self._store.read() as ledger:
            row = ledger.execute(_LAST).fetchone()
        return max(0, int(row[0]) - sequence) if row else 0
