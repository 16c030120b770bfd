"""The head counter outside the database finds an old or another history, and is never in anybody's way."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend

from station.model.event import EventKind
from station.places import Home, heads_folder
from station.store.chain import LedgerReport
from station.store.clock import SystemClock
from station.store.events import write_event
from station.store.opening import open_store, open_to_read
from tests.stations import open_station
from tests.store.tampering import codes, verify


def seal(root: Path, code: str) -> None:
    with open_station(root) as station:
        station.seal_one(code)


def copied(home: Home, name: str) -> Home:
    return Home(Path(shutil.copytree(home.root, home.root.parent / name)))


@pytest.fixture
def home(tmp_path: Path) -> Home:
    seal(tmp_path / "home", "R-1")
    return Home(tmp_path / "home")


def kinds(report: LedgerReport) -> set[str]:
    return {code for _, code in codes((*report.problems, *report.notes))}


def test_a_sound_ledger_agrees_with_its_anchor(home: Home) -> None:
    assert kinds(verify(home)) == set()
    (file,) = heads_folder().iterdir()
    assert json.loads(file.read_text("utf-8"))["sequence"] == verify(home).entries


def test_an_old_state_put_back_is_found_and_work_on_it_does_not_heal_it(home: Home) -> None:
    old = copied(home, "old")
    seal(home.root, "R-2")
    assert kinds(verify(old)) == {"rolled_back"}
    for number in range(3):
        seal(old.root, f"R-other-{number}")
        assert kinds(verify(old)) & {"rolled_back", "forked"}
    assert kinds(verify(old)) == {"forked"}
    assert kinds(verify(home)) == set()


def test_a_restored_backup_that_the_ledger_tells_of_explains_itself(home: Home) -> None:
    old = copied(home, "old")
    seal(home.root, "R-2")
    with open_store(old, SystemClock()) as store, store.write() as connection:
        write_event(store, connection, EventKind.BACKUP_RESTORED, {"by": "test"})
    assert kinds(verify(old)) == set()
    assert kinds(verify(home)) & {"rolled_back", "forked"}


def remove(file: Path) -> None:
    file.unlink()


def scribble(file: Path) -> None:
    file.write_bytes(b"\xff\xfe")


def forge(file: Path) -> None:
    anchor = json.loads(file.read_text("utf-8"))
    file.write_text(json.dumps({**anchor, "sequence": anchor["sequence"] + 5}), "utf-8")


@pytest.mark.parametrize(
    ("harm", "told"),
    [(remove, "anchor_missing"), (scribble, "anchor_unreadable"), (forge, "anchor_unreadable")],
)
def test_a_lost_anchor_is_a_note_and_comes_back(home: Home, harm: Callable[[Path], None], told: str) -> None:
    harm(next(heads_folder().iterdir()))
    report = verify(home)
    assert (report.ok, kinds(report)) == (True, {told})
    seal(home.root, "R-2")
    assert kinds(verify(home)) == set()


def test_looking_and_practice_leave_no_anchor(tmp_path: Path) -> None:
    practice = Home(tmp_path / "practice")
    practice.root.mkdir()
    practice.practice_marker.touch()
    seal(practice.root, "R-1")
    with open_to_read(practice, SystemClock()):
        pass
    assert not heads_folder().exists()
    assert kinds(verify(practice)) == set()


def test_a_moved_home_keeps_its_anchor_and_two_homes_do_not_meet(home: Home, tmp_path: Path) -> None:
    seal(tmp_path / "second", "R-1")
    moved = Home(home.root.rename(tmp_path / "moved"))
    assert kinds(verify(moved)) == kinds(verify(Home(tmp_path / "second"))) == set()


def test_where_no_anchor_can_be_written_work_goes_on(home: Home) -> None:
    shutil.rmtree(heads_folder())
    heads_folder().parent.mkdir(parents=True, exist_ok=True)
    heads_folder().write_bytes(b"in the way")
    seal(home.root, "R-2")
    assert verify(home).ok


class Remembering(KeyringBackend):
    """A keyring that really keeps something."""

    priority = 5
    kept: dict[tuple[str, str], str]

    def __init__(self) -> None:
        self.kept = {}

    def get_password(self, service: str, username: str) -> str | None:
        """What was kept."""
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep it."""
        self.kept[service, username] = password


class Locked(Remembering):
    """A keyring that the person has not unlocked."""

    def get_password(self, service: str, username: str) -> str | None:
        """Refused."""
        raise RuntimeError("locked")


@pytest.fixture
def use_keyring() -> Iterator[Callable[[KeyringBackend], None]]:
    before = keyring.get_keyring()
    yield keyring.set_keyring
    keyring.set_keyring(before)


def test_the_anchor_lies_in_the_keyring_where_there_is_one(
    tmp_path: Path, use_keyring: Callable[[KeyringBackend], None]
) -> None:
    backend = Remembering()
    use_keyring(backend)
    seal(tmp_path / "home", "R-1")
    assert not heads_folder().exists()
    old = copied(Home(tmp_path / "home"), "old")
    seal(tmp_path / "home", "R-2")
    assert [service for service, _ in backend.kept] == ["InspectionStation"]
    assert kinds(verify(old)) == {"rolled_back"}
    assert kinds(verify(Home(tmp_path / "home"))) == set()


def test_a_locked_keyring_is_a_note(home: Home, use_keyring: Callable[[KeyringBackend], None]) -> None:
    use_keyring(Locked())
    seal(home.root, "R-2")
    report = verify(home)
    assert (report.ok, kinds(report)) == (True, {"anchor_unreadable"})


def test_tests_reach_nobodys_keyring() -> None:
    assert os.environ["PYTHON_KEYRING_BACKEND"] == "keyring.backends.null.Keyring"
    assert keyring.get_keyring().priority <= 0
