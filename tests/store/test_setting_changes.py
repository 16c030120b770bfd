"""Settings that last are in the ledger: what, from what, to what, by whom, and no credentials."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from station.places import Home
from station.settings import BackupSetting, CameraSetting, InstrumentSetting, Settings
from station.store.clock import SystemClock
from station.store.database import Store
from station.store.ledger import Ledger
from station.store.opening import open_store
from station.store.setting_changes import setting_changes, state_changes, state_untold
from station.store.starts import state_started
from station.texts import Lang

PERSON = "P-00A1B2"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    with open_store(Home(tmp_path), SystemClock()) as made:
        yield made


def _told(store: Store) -> list[dict[str, Any]]:
    return [json.loads(entry.body) for entry in Ledger(store).entries() if entry.kind == "setting_changed"]


def test_each_setting_is_one_entry_with_old_new_and_person(store: Store) -> None:
    new = Settings(idle_lock_minutes=10, retention_days=90, channels=("amazon-renewed",))
    state_changes(store, setting_changes(Settings(), new), PERSON)
    told = {body["setting"]: (body["old"], body["new"], body["person"]) for body in _told(store)}
    assert told == {
        "channels": ([], ["amazon-renewed"], PERSON),
        "idle_lock_minutes": (5, 10, PERSON),
        "retention_days": (None, 90, PERSON),
    }
    assert Ledger(store).verify().ok


def test_the_look_of_a_window_is_no_event() -> None:
    new = Settings(language=Lang.EN, theme="dark", sounds=False)
    assert setting_changes(Settings(), new) == ()


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("rtsp://admin:s3cret@10.0.0.7/live", "rtsp://10.0.0.7/live"),
        ("rtsp://admin:s3/cr@t@10.0.0.7/live", "rtsp://10.0.0.7/live"),
        ("http://10.0.0.7/shot?user=admin&pwd=s3cret&size=4", "http://10.0.0.7/shot?user=&pwd=&size=4"),
        ("http://10.0.0.7/shot?access_token=s3cret#now", "http://10.0.0.7/shot?access_token=#now"),
        ("serial:///dev/ttyUSB0?baud=9600", "serial:///dev/ttyUSB0?baud=9600"),
    ],
)
def test_addresses_are_told_without_credentials(url: str, told: str) -> None:
    new = Settings(
        camera=CameraSetting(name="camera", url=url),
        instruments=(InstrumentSetting(name="scale", url=url, profile="mettler-mt-sics"),),
        label_printer=url,
    )
    changes = {one.setting: one.new for one in setting_changes(Settings(), new)}
    assert changes["camera"]["url"] == told
    assert changes["instruments"][0]["url"] == told
    assert changes["label_printer"] == told
    assert "s3cret" not in str(changes)


def test_other_credentials_are_an_entry_that_does_not_show_them() -> None:
    old, new = (Settings(label_printer=f"http://me:{secret}@printer") for secret in ("one", "two"))
    (change,) = setting_changes(old, new)
    assert (change.old, change.new) == ("http://printer", "http://printer")


def test_what_nobody_told_is_told_at_the_next_start_and_only_once(store: Store) -> None:
    told = Settings(idle_lock_minutes=10)
    state_changes(store, setting_changes(Settings(), told), PERSON)
    edited = Settings(idle_lock_minutes=0, backup=BackupSetting(folder="/mnt/b"))
    for _ in range(2):
        state_untold(store, edited)
    late = [(body["setting"], body["old"], body["person"]) for body in _told(store)[1:]]
    assert late == [("backup", None, ""), ("idle_lock_minutes", 10, "")]


def test_the_time_zone_is_told_with_the_shifts_once_and_again_where_the_machine_moved(store: Store) -> None:
    for zone in ("", "Asia/Shanghai", "Asia/Shanghai", "", "Europe/Berlin"):
        state_untold(store, Settings(), zone)
    told = [(body["setting"], body["zone"]) for body in _told(store)]
    assert told == [("shifts", "Asia/Shanghai"), ("shifts", "Europe/Berlin")]


def test_a_start_is_an_entry_with_the_version(store: Store) -> None:
    state_started(store)
    (entry,) = Ledger(store).entries()
    assert entry.kind == "station_started" and json.loads(entry.body)["version"]
