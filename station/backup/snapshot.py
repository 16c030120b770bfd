"""One state of the database, copied while others go on writing."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from station.errors import KnownError
from station.places import Home
from station.store.clock import to_text
from station.store.connection import connect
from station.store.entry import Head
from station.store.failures import known_failures
from station.store.ledger import read_head
from station.store.plain_copy import copy_in_work
from station.store.schema import holds_station
from station.store.staging import published_bodies

_PAGES_A_STEP = 512


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A copy of the database as it was at the ledger entry ``head``, in ``file``."""

    file: Path
    head: Head
    schema_revision: str
    published: frozenset[str]
    """Names of the standard files that its ledger says are published."""
    taken_lately: frozenset[str]
    """Photos (SHA-256) that its inspections took during the last day."""


@contextmanager
def snapshot(home: Home, progress: Callable[[int, int], None]) -> Iterator[Snapshot]:
    """Copy the database in steps, from one read transaction: writers wait for none of it.

    The copy lies in the station's own folder, readable by its owner only, until the context is left.

    Raises:
        KnownError: STO-001, STO-003 disk full, STO-011 no station there.
    """
    if not holds_station(home):
        raise KnownError("STO-011", path=str(home.root))
    copy = copy_in_work(home)
    with known_failures(home.root):
        try:
            yield _copied(home, copy, progress)
        finally:
            copy.unlink(missing_ok=True)


def _copied(home: Home, copy: Path, progress: Callable[[int, int], None]) -> Snapshot:
    copy.unlink(missing_ok=True)
    os.close(os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    with closing(connect(home.database, read_only=True)) as source, closing(sqlite3.connect(copy)) as target:
        source.execute("BEGIN")
        head = read_head(source)
        revision = str(source.execute("SELECT version_num FROM alembic_version").fetchone()[0])
        published = frozenset(body["file"] for body in published_bodies(source))
        lately = to_text(datetime.now(UTC) - timedelta(days=1))
        taken = source.execute("SELECT sha256 FROM photos WHERE taken_at >= ?", (lately,))
        taken_lately = frozenset(str(row[0]) for row in taken)
        target.execute("PRAGMA synchronous = OFF")
        source.backup(
            target,
            pages=_PAGES_A_STEP,
            progress=lambda _, left, total: progress(total - left, total),
            sleep=0,
        )
    return Snapshot(copy, head, revision, published, taken_lately)
