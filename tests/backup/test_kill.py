"""Backup and restore killed (SIGKILL) at random moments: whole and verified under its name, or not there."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from station.backup.age import LockedKey
from station.backup.making import Plan, make_backup
from station.backup.notes import enter_notes
from station.backup.restoring import check_bytes_of
from station.places import Home
from station.store.clock import SystemClock
from station.store.ledger import Ledger
from tests.backup import backing_up_child as child
from tests.backup.homes import WORDS, backed_up, fill, restored, said_by
from tests.killing import processes_with, run_and_kill
from tests.stations import open_station
from tests.store import inspector

SEED = 20261122
KILLS, ALL_KILLS = 6, 60


@pytest.fixture(scope="module")
def processes() -> Any:
    """Processes that start with the program already imported, where the platform can do that."""
    return processes_with("tests.backup.backing_up_child", "tests.store.inspector")


def cut(processes: Any, work: Callable[..., None], rng: random.Random, *given: object) -> list[str]:
    """Let ``work`` report some times, kill it, and return what it said was done."""
    return [one for one in run_and_kill(processes, work, given, rng, 60) if one is not None]


def kill_backups(processes: Any, tmp_path: Path, key: LockedKey, kills: int) -> None:
    home, folder, rng = fill(tmp_path / "home"), tmp_path / "backups", random.Random(SEED)
    folder.mkdir()
    before, done = said_by(home), set[str]()
    for _ in range(kills):
        done |= set(cut(processes, child.back_up, rng, home.root, folder, key))
        made = set(folder.glob("*.backup"))
        assert done <= {file.name for file in made}
        for file in made:
            check_bytes_of(file)
        assert said_by(home) == before
    last = max(folder.glob("*.backup"), key=lambda file: int(file.stem))
    assert said_by(restored(last, tmp_path / "new").home) == before
    with open_station(home.root) as station:
        enter_notes(station.store)
        told = [entry for entry in Ledger(station.store).entries() if entry.kind == "backup_made"]
        assert len(told) == len(set(folder.glob("*.backup")))
    backed_up(home, key, folder / f"{int(last.stem) + 1}.backup")
    assert not list(folder.glob(".*"))
    assert not list(home.backup.glob("snapshot*"))


def test_backups_killed_at_random_moments(processes: Any, tmp_path: Path, key: LockedKey) -> None:
    kill_backups(processes, tmp_path, key, KILLS)


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_many_backups_killed_at_random_moments(processes: Any, tmp_path: Path, key: LockedKey) -> None:
    kill_backups(processes, tmp_path, key, ALL_KILLS)


def kill_restores(processes: Any, tmp_path: Path, key: LockedKey, kills: int) -> None:
    """After every cut the home, or what was set aside of it, says what the backup says."""
    source, rng = fill(tmp_path / "source"), random.Random(SEED)
    file, place = backed_up(source, key, tmp_path / "one.backup"), tmp_path / "place"
    place.mkdir()
    expected = said_by(source)
    restored(file, place / "home")
    for _ in range(kills):
        cut(processes, child.restore_replacing, rng, file, place / "home", WORDS)
        whole = [path for path in place.iterdir() if not path.name.startswith(".")]
        assert whole
        newest = place / "home" if (place / "home").exists() else max(whole)
        assert said_by(Home(newest)) == expected
        for path in whole:
            if path != newest:
                shutil.rmtree(path)
        if newest != place / "home":
            newest.replace(place / "home")
    restored(file, place / "home", replace=True)
    assert not [path.name for path in place.iterdir() if path.name.startswith(".")]


def test_restores_killed_at_random_moments(processes: Any, tmp_path: Path, key: LockedKey) -> None:
    kill_restores(processes, tmp_path, key, KILLS // 2)


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_many_restores_killed_at_random_moments(processes: Any, tmp_path: Path, key: LockedKey) -> None:
    kill_restores(processes, tmp_path, key, ALL_KILLS)


def test_an_inspector_goes_on_while_backups_are_made(processes: Any, tmp_path: Path, key: LockedKey) -> None:
    """Counted, not timed: all along each backup answers go on being acknowledged, and none is lost."""
    with open_station(tmp_path / "home"):
        pass
    mine, theirs = processes.Pipe(duplex=False)
    process = processes.Process(target=inspector.work, args=(tmp_path / "home", SEED, theirs))
    process.start()
    theirs.close()
    try:
        seen: list[object] = [mine.recv()]
        for number in range(3):
            while len(seen) < 40 * (number + 1):
                seen.append(mine.recv())
            during = _back_up_beside(tmp_path, key, number, mine, seen)
            assert during, "nothing was acknowledged while the backup was made"
    finally:
        process.kill()
        process.join()
    acknowledged = [one for one in seen if isinstance(one, dict)]
    for number in range(3):
        done = restored(tmp_path / f"{number}.backup", tmp_path / f"new-{number}")
        assert done.checked.ledger.ok
    with open_station(tmp_path / "home") as station:
        assert Ledger(station.store).verify().ok
        assert enter_notes(station.store) == 3
    assert acknowledged


def _back_up_beside(tmp_path: Path, key: LockedKey, number: int, mine: Any, seen: list[object]) -> int:
    """How many reports of the inspector came in while one backup was made."""
    before = len(seen)

    def look(_done: int, _of: int) -> None:
        while mine.poll(0):
            seen.append(mine.recv())

    plan = Plan(Home(tmp_path / "home"), key, SystemClock().now())
    make_backup(plan, tmp_path / f"{number}.backup", look)
    return len(seen) - before
