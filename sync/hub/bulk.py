"""Many rows into one table: ``COPY`` on PostgreSQL, one prepared statement on SQLite."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Table, insert
from sqlalchemy.types import BigInteger, Boolean, Date, LargeBinary, String, TypeEngine

from sync.hub.instants import Instant

if TYPE_CHECKING:
    from psycopg.sql import Composed

_TYPES: dict[type[TypeEngine[Any]], str] = {
    BigInteger: "int8",
    Boolean: "bool",
    Date: "date",
    Instant: "timestamptz",
    LargeBinary: "bytea",
    String: "text",
}
"""Types of columns, as PostgreSQL calls what is sent for them."""


def insert_rows(connection: Connection, table: Table, rows: Sequence[Sequence[Any]]) -> None:
    """Insert rows whose parts are in the order of the table's columns."""
    if not rows:
        return
    if connection.dialect.name == "postgresql":
        copy_rows(connection.connection.driver_connection, table, rows)
    else:
        names = table.columns.keys()
        connection.execute(insert(table), [dict(zip(names, row, strict=True)) for row in rows])


def copy_rows(driver: Any, table: Table, rows: Sequence[Sequence[Any]]) -> None:
    """As :func:`insert_rows`, on a psycopg connection."""
    with driver.cursor() as cursor, cursor.copy(_copy_into(table)) as copy:
        copy.set_types(_types_of(table))
        for row in rows:
            copy.write_row(row)


@cache
def _copy_into(table: Table) -> Composed:
    from psycopg.sql import SQL, Identifier

    columns = SQL(", ").join(map(Identifier, table.columns.keys()))
    return SQL("COPY {} ({}) FROM STDIN (FORMAT BINARY)").format(Identifier(table.name), columns)


@cache
def _types_of(table: Table) -> list[str]:
    return [
        next(name for kind, name in _TYPES.items() if isinstance(column.type, kind))
        for column in table.columns
    ]
