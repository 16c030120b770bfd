"""Transactions on SQLite, begun explicitly so that a writer never fails half-way for want of the lock."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from sqlite3 import Connection

from station.store.connection import ConnectionPool


@contextmanager
def immediate(connection: Connection) -> Iterator[Connection]:
    """An immediate transaction on ``connection``: committed with one sync at the end, or rolled back."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
        connection.execute("COMMIT")
    except BaseException:
        _roll_back(connection)
        raise


@contextmanager
def snapshot(pool: ConnectionPool) -> Iterator[Connection]:
    """A connection that sees one state of the database until it is left."""
    with pool.lend() as connection:
        connection.execute("BEGIN")
        try:
            yield connection
        finally:
            _roll_back(connection)


def _roll_back(connection: Connection) -> None:
    # SQLite has already rolled back by itself after some failures (disk full, for one).
    if connection.in_transaction:
        connection.execute("ROLLBACK")
