"""The hub's database: SQLite in its folder, or PostgreSQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from selectors import EVENT_READ, DefaultSelector
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import ArgumentError, DBAPIError, DisconnectionError

from station.errors import KnownError
from sync.hub.positions import keep_rising
from sync.hub.tables import PARTITIONED

_MIGRATIONS = Path(__file__).parent / "migrations"
_DAYS_AHEAD = 3
_BUSY_SECONDS = 30
_IS_THERE = text("SELECT to_regclass(:name)")


class HubDatabase:
    """Connections to the database; every write is one transaction."""

    def __init__(self, url: str) -> None:
        """Nothing is connected yet.

        Raises:
            KnownError: HUB-002 not a database URL that the hub knows.
        """
        try:
            self.engine = _engine(url)
        except (ArgumentError, ImportError, ValueError) as error:
            raise KnownError("HUB-002", url=_without_password(url), why=str(error)) from error
        how = {"isolation_level": "AUTOCOMMIT"} if self.is_postgresql else {}
        self._reading = self.engine.execution_options(**how)
        self._days: set[date] = set()

    @property
    def is_postgresql(self) -> bool:
        """Whether this is PostgreSQL rather than SQLite."""
        return self.engine.dialect.name == "postgresql"

    def open(self) -> None:
        """Bring the schema up to date and make the partitions of the next days.

        Raises:
            KnownError: HUB-003 the database cannot be reached or brought up to date.
        """
        from alembic import command
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", str(_MIGRATIONS))
        try:
            with self.write() as connection:
                self._one_at_a_time(connection)
                config.attributes["connection"] = connection
                command.upgrade(config, "head")
                self.make_partitions(connection)
                keep_rising(connection)
        except DBAPIError as error:
            raise KnownError("HUB-003", why=str(error.orig)) from error

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Each statement sees what is committed when it begins; no transaction is begun for them."""
        with self._reading.connect() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction: durable when the block ends, nothing when it raises."""
        with self.engine.connect() as connection:
            if not self.is_postgresql:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            with connection.begin() if not connection.in_transaction() else _committed(connection):
                yield connection

    def make_partitions(self, connection: Connection, first: date | None = None) -> None:
        """The partitions from ``first`` (today, UTC) on; on SQLite there are none to make."""
        if not self.is_postgresql:
            return
        start = first or connection.execute(text("SELECT (now() AT TIME ZONE 'UTC')::date")).scalar_one()
        for day in (start + timedelta(days=ahead) for ahead in range(_DAYS_AHEAD + 1)):
            for table in PARTITIONED:
                # making one locks out every writer of the table, even when it is there already
                if connection.execute(_IS_THERE, {"name": f"{table}_{day:%Y%m%d}"}).scalar_one() is None:
                    connection.execute(text(_partition(table, day)))

    def prepare_day(self, day: date) -> None:
        """Before rows of ``day`` are written: make its partitions, unless this process knows of them."""
        if not self.is_postgresql or day in self._days:
            return
        with self.write() as connection:
            self._one_at_a_time(connection)
            self.make_partitions(connection, day)
        self._days.add(day)

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()

    def _one_at_a_time(self, connection: Connection) -> None:
        """Several processes of one hub may start together."""
        if self.is_postgresql:
            connection.execute(text("SELECT pg_advisory_xact_lock(7261)"))


@contextmanager
def _committed(connection: Connection) -> Iterator[None]:
    try:
        yield
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


def _partition(table: str, day: date) -> str:
    after = day + timedelta(days=1)
    return (
        f"CREATE TABLE IF NOT EXISTS {table}_{day:%Y%m%d} PARTITION OF {table}"
        f" FOR VALUES FROM ('{day}') TO ('{after}')"
    )


def _engine(url: str) -> Engine:
    if not url.startswith("sqlite"):
        engine = create_engine(url, pool_size=10, max_overflow=20)
        event.listen(engine, "checkout", _refuse_closed)
        return engine
    engine = create_engine(url, connect_args={"timeout": _BUSY_SECONDS, "check_same_thread": False})
    event.listen(engine, "connect", _settle)
    return engine


def _refuse_closed(connection: Any, _record: Any, _proxy: Any) -> None:
    """A server that went away has closed the connection: then there is something to read. Asking the system
    costs no round trip, as asking the server would.
    """
    if connection.closed:
        raise DisconnectionError
    with DefaultSelector() as selector:
        selector.register(connection.fileno(), EVENT_READ)
        if selector.select(0):
            raise DisconnectionError


def _settle(connection: sqlite3.Connection, _record: Any) -> None:
    """Transactions are begun by us, are durable when committed, and wait for each other."""
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")


def _without_password(url: str) -> str:
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.rpartition('@')[2]}"
