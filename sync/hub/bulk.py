"""Many rows into several tables: on PostgreSQL few of them in one round trip, more by ``COPY``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Table, insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import BigInteger, Boolean, Date, LargeBinary, String, TypeEngine

from sync.hub.instants import Instant

if TYPE_CHECKING:
    from psycopg.sql import Composed

_FEW = 300
_TYPES: dict[type[TypeEngine[Any]], str] = {
    BigInteger: "int8",
    Boolean: "bool",
    Date: "date",
    Instant: "timestamptz",
    LargeBinary: "bytea",
    String: "text",
}
"""Types of columns, as PostgreSQL calls what is sent for them."""

Rows = Sequence[Sequence[Any]]
"""Rows whose parts are in the order of their table's columns."""


def insert_rows(connection: Connection, rows: Mapping[Table, Rows]) -> None:
    """Insert rows into their tables, in the order given."""
    some = {table: of for table, of in rows.items() if of}
    if connection.dialect.name != "postgresql":
        for table, of in some.items():
            names = table.columns.keys()
            connection.execute(insert(table), [dict(zip(names, row, strict=True)) for row in of])
    elif some:
        with _driver_of(connection) as driver:
            _insert(driver, some)


def copy_rows(driver: Any, table: Table, rows: Rows) -> None:
    """Insert rows by ``COPY`` on a psycopg connection."""
    with driver.cursor() as cursor, cursor.copy(_copy_into(table)) as copy:
        copy.set_types(_types_of(table))
        for row in rows:
            copy.write_row(row)


def _insert(driver: Any, rows: Mapping[Table, Rows]) -> None:
    if sum(map(len, rows.values())) > _FEW:
        for table, of in rows.items():
            copy_rows(driver, table, of)
        return
    with driver.pipeline():
        for table, of in rows.items():
            driver.execute(_unnest_into(table), [list(column) for column in zip(*of, strict=True)])


@contextmanager
def _driver_of(connection: Connection) -> Iterator[Any]:
    """The driver's own connection; what it raises comes out as SQLAlchemy's errors, as everywhere else."""
    from psycopg import Error

    try:
        yield connection.connection.driver_connection
    except Error as error:
        raise DBAPIError.instance(None, None, error, Error) from error


@cache
def _copy_into(table: Table) -> Composed:
    from psycopg.sql import SQL

    return SQL("COPY {} ({}) FROM STDIN (FORMAT BINARY)").format(*_named(table))


@cache
def _unnest_into(table: Table) -> Composed:
    from psycopg.sql import SQL

    columns = SQL(", ").join(SQL("%b::{}[]").format(SQL(name)) for name in _types_of(table))
    return SQL("INSERT INTO {} ({}) SELECT * FROM unnest({})").format(*_named(table), columns)


def _named(table: Table) -> tuple[Composed, ...]:
    from psycopg.sql import SQL, Composed, Identifier

    columns = SQL(", ").join(map(Identifier, table.columns.keys()))
    return Composed([Identifier(table.name)]), columns


@cache
def _types_of(table: Table) -> list[str]:
    return [
        next(name for kind, name in _TYPES.items() if isinstance(column.type, kind))
        for column in table.columns
    ]
