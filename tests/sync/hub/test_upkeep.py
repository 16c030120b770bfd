"""Upkeep: partitions are there before their day, what has expired goes, what is good stays."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import func, select, text

from sync.hub import tables
from sync.hub.access import HubRole
from sync.hub.app import create_app
from sync.hub.config import HubConfig
from sync.hub.hub import Hub
from sync.hub.tables import PARTITIONED
from sync.hub.upkeep import keep_up
from tests.sync.hand_clock import HandClock
from tests.sync.in_process import ask
from tests.sync.running import open_at
from tests.sync.someone import token_of


@pytest.fixture
def clock() -> HandClock:
    """The hub's time."""
    return HandClock()


@pytest.fixture
def kept(config: HubConfig, clock: HandClock) -> Iterator[Hub]:
    """A hub whose time a test moves."""
    with open_at(config, clock) as hub:
        yield hub


def test_what_has_expired_goes_and_what_is_good_stays(kept: Hub, clock: HandClock) -> None:
    token_of(kept, HubRole.READER, seconds=60)
    clock.move(timedelta(days=2))
    token_of(kept, HubRole.READER, seconds=60)
    assert keep_up(kept) == 1
    assert keep_up(kept) == 0
    with kept.database.read() as connection:
        assert connection.execute(select(func.count()).select_from(tables.tokens)).scalar_one() == 1


def test_partitions_are_there_before_their_day(kept: Hub) -> None:
    today = kept.clock.now().date()
    if not kept.database.is_postgresql:
        assert keep_up(kept) == 0  # nothing to make
        return
    lost = f"entries_{today + timedelta(days=2):%Y%m%d}"
    with kept.database.write() as connection:
        connection.execute(text(f"DROP TABLE {lost}"))
    keep_up(kept)
    with kept.database.read() as connection:
        there = set(connection.execute(text("SELECT relname FROM pg_class WHERE relispartition")).scalars())
    days = [today + timedelta(days=ahead) for ahead in range(4)]
    assert {f"{table}_{day:%Y%m%d}" for table in PARTITIONED for day in days} <= there


def test_a_bug_is_a_problem_with_a_code_and_the_number_of_its_line_in_the_log(kept: Hub) -> None:
    app = create_app(kept)

    @app.get("/broken")
    def broken() -> None:
        raise ZeroDivisionError("a bug")

    answer = ask(app, "GET", "/broken")
    assert (answer.status_code, answer.json()["code"]) == (500, "HUB-069")
    assert "a bug" not in answer.text
