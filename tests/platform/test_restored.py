"""A backup brings back what the platform had put in force, whole: files, note, people and standards."""

from __future__ import annotations

from pathlib import Path

from station.backup.age import new_key
from station.in_force import set_in_force, set_problems
from station.inspection.rules import PublishedRules
from station.platform.applying import Platform
from station.platform.retention import days_in_force
from station.store.ledger import Ledger
from tests.backup.homes import WORDS, backed_up, restored
from tests.stations import open_station
from tests.sync.feeds import ADMIN, fed, people, retention, standard
from tests.sync.running import config_at, running

WANG = {"id": "P-77", "name": "王芳", "role": "supervisor", "pin": "80275139"}


def test_the_set_in_force_comes_back_whole(tmp_path: Path) -> None:
    content = standard("2026-11-23", "2020-01-01")
    with (
        open_station(tmp_path / "home") as station,
        running(config_at(tmp_path / "hub")) as (hub, address),
        fed(hub, address, station.store) as platform,
    ):
        platform.feed.publish("channel_standard", "back-market", "2026-11-23", content, ADMIN)
        platform.feed.publish("people", "all", "1", people(WANG), ADMIN)
        platform.feed.publish("retention", "photos", "a", retention(90), ADMIN)
        platform.pull()
        before = Platform(station.store).applied()
        home = station.store.home
    assert before is not None
    file = backed_up(home, new_key(WORDS), tmp_path / "backup.age")
    restored(file, tmp_path / "again")
    with open_station(tmp_path / "again") as again:
        store = again.store
        after, found = Platform(store).applied(), set_in_force(store.home)
        assert after is not None and found is not None
        assert (after.manifest, after.set.files) == (before.manifest, before.set.files)
        assert found.files == before.set.files and set_problems(store.home) == ()
        assert (found.folder / "standards/channels/back-market-2026-11-23.toml").read_bytes() == content
        assert PublishedRules(store.home).verdict("back-market", {}, {}).version == "2026-11-23"
        assert days_in_force(store.home, None) == 90
        assert [one.name for one in again.accounts.all() if one.id == "P-77"] == ["王芳"]
        assert Ledger(store).verify().ok
