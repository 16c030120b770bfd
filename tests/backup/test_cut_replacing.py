"""A restore that replaces a home, killed between its renames: the next start has a whole home there."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from station.backup.age import LockedKey
from station.errors import KnownError
from station.places import Home
from station.store.clock import SystemClock
from station.store.ledger import Ledger
from station.store.opening import open_store, open_to_read
from tests.backup.homes import backed_up, fill, restored, said_by
from tests.stations import open_station


class Killed(BaseException):
    """The process is gone."""


@pytest.fixture
def cut(tmp_path: Path, key: LockedKey, monkeypatch: pytest.MonkeyPatch) -> Callable[[int], Home]:
    """A home whose replacement by its backup was killed before the given rename in its folder."""

    def killed_before(rename: int) -> Home:
        home = fill(tmp_path / "place" / "home")
        file = backed_up(home, key, tmp_path / "one.backup")
        with open_station(home.root) as station:
            station.seal_one("R-LATER")
        with monkeypatch.context() as patch:
            patch.setattr(Path, "replace", _until(rename, home.root.parent))
            patch.setattr(shutil, "rmtree", _nothing)
            with pytest.raises(Killed):
                restored(file, home.root, replace=True)
        return home

    return killed_before


def _until(rename: int, folder: Path) -> Callable[[Path, Path], Path]:
    seen, original = [0], Path.replace

    def replace(path: Path, target: Path) -> Path:
        if path.parent == folder:
            seen[0] += 1
            if seen[0] == rename:
                raise Killed
        return original(path, target)

    return replace


def _nothing(*_words: Any, **_more: Any) -> None:
    """A process that was killed takes nothing away."""


def kinds(home: Home) -> list[str]:
    with open_store(home, SystemClock()) as store:
        assert Ledger(store).verify().ok
        return [entry.kind for entry in Ledger(store).entries()]


def beside(home: Home) -> list[str]:
    return sorted(path.name for path in home.root.parent.iterdir())


def test_killed_before_the_first_rename_the_old_home_stays(cut: Callable[[int], Home]) -> None:
    home = cut(1)
    assert kinds(home).count("record_sealed") == 3
    assert f".{home.root.name}.replacing" not in beside(home)


def test_killed_between_the_renames_the_new_home_takes_its_place(cut: Callable[[int], Home]) -> None:
    home = cut(2)
    assert not home.root.exists()
    assert kinds(home)[-1] == "backup_restored"
    aside = [name for name in beside(home) if name.startswith("home.before-")]
    assert beside(home) == ["home", *aside]
    assert kinds(Home(home.root.with_name(aside[0]))).count("record_sealed") == 3


def test_looking_finishes_it_too(cut: Callable[[int], Home]) -> None:
    home = cut(2)
    with open_to_read(home, SystemClock()) as store:
        assert Ledger(store).head().sequence > 0


def test_without_the_new_home_the_old_one_comes_back(cut: Callable[[int], Home]) -> None:
    home = cut(2)
    for new in home.root.parent.glob(".home.restoring-*"):
        new.rename(home.root.parent.parent / "lost")
    assert kinds(home).count("record_sealed") == 3
    assert beside(home) == ["home"]


def test_a_log_written_meanwhile_does_not_stand_in_the_way(cut: Callable[[int], Home]) -> None:
    home = cut(2)
    home.logs.mkdir(parents=True)
    assert kinds(home)[-1] == "backup_restored"


def test_the_next_restore_finishes_it_first(cut: Callable[[int], Home], tmp_path: Path) -> None:
    home = cut(2)
    done = restored(tmp_path / "one.backup", home.root, replace=True)
    assert kinds(done.home)[-1] == "backup_restored"
    assert len([name for name in beside(home) if name.startswith("home.before-")]) == 2


def test_a_home_being_replaced_is_not_opened(cut: Callable[[int], Home]) -> None:
    from station.store.home_lock import HomeLock

    home = cut(2)
    lock = HomeLock(home.root.with_name(".home.replacing"))
    with pytest.raises(KnownError) as caught:
        open_store(home, SystemClock())
    lock.release()
    assert caught.value.code == "STO-004"
    assert not home.root.exists()


def test_the_plain_copy_of_a_killed_backup_goes_at_the_next_start(tmp_path: Path, key: LockedKey) -> None:
    home = fill(tmp_path / "home")
    before = said_by(home)
    backed_up(home, key, tmp_path / "one.backup")
    for name in ("snapshot.sqlite3", "snapshot.sqlite3-journal"):
        (home.backup / name).write_bytes(b"everything")
    with open_station(home.root):
        assert not list(home.backup.glob("snapshot*"))
    assert said_by(home) == before


def test_the_copy_of_a_backup_at_work_stays(tmp_path: Path, key: LockedKey) -> None:
    from station.backup.making import only_one

    home = fill(tmp_path / "home")
    with only_one(home):
        (home.backup / "snapshot.sqlite3").write_bytes(b"everything")
        with open_station(home.root):
            assert list(home.backup.glob("snapshot*"))
