"""The tables of the index, and connections to its file."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from station.store.connection import Row

VERSION = 2
"""Form of the index. Whoever changes what is written raises it: an index of another version is made anew."""

TABLES = (
    """CREATE TABLE taken (
        only INTEGER PRIMARY KEY CHECK (only = 1), version INTEGER NOT NULL, station TEXT NOT NULL,
        sequence INTEGER NOT NULL, hash TEXT NOT NULL, records INTEGER NOT NULL
    )""",
    """CREATE TABLE records (
        sequence INTEGER PRIMARY KEY, id TEXT NOT NULL, sha256 TEXT NOT NULL, sealed_at TEXT NOT NULL,
        practice INTEGER NOT NULL, unit_code TEXT NOT NULL, imei TEXT NOT NULL, serial TEXT NOT NULL,
        model TEXT NOT NULL, category TEXT NOT NULL, person TEXT NOT NULL, person_name TEXT NOT NULL,
        results TEXT NOT NULL, standing TEXT NOT NULL, countersign TEXT NOT NULL, amends TEXT NOT NULL,
        amended_by TEXT NOT NULL
    )""",
    "CREATE INDEX records_id ON records (id)",
    # Days in UTC and the entries sealed in them: a clock set back leaves wide days, never lost ones.
    "CREATE TABLE days (day TEXT PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL) WITHOUT ROWID",
    """CREATE TABLE measures (
        name TEXT NOT NULL, value REAL NOT NULL, coarse INTEGER NOT NULL, fine INTEGER NOT NULL,
        PRIMARY KEY (name, value)
    ) WITHOUT ROWID""",
    """CREATE VIRTUAL TABLE words USING fts5(
        terms, content = '', columnsize = 0, detail = none, tokenize = "ascii tokenchars '=~@.+-_'"
    )""",
)

# Nothing here is the only copy: a commit waits for no disk, and what a power cut takes is read again.
_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",
    "PRAGMA wal_autocheckpoint = 0",
    "PRAGMA cache_size = -16000",
)


def connect(path: Path, busy_ms: int) -> sqlite3.Connection:
    """A connection to the index; transactions are begun explicitly, any one thread may use it at a time.

    Raises:
        sqlite3.Error: the file cannot be opened as a database.
    """
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    try:
        for pragma in (f"PRAGMA busy_timeout = {busy_ms}", *_PRAGMAS):
            connection.execute(pragma)
    except BaseException:
        connection.close()
        raise
    connection.row_factory = Row
    return connection
