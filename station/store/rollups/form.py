"""The form of the file that analyses count by."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from sqlite3 import Connection

from station.places import Home
from station.store.index.derived import Form
from station.store.rollups.document import READ
from station.store.rollups.tables import TABLES, VERSION
from station.store.rollups.writing import Batch

_NAMES = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
_KEY = "SELECT name FROM pragma_table_info(?) WHERE pk ORDER BY pk"
_AT_ONCE_WHILE_SOMEBODY_WAITS, _COMMITS_TOGETHER = 20, 8


def digest(connection: Connection) -> str:
    """SHA-256 (hex) over every row of every table."""
    content = hashlib.sha256()
    for table in [row[0] for row in connection.execute(_NAMES)]:
        content.update(f"{table}\n".encode())
        key = ", ".join(row[0] for row in connection.execute(_KEY, (table,)))
        for row in connection.execute(" ".join(("SELECT * FROM", table, "ORDER BY", key))):
            content.update(f"{tuple(row)!r}\n".encode())
    return content.hexdigest()


COUNTED = Form(
    "analysis file", VERSION, TABLES, READ, Batch, digest, _AT_ONCE_WHILE_SOMEBODY_WAITS, _COMMITS_TOGETHER
)
"""What analyses count of every record that is no practice."""


def form_for(home: Home) -> Form:
    """The form of a home's file. A practice home counts its own records, for practice in reading figures;
    should it be none any more, its file is of another version, and made anew without them.
    """
    return replace(COUNTED, version=-VERSION, batch=_practised) if home.is_practice else COUNTED


def _practised(connection: Connection) -> Batch:
    return Batch(connection, practice=True)
