"""Disks that fill up: warned early, no new unit late, and a unit in work always reaches its seal."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from station.errors import KnownError
from station.places import Home
from station.settings import Settings, SpaceSetting, save_settings
from station.store.ledger import Ledger
from station.store.space import Ballast, SpaceState, room_of
from tests.stations import PIN, Station, good_answers, open_station

GIGA, MEGA = 1_000_000_000, 1_000_000
NO_LIMITS = SpaceSetting(warn_bytes=0, warn_percent=0, stop_bytes=0, stop_units=0)
LOW = SpaceSetting(warn_bytes=20 * MEGA, warn_percent=0, stop_bytes=10 * MEGA, stop_units=0, ballast=8 * MEGA)


def limit(home: Home, setting: SpaceSetting) -> None:
    save_settings(home, Settings(space=setting))


def beyond(path: Path, bytes_more: int) -> SpaceSetting:
    """Limits that the disk of ``path`` misses by so much."""
    return NO_LIMITS.model_copy(update={"stop_bytes": shutil.disk_usage(path).free + bytes_more})


def test_three_states_of_a_disk(tmp_path: Path) -> None:
    home, free = Home(tmp_path), shutil.disk_usage(tmp_path).free

    def state(**limits: int) -> SpaceState:
        return room_of(home, NO_LIMITS.model_copy(update=limits), unit_bytes=1).state

    assert state() is SpaceState.PLENTY
    assert state(warn_bytes=free * 2) is SpaceState.SHORT
    assert state(stop_bytes=free * 2) is SpaceState.FULL
    assert state(stop_units=free * 2) is SpaceState.FULL


def test_no_new_unit_where_there_is_too_little_room_and_those_in_work_go_on(tmp_path: Path) -> None:
    with open_station(tmp_path) as station:
        inspection, parked = station.start("R-1"), station.start("R-2")
        limit(station.store.home, beyond(tmp_path, 10 * GIGA))
        with pytest.raises(KnownError) as caught:
            station.start("R-3")
        assert caught.value.code == "STO-020"
        for one in (parked, station.desk.resume(inspection.id)):
            station.answer_all(station.desk.resume(one.id))
            station.desk.seal(one.id, station.person.id, PIN)
        limit(station.store.home, NO_LIMITS)
        station.start("R-3")


def test_room_for_twenty_units_is_weighed_by_the_photos_of_the_last(tmp_path: Path) -> None:
    with open_station(tmp_path) as station:
        station.seal_one()
        sizes = [path.stat().st_size for path in station.store.home.evidence.rglob("*.jpg")]
        units = shutil.disk_usage(tmp_path).free // sum(sizes) * 2
        limit(station.store.home, NO_LIMITS.model_copy(update={"stop_units": units}))
        with pytest.raises(KnownError) as caught:
            station.start("R-2")
        assert caught.value.code == "STO-020"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system of 64 MB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(disk)]
    if sys.platform == "win32" or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("mounting needs the rights of root; the limits of test_failures cover the rest")
    yield disk
    subprocess.run(["umount", disk], check=True, timeout=30)


def test_on_a_full_disk_the_unit_in_work_is_sealed(small_disk: Path) -> None:
    home = Home(small_disk / "home")
    with open_station(home.root) as station:
        limit(home, LOW)
        station.store.ballast.take(LOW)
        assert holds(station)
        inspection = station.start()
        for view in ("front", "back"):
            station.desk.add_photo(inspection.id, "PH-01", view, view.encode(), 1, 1, station.person.id)
        fill_up(small_disk / "others")
        for item, answer in good_answers().items():
            inspection = station.answer(inspection, item, answer)
        jpeg = os.urandom(1 * MEGA)
        station.desk.add_photo(inspection.id, "PH-01", "front", jpeg, 1, 1, station.person.id)
        assert not holds(station)
        station.desk.seal(inspection.id, station.person.id, PIN)
        with pytest.raises(KnownError) as caught:
            station.start("R-2")
        assert caught.value.code == "STO-020"
        assert Ledger(station.store).verify().ok
        station.store.ballast.take(LOW)
        assert not holds(station)
        (small_disk / "others").unlink()
        station.store.ballast.take(LOW)
        assert holds(station)
        station.start("R-2")


def holds(station: Station) -> bool:
    """Whether the reserve is there."""
    return station.store.ballast.held


def fill_up(file: Path) -> None:
    """Fill the disk to its last byte."""
    with file.open("wb", buffering=0) as opened:
        try:
            while True:
                opened.write(bytes(1 << 16))
        except OSError:
            pass
    assert shutil.disk_usage(file.parent).free < 1 << 16


def test_a_ballast_is_only_taken_from_plenty(tmp_path: Path) -> None:
    ballast = Ballast(Home(tmp_path))
    ballast.take(NO_LIMITS.model_copy(update={"warn_bytes": shutil.disk_usage(tmp_path).free * 2}))
    assert not ballast.held
    ballast.take(NO_LIMITS.model_copy(update={"ballast": 1 * MEGA}))
    assert (tmp_path / "ballast").stat().st_size == 1 * MEGA
    assert Ballast(Home(tmp_path)).held
