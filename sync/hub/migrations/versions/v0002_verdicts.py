"""Verdicts of their own rows, filled from the records there are; trace pages that were taken back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from alembic import op

from sync.hub.instants import Instant

revision = "0002"
down_revision = "0001"

_ROWS = 5000


def upgrade() -> None:
    """Both tables."""
    verdicts = op.create_table(
        "verdicts",
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("place", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("grade", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("received_on", "position", "place"),
        postgresql_partition_by="RANGE (received_on)",
    )
    op.create_index("verdicts_channel", "verdicts", ["channel", "position"], unique=False)
    op.create_table(
        "withdrawn_traces",
        sa.Column("station", sa.String(length=8), nullable=False),
        sa.Column("sequence", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("station", "sequence"),
    )
    _fill(verdicts)


def _fill(verdicts: sa.Table) -> None:
    records = sa.table(
        "records", sa.column("received_on", sa.Date), sa.column("position"), sa.column("verdicts")
    )
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        for day in connection.execute(sa.select(records.c.received_on).distinct()).scalars().all():
            connection.execute(sa.text(_partition(day)))
    chosen, last = sa.select(records).order_by(records.c.position).limit(_ROWS), -1
    while found := connection.execute(chosen.where(records.c.position > last)).all():
        rows = [row for record in found for row in _rows(record)]
        if rows:
            connection.execute(sa.insert(verdicts), rows)
        last = found[-1].position


def _partition(day: date) -> str:
    return (
        f"CREATE TABLE verdicts_{day:%Y%m%d} PARTITION OF verdicts"
        f" FOR VALUES FROM ('{day}') TO ('{day + timedelta(days=1)}')"
    )


def _rows(record: Any) -> Iterator[dict[str, Any]]:
    for place, verdict in enumerate(json.loads(record.verdicts)):
        grades = verdict.get("grades")
        yield {
            "received_on": record.received_on,
            "position": record.position,
            "place": place,
            "channel": _text(verdict.get("channel")),
            "result": _text(verdict.get("result")),
            "grade": _text("|".join(map(_text, grades))) if isinstance(grades, list) else "",
        }


def _text(value: object) -> str:
    return value.replace("\0", "\ufffd")[:200] if isinstance(value, str) else ""
