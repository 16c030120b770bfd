"""Transactions on SQLite, begun explicitly so that a writer never fails half-way for want of the lock."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

from sqlalchemy import Connection, Engine


@contextmanager
def immediate(engine: Engine) -> Iterator[Connection]:
    """A connection in an immediate transaction: committed with one sync at the end, or rolled back."""
    with engine.connect() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        try:
            yield connection
            connection.exec_driver_sql("COMMIT")
        except BaseException:
            _roll_back(connection)
            raise


def _roll_back(connection: Connection) -> None:
    # SQLite has already rolled back by itself after some failures (disk full, for one).
    if cast(sqlite3.Connection, connection.connection.driver_connection).in_transaction:
        connection.exec_driver_sql("ROLLBACK")


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """A connection that sees one state of the database until it is left."""
    with engine.connect() as connection:
        connection.exec_driver_sql("BEGIN")
        try:
            yield connection
        finally:
            _roll_back(connection)
