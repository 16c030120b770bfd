"""Power cuts while publishing: a version is wholly there, file and ledger entry, or wholly not."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from station.places import Home
from station.standards.library import home_library
from station.store.clock import SystemClock
from station.store.ledger import Ledger
from station.store.opening import open_store, open_to_read
from tests.killing import processes_with, run_and_kill
from tests.publishing import publishing_child

KILLS = 4
SOAK_KILLS = 60


@pytest.fixture(scope="module")
def processes() -> Any:
    """Processes that start with the program already imported, where the platform can do that."""
    return processes_with("tests.publishing.publishing_child")


def publish_and_die(processes: Any, root: Path, first: int, rng: random.Random) -> list[tuple[str, str]]:
    """Let a station publish, kill it, and return what it reported."""
    return run_and_kill(processes, publishing_child.work, (root, first), rng, 12)


def check_whole(root: Path) -> set[str]:
    """The versions published; each has its file and its entry, and the check of the ledger agrees."""
    home = Home(root)
    with open_to_read(home, SystemClock()) as store:
        assert Ledger(store).verify().problems == ()
    with open_store(home, SystemClock()) as store:
        ledger = Ledger(store)
        entries = [json.loads(one.body) for one in ledger.entries() if one.kind == "standard_published"]
        assert ledger.verify().problems == ()
    assert {one["file"] for one in entries} == {file.name for file in home.published_channels.iterdir()}
    assert list((home.standards / "staged").iterdir()) == []
    assert home_library(home).problems() == ()
    return {one["version"] for one in entries}


def check_kills(processes: Any, root: Path, kills: int) -> None:
    rng = random.Random(20261122)
    first, acknowledged = 1, set()
    for _ in range(kills):
        reports = publish_and_die(processes, root, first, rng)
        acknowledged |= {version for sort, version in reports if sort == "done"}
        begun = {version for sort, version in reports if sort == "doing"}
        published = check_whole(root)
        assert acknowledged <= published <= acknowledged | begun
        acknowledged = published
        first += len(begun) + 1


def test_a_publication_is_whole_or_not_at_all(processes: Any, root: Path) -> None:
    check_kills(processes, root, KILLS)


@pytest.mark.soak
@pytest.mark.timeout(900)
def test_a_publication_is_whole_or_not_at_all_many_times(processes: Any, root: Path) -> None:
    check_kills(processes, root, SOAK_KILLS)
