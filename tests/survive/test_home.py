"""A home is for its owner and has one name; a lost log is told once, and then the station goes on."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from station.errors import KnownError
from station.model.answer import Choice
from station.places import Home
from station.store.clock import SystemClock
from station.store.opening import open_store
from station.store.privacy import is_open_to_others
from tests.stations import open_station
from tests.survive.damage import inspected_home
from ui.practice import mark_practice
from ui.station_log import station_log

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="modes and links of POSIX systems")


def opening_code(root: Path) -> str:
    with pytest.raises(KnownError) as caught:
        open_store(Home(root), SystemClock()).close()
    return caught.value.code


@posix_only
def test_what_a_station_makes_is_for_its_owner_only(tmp_path: Path) -> None:
    root = tmp_path / "deep" / "home"
    with open_station(root) as station:
        sha256 = station.store.evidence.keep(b"a photo")
        made = [root, Home(root).database, station.store.evidence.path(sha256)]
        assert [stat.S_IMODE(one.stat().st_mode) & 0o077 for one in made] == [0, 0, 0]


@posix_only
def test_a_folder_that_everybody_can_reach_is_seen() -> None:
    assert is_open_to_others(Path("/"))


@posix_only
def test_a_folder_below_one_of_the_owner_alone_is_not_open(tmp_path: Path) -> None:
    folder = tmp_path / "own" / "inside"
    folder.mkdir(parents=True)
    folder.chmod(0o755)
    folder.parent.chmod(0o700)
    assert not is_open_to_others(folder)


@posix_only
def test_a_database_with_a_second_name_is_refused(tmp_path: Path) -> None:
    with open_station(tmp_path / "home"):
        pass
    os.link(tmp_path / "home" / "station.sqlite3", tmp_path / "second")
    assert opening_code(tmp_path / "home") == "STO-014"
    (tmp_path / "second").unlink()
    open_store(Home(tmp_path / "home"), SystemClock()).close()


def test_a_lost_log_is_told_once_and_then_the_station_goes_on(tmp_path: Path) -> None:
    home = tmp_path / "home"
    inspected_home(home, closed=False, actions=5)
    Home(home).database.with_name("station.sqlite3-wal").unlink()
    assert opening_code(home) == "STO-012"
    with open_station(home) as station:
        inspection = station.desk.current() or station.start("U-NEXT")
        assert station.answer(inspection, "PW-01", Choice("yes")).facts["PW-01"] == Choice("yes")


@posix_only
def test_a_new_home_is_for_its_owner_whatever_makes_it_first(tmp_path: Path) -> None:
    practice, real = Home(tmp_path / "practice"), Home(tmp_path / "real")
    mark_practice(practice)
    with station_log(real):
        pass
    assert [stat.S_IMODE(home.root.stat().st_mode) for home in (practice, real)] == [0o700, 0o700]
