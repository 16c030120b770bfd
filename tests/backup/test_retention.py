"""Photos go only when the platform holds them and their time has passed; the ledger tells first."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from station.backup import retention
from station.backup.age import LockedKey
from station.backup.making import only_one
from station.backup.retention import Kept, finish_pruning, look, prune
from station.errors import KnownError
from station.places import thumbnail_path
from station.reports.compose import content_of
from station.standards.library import home_library
from station.store.bundle_check import verify_bundle
from station.store.clock import SystemClock
from station.store.ledger import Ledger
from station.store.life import life_of
from station.store.pruned import pruned_at
from station.store.receipts import Receipts
from station.store.records import RecordBook
from station.texts import Lang
from tests.backup.homes import backed_up, restored
from tests.hubs import Hub
from tests.stations import Station, open_station

YEAR = 365


class Later(SystemClock):
    """A clock that many days are ahead of."""

    def __init__(self, days: int) -> None:
        self._ahead = timedelta(days=days)

    def now(self) -> datetime:
        return super().now() + self._ahead


def photos(station: Station) -> set[str]:
    names = (path.name for path in station.store.home.evidence.rglob("*.jpg"))
    return {name.removesuffix(".jpg") for name in names if ".thumb" not in name}


def acknowledge(station: Station, complete: int | None = None) -> None:
    """The platform confirms the whole ledger, and evidence through an entry."""
    hub = Hub()
    Receipts(station.store).keep(hub.confirm(station.store, complete=complete), hub.public_key)


def age(station: Station, days: int) -> None:
    station.store.clock = Later(days)


def test_nothing_goes_without_a_policy_a_receipt_or_age(tmp_path: Path) -> None:
    with open_station(tmp_path) as station:
        station.seal_one("R-1")
        before = photos(station)
        assert look(station.store, None).kept == {Kept.NO_POLICY: len(before)}
        assert look(station.store, YEAR).kept == {Kept.NOT_ACKNOWLEDGED: len(before)}
        acknowledge(station)
        assert prune(station.store, YEAR).kept == {Kept.TOO_YOUNG: len(before)}
        age(station, YEAR + 1)
        assert look(station.store, YEAR).eligible == len(before)
        assert photos(station) == before


def test_what_the_platform_holds_goes_and_everything_knows_why(tmp_path: Path) -> None:
    with open_station(tmp_path) as station:
        record = station.seal_one("R-1")
        gone = photos(station)
        small = thumbnail_path(station.store.evidence.path(min(gone)))
        small.write_bytes(b"small")
        covered = Ledger(station.store).head().sequence
        station.seal_one("R-2")
        acknowledge(station, complete=covered)
        age(station, YEAR + 1)
        report = prune(station.store, YEAR)
        assert (report.eligible, report.pruned) == (len(gone), len(gone))
        assert report.kept == {Kept.NOT_ACKNOWLEDGED: len(photos(station))}
        assert not photos(station) & gone
        assert small.read_bytes() == b"small"
        assert Ledger(station.store).verify().ok
        with station.store.read() as connection:
            assert all(pruned_at(connection, sha256) for sha256 in gone)
        life = life_of(station.store, record)
        assert set(life.pruned) == gone
        shown = content_of(record, Lang.EN, home_library(station.store.home), timedelta(0), life).photos
        assert all("kept by the platform" in photo.pruned == photo.detail for photo in shown)
        bundle = RecordBook(station.store).export([record.id], tmp_path / "bundle")
        assert verify_bundle(bundle).ok
        assert prune(station.store, YEAR).pruned == 0


def test_a_photo_that_a_younger_record_or_a_draft_names_stays(tmp_path: Path) -> None:
    with open_station(tmp_path) as station:
        station.seal_one("R-1")
        covered = Ledger(station.store).head().sequence
        acknowledge(station, complete=covered)
        again = station.start("R-2")
        shared, *_ = sorted(photos(station))
        content = station.store.evidence.read(shared)
        station.desk.add_photo(again.id, "PH-01", "front", content, 1, 1, station.person.id)
        age(station, YEAR + 1)
        report = prune(station.store, YEAR)
        assert report.kept == {Kept.IN_WORK: 1}
        assert shared in photos(station)


def test_a_receipt_of_another_history_acknowledges_nothing(tmp_path: Path) -> None:
    with open_station(tmp_path) as station:
        station.seal_one("R-1")
        hub, head = Hub(), Ledger(station.store).head()
        foreign = hub.receipt(station.store.identity.id, head.sequence, "ab" * 32)
        Receipts(station.store).keep(foreign, hub.public_key)
        age(station, YEAR + 1)
        assert set(prune(station.store, YEAR).kept) == {Kept.NOT_ACKNOWLEDGED}


@pytest.mark.parametrize("removed_before_the_cut", [0, 1])
def test_pruning_cut_short_is_finished_at_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, removed_before_the_cut: int
) -> None:
    with open_station(tmp_path) as station:
        station.seal_one("R-1")
        gone = photos(station)
        acknowledge(station)
        age(station, YEAR + 1)

        def cut(_store: object, names: list[str]) -> int:
            for sha256 in names[:removed_before_the_cut]:
                station.store.evidence.path(sha256).unlink()
            raise KeyboardInterrupt

        with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
            patch.setattr(retention, "_remove", cut)
            prune(station.store, YEAR)
        assert len(photos(station)) == len(gone) - removed_before_the_cut
        assert Ledger(station.store).verify().ok
    with open_station(tmp_path) as station:
        assert finish_pruning(station.store) == len(gone) - removed_before_the_cut
        assert not photos(station)
        assert finish_pruning(station.store) == 0
        assert Ledger(station.store).verify().ok


def test_a_photo_taken_again_after_the_cut_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_station(tmp_path) as station:
        station.seal_one("R-1")
        acknowledge(station)
        age(station, YEAR + 1)
        with monkeypatch.context() as patch:
            patch.setattr(retention, "_remove", lambda _store, names: len(list(names)))
            prune(station.store, YEAR)
        shared, *_ = sorted(photos(station))
        content = station.store.evidence.read(shared)
        again = station.start("R-2")
        station.desk.add_photo(again.id, "PH-01", "front", content, 1, 1, station.person.id)
        finish_pruning(station.store)
        assert photos(station) == {shared}


def test_pruning_and_backup_keep_out_of_each_other(tmp_path: Path) -> None:
    with open_station(tmp_path) as station, only_one(station.store.home), pytest.raises(KnownError) as caught:
        prune(station.store, YEAR)
    assert caught.value.code == "BAK-009"


def test_a_backup_of_a_pruned_home_restores(tmp_path: Path, key: LockedKey, unlocked_once: None) -> None:
    with open_station(tmp_path / "home") as station:
        station.seal_one("R-1")
        acknowledge(station)
        age(station, YEAR + 1)
        prune(station.store, YEAR)
        home = station.store.home
    done = restored(backed_up(home, key, tmp_path / "one.backup"), tmp_path / "new")
    assert done.checked.ledger.ok
