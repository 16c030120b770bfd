"""Transactions on SQLite, begun explicitly so that a writer never fails half-way for want of the lock.

They are begun and ended on the driver's connection, which costs a tenth of going through SQLAlchemy.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

from sqlalchemy import Connection, Engine


@contextmanager
def immediate(connection: Connection) -> Iterator[Connection]:
    """An immediate transaction on ``connection``: committed with one sync at the end, or rolled back."""
    driver = driver_of(connection)
    driver.execute("BEGIN IMMEDIATE")
    try:
        yield connection
        driver.execute("COMMIT")
    except BaseException:
        _roll_back(driver)
        raise


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """A connection that sees one state of the database until it is left."""
    with engine.connect() as connection:
        driver = driver_of(connection)
        driver.execute("BEGIN")
        try:
            yield connection
        finally:
            _roll_back(driver)


def driver_of(connection: Connection) -> sqlite3.Connection:
    """The driver's own connection, for statements that run once per answer."""
    return cast(sqlite3.Connection, connection.connection.driver_connection)


def _roll_back(driver: sqlite3.Connection) -> None:
    # SQLite has already rolled back by itself after some failures (disk full, for one).
    if driver.in_transaction:
        driver.execute("ROLLBACK")
