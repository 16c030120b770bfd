"""A hub starts on either database and says who it is."""

from __future__ import annotations

import httpx
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from sync.hub.config import HubConfig
from sync.hub.hub import Hub
from sync.hub.tables import PARTITIONED, metadata
from sync.wire.encoding import decoded
from sync.wire.messages import Hello, Problem
from tests.sync.running import open_at


def test_the_hub_says_who_it_is(served: tuple[Hub, str]) -> None:
    hub, address = served
    said = decoded(httpx.get(f"{address}/v1/hello").content, Hello)
    assert (said.hub, said.public_key) == (hub.key.id, hub.key.public_key)


def test_started_again_it_is_the_same_hub(config: HubConfig) -> None:
    with open_at(config) as first, open_at(config) as second:
        assert first.key.id == second.key.id


def test_the_migrations_make_the_tables_that_the_program_uses(hub: Hub) -> None:
    with hub.database.read() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": _is_no_partition})
        assert compare_metadata(context, metadata) == []


def _is_no_partition(name: str | None, kind: str, _parents: object) -> bool:
    return kind != "table" or not (name or "").startswith(tuple(f"{one}_2" for one in PARTITIONED))


def test_what_is_not_there_is_a_problem_with_a_code(served: tuple[Hub, str]) -> None:
    answer = httpx.get(f"{served[1]}/v1/nothing")
    assert answer.headers["content-type"] == "application/problem+json"
    assert decoded(answer.content, Problem).code == "HUB-021"
