"""A hub of the first schema is brought up to date with what it holds."""

from __future__ import annotations

from sqlalchemy import select, text

from sync.hub import tables
from sync.hub.config import HubConfig
from sync.hub.ledgers import Ledgers
from tests.sync.running import open_at
from tests.sync.writing import enrolled

VERDICTS = [
    {"channel": "a", "result": "grade", "grades": ["A"]},
    {"channel": "b", "result": "tie", "grades": ["B", "C"]},
    {"channel": "c", "result": "itemised"},
]


def test_verdicts_of_old_records_become_rows(config: HubConfig) -> None:
    with open_at(config) as hub:
        writer = enrolled(hub)
        writer.seal(verdicts=VERDICTS)
        writer.seal(verdicts=[])
        writer.seal(verdicts=VERDICTS[:1])
        Ledgers(hub).push(writer.id, writer.push())
        with hub.database.read() as connection:
            written = connection.execute(select(tables.verdicts)).all()
        with hub.database.write() as connection:
            connection.execute(text("DROP TABLE verdicts"))
            connection.execute(text("DROP TABLE withdrawn_traces"))
            connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    with open_at(config) as hub, hub.database.read() as connection:
        assert sorted(connection.execute(select(tables.verdicts)).all()) == sorted(written)
    assert [tuple(row)[3:] for row in sorted(written)[:3]] == [
        ("a", "grade", "A"),
        ("b", "tie", "B|C"),
        ("c", "itemised", ""),
    ]
