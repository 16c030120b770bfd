"""The content of the index in one number, whatever order it was written in."""

from __future__ import annotations

import hashlib
from sqlite3 import Connection

_TABLES = (
    "SELECT version, station, sequence, hash, records FROM taken",
    "SELECT * FROM records ORDER BY sequence",
    "SELECT * FROM days ORDER BY day",
    "SELECT * FROM measures ORDER BY name, value",
    # The vocabulary comes by term and, within one, by record; joined in SQLite, where it is fast.
    "SELECT term, group_concat(doc) FROM temp.postings GROUP BY term",
)


def digest(connection: Connection) -> str:
    """SHA-256 (hex) over every row of every table, the full text's postings among them."""
    connection.execute(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.postings USING fts5vocab(main, words, instance)"
    )
    content = hashlib.sha256()
    for query in _TABLES:
        content.update(f"{query}\n".encode())
        for row in connection.execute(query):
            content.update(f"{tuple(row)!r}\n".encode())
    return content.hexdigest()
