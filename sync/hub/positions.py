"""Positions: the rising number by which readers follow what the hub takes in.

A position is taken inside the transaction that writes the rows, and a slow transaction must not put a row
before one that a reader has passed already. On PostgreSQL a position therefore begins with the number of its
transaction, and readers stay below every transaction that may still write. SQLite has one writer at a time.
"""

from __future__ import annotations

from sqlalchemy import Connection, text

BASE = "position_base"
"""Setting: what is added to transaction numbers, so that they rise in a database moved elsewhere, too."""

_BITS = 16  # positions of one transaction; it takes far fewer entries than that
_NEXT = text(
    "SELECT (CAST(CAST(pg_current_xact_id() AS text) AS bigint) + CAST(value AS bigint)) << :bits"
    " FROM hub_settings WHERE name = :name"
).bindparams(name=BASE, bits=_BITS)
_SETTLED = text(
    "SELECT (CAST(CAST(pg_snapshot_xmin(pg_current_snapshot()) AS text) AS bigint) + CAST(value AS bigint))"
    " << :bits FROM hub_settings WHERE name = :name"
).bindparams(name=BASE, bits=_BITS)
_NOW = text("SELECT CAST(CAST(pg_current_xact_id() AS text) AS bigint)")
_LAST = text(
    "SELECT max(last) FROM (SELECT max(position) AS last FROM records"
    " UNION ALL SELECT max(position) FROM events) AS of_both"
)
_RISE = text(
    "INSERT INTO hub_settings VALUES (:name, CAST(:base AS text)) ON CONFLICT (name) DO UPDATE"
    " SET value ="
    " CAST(greatest(CAST(hub_settings.value AS bigint), CAST(CAST(:base AS text) AS bigint)) AS text)"
).bindparams(name=BASE)


def next_position(connection: Connection) -> int:
    """The first position that this transaction may use; it has the following 65,535, too."""
    if connection.dialect.name == "postgresql":
        return int(connection.execute(_NEXT).scalar_one())
    return _last(connection) + 1


def settled(connection: Connection) -> int:
    """Below this position nothing will ever appear any more. To be asked before the rows are read."""
    if connection.dialect.name == "postgresql":
        return int(connection.execute(_SETTLED).scalar_one())
    return _last(connection) + 1


def keep_rising(connection: Connection) -> None:
    """At start: let positions go on above all there are, even where transactions are counted anew."""
    if connection.dialect.name != "postgresql":
        return
    now = connection.execute(_NOW).scalar_one()
    above = (_last(connection) >> _BITS) + 1 - int(now)
    connection.execute(_RISE, {"base": str(max(above, 0))})


def _last(connection: Connection) -> int:
    return int(connection.execute(_LAST).scalar_one() or 0)
