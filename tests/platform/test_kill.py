"""Power cuts while a set is put in force: afterwards the old one is there whole, or the new one is."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from station.in_force import set_in_force, set_problems
from station.people.accounts import Accounts
from station.places import Home
from station.platform.applying import Platform
from station.platform.retention import days_in_force
from station.store.clock import SystemClock
from station.store.ledger import Ledger
from station.store.opening import open_store
from station.store.work_orders import PLATFORM, owned_codes
from tests.killing import processes_with, run_and_kill
from tests.platform import platform_child

KILLS = 4
SOAK_KILLS = 80


@pytest.fixture(scope="module")
def processes() -> Any:
    """Processes that start with the program already imported, where the platform can do that."""
    return processes_with("tests.platform.platform_child")


def apply_and_die(processes: Any, root: Path, first: int, rng: random.Random) -> list[tuple[str, int]]:
    """Let a station put sets in force, kill it, and return what it reported."""
    return run_and_kill(processes, platform_child.work, (root, first), rng, 10, 0.03)


def check_whole(root: Path) -> int:
    """The number of the set in force; people, work orders, files and ledger all say the same one."""
    home = Home(root)
    with open_store(home, SystemClock()) as store:
        applied = Platform(store).applied()
        number = applied.set.cursor if applied else 0
        told = [json.loads(one.body) for one in Ledger(store).entries() if one.kind == "feed_applied"]
        assert [one["cursor"] for one in told][-1:] == ([number] if number else [])
        with store.read() as connection:
            assert owned_codes(connection, PLATFORM) == ({f"R-{number}"} if number else set())
        names = [one.name for one in Accounts(store).all() if one.id == platform_child.PERSON]
        assert names == ([platform_child.name_of(number)] if number else [])
        assert days_in_force(home, None) == (number or None)
        assert set_in_force(home) == (applied.set if applied else None)
        assert set_problems(home) == ()
        assert Ledger(store).verify().ok
    return number


def check_kills(processes: Any, root: Path, kills: int) -> None:
    rng = random.Random(20261122)
    before = 0
    for _ in range(kills):
        reports = apply_and_die(processes, root, before + 1, rng)
        done = max([number for sort, number in reports if sort == "done"], default=before)
        begun = max([number for sort, number in reports if sort == "doing"], default=before)
        before = check_whole(root)
        assert done <= before <= begun
    with open_store(Home(root), SystemClock()) as store:
        platform_child.put_in_force(Platform(store), before + 1)
    assert len(list((Home(root).platform / "sets").iterdir())) <= 2


def test_a_set_is_in_force_whole_or_not_at_all(processes: Any, tmp_path: Path) -> None:
    check_kills(processes, tmp_path / "home", KILLS)


@pytest.mark.soak
@pytest.mark.timeout(900)
def test_a_set_is_in_force_whole_or_not_at_all_many_times(processes: Any, tmp_path: Path) -> None:
    check_kills(processes, tmp_path / "home", SOAK_KILLS)
