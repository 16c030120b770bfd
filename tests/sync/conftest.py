"""Hubs on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from sync.hub.config import HubConfig
from sync.hub.hub import Hub
from tests.sync.buckets import s3
from tests.sync.running import config_at, new_database, open_at, running


@pytest.fixture(scope="session", autouse=True)
def _quick_passwords() -> Iterator[None]:
    """Hashing a password is slow on purpose."""
    from argon2 import PasswordHasher

    quick = partial(PasswordHasher, time_cost=1, memory_cost=8, parallelism=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sync.hub.passwords.PasswordHasher", quick)
        yield


@pytest.fixture(params=["sqlite", "postgresql"])
def config(request: pytest.FixtureRequest, tmp_path: Path) -> HubConfig:
    """The configuration of a fresh hub, once on each database."""
    database = new_database() if request.param == "postgresql" else ""
    return config_at(tmp_path / "hub", database)


@pytest.fixture
def hub(config: HubConfig) -> Iterator[Hub]:
    """An open hub."""
    with open_at(config) as opened:
        yield opened


@pytest.fixture
def served(config: HubConfig) -> Iterator[tuple[Hub, str]]:
    """A hub that answers over HTTP, and its address."""
    with running(config) as both:
        yield both


@pytest.fixture(scope="session")
def buckets() -> Iterator[str]:
    """Address of an S3 server: one for all tests of the process."""
    with s3() as endpoint:
        yield endpoint


@pytest.fixture
def hub_on_postgresql(tmp_path: Path) -> Iterator[Hub]:
    """An open hub with several writers at once."""
    with open_at(config_at(tmp_path / "hub", new_database())) as opened:
        yield opened


@pytest.fixture
def hub_on_sqlite(tmp_path: Path) -> Iterator[Hub]:
    """An open hub, where the database makes no difference."""
    with open_at(config_at(tmp_path / "hub")) as opened:
        yield opened
