"""The tables of the derived file of analyses."""

from __future__ import annotations

from station.store.rollups import hourly, numbering, packing
from station.store.rollups.cubes import CUBES

VERSION = 4
"""Form of the file. Whoever changes what is counted raises it: a file of another version is made anew."""

_NARROW = (
    """CREATE TABLE taken (
        only INTEGER PRIMARY KEY CHECK (only = 1), version INTEGER NOT NULL, station TEXT NOT NULL,
        sequence INTEGER NOT NULL, hash TEXT NOT NULL, records INTEGER NOT NULL
    )""",
    "CREATE TABLE shifts (only INTEGER PRIMARY KEY CHECK (only = 1), plan TEXT NOT NULL, zone TEXT NOT NULL)",
    "CREATE TABLE people (person TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID",
    """CREATE TABLE records (
        sequence INTEGER PRIMARY KEY, id TEXT NOT NULL, sha256 TEXT NOT NULL, counts INTEGER NOT NULL,
        day INTEGER NOT NULL, shift TEXT NOT NULL, hour INTEGER NOT NULL, category TEXT NOT NULL,
        person TEXT NOT NULL, model TEXT NOT NULL, seconds INTEGER NOT NULL, passed INTEGER NOT NULL,
        first_pass INTEGER NOT NULL, amended INTEGER NOT NULL, reinspected INTEGER NOT NULL,
        cleaned INTEGER NOT NULL, remeasured INTEGER NOT NULL, reworked INTEGER NOT NULL,
        borderline INTEGER NOT NULL, with_defects INTEGER NOT NULL,
        channels INTEGER NOT NULL
    )""",
    "CREATE INDEX records_id ON records (id)",
    "CREATE INDEX records_day ON records (day)",
    """CREATE TABLE verdicts (
        sequence INTEGER NOT NULL, channel TEXT NOT NULL, outcome TEXT NOT NULL, class INTEGER NOT NULL,
        borderline INTEGER NOT NULL, PRIMARY KEY (sequence, channel)
    ) WITHOUT ROWID""",
    """CREATE TABLE items (
        sequence INTEGER NOT NULL, item TEXT NOT NULL, flags INTEGER NOT NULL, seconds INTEGER, value REAL,
        PRIMARY KEY (sequence, item)
    ) WITHOUT ROWID""",
    """CREATE TABLE defects (
        sequence INTEGER NOT NULL, number INTEGER NOT NULL, kind TEXT NOT NULL, zone TEXT NOT NULL,
        PRIMARY KEY (sequence, number)
    ) WITHOUT ROWID""",
)

TABLES = (*_NARROW, packing.TABLE, *numbering.TABLES, *hourly.TABLES, *(cube.create for cube in CUBES))
