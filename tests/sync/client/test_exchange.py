"""A station and a hub in step: everything goes up once, and both sides say so."""

from __future__ import annotations

import queue
import random
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from station.errors import KnownError
from station.model.event import EventKind
from station.places import Home
from station.settings import HubSetting
from station.store.clock import SystemClock
from station.store.database import Store
from station.store.ledger import Ledger, append
from station.store.opening import open_store
from station.store.receipts import Receipts
from sync.client.enrolment import enrol, place_of
from sync.client.outbox import photos_named
from sync.client.showing import state_found
from sync.client.state import MemoryFile, Phase, SyncState
from sync.client.worker import SyncWorker
from sync.hub.config import Limits
from sync.hub.hub import Hub
from sync.hub.stations import Stations
from tests.store.many_records import record_body
from tests.store.tampering import edit
from tests.sync.exchanging import (
    QUICK,
    ClockOff,
    Difference,
    alarms,
    difference,
    enrolled,
    exchange,
    open_sender,
    refused,
    write_records,
)
from tests.sync.running import config_at, running

SAME = Difference()
CUT = "DELETE FROM ledger WHERE sequence > {}"
MEND = "UPDATE ledger SET body = x'{}' WHERE sequence = 3"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Hub, str]]:
    """A hub on SQLite with small limits, and its address."""
    limits = Limits(unpacked_bytes=200_000, entry_bytes=60_000, evidence_bytes=100_000)
    with running(config_at(tmp_path / "hub", limits=limits)) as both:
        yield both


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A station that wrote a few records."""
    with open_sender(tmp_path / "station") as opened:
        write_records(opened, 23, photos=2)
        yield opened


@pytest.fixture
def setting(store: Store, served: tuple[Hub, str]) -> HubSetting:
    """Where the enrolled station sends to."""
    return enrolled(store, *served)


def test_everything_arrives_once(store: Store, setting: HubSetting, served: tuple[Hub, str]) -> None:
    state = exchange(store, setting)
    assert difference(store, served[0]) == SAME
    assert (state.phase, state.waiting.entries, state.waiting.photos, state.waiting.bytes) == (
        Phase.IDLE,
        0,
        0,
        0,
    )
    write_records(store, 4, seed=9)
    assert exchange(store, setting).receipt == exchange(store, setting).receipt
    assert difference(store, served[0]) == SAME


def test_an_entry_that_is_damaged_or_too_large_goes_as_its_header(
    store: Store, setting: HubSetting, served: tuple[Hub, str]
) -> None:
    hub, _ = served
    write_records(store, 1, seed=5, items=2000)
    large = Ledger(store).head().sequence
    write_records(store, 3, seed=6)
    with store.read() as connection:
        sound = connection.execute("SELECT body FROM ledger WHERE sequence = 3").fetchone()[0]
    edit(store.home, "UPDATE ledger SET body = CAST('{}' AS BLOB) WHERE sequence = 3")
    state = exchange(store, setting)
    asides = {(one.what, one.sequence, one.code) for one in state.set_aside}
    assert asides == {("entry", 3, "SYN-015"), ("entry", large, "SYN-015")}
    assert state.receipt is not None
    assert (state.receipt.sequence, state.receipt.complete) == (Ledger(store).head().sequence, 2)
    edit(store.home, MEND.format(bytes(sound).hex()))
    assert [one.sequence for one in exchange(store, setting).set_aside] == [large]
    assert alarms(hub) == []


def test_a_photo_that_is_missing_altered_or_too_large_stops_nothing(
    store: Store, setting: HubSetting, served: tuple[Hub, str]
) -> None:
    missing, altered, *_ = list(photos_named(store, 0, 99, 99).photos)
    content = store.evidence.path(missing).read_bytes()
    store.evidence.path(missing).unlink()
    original = store.evidence.path(altered).read_bytes()
    store.evidence.path(altered).write_bytes(original[::-1])
    state = exchange(store, setting)
    assert {(one.sha256, one.code) for one in state.set_aside} == {(missing, "SYN-016"), (altered, "SYN-016")}
    store.evidence.path(missing).write_bytes(content)
    store.evidence.path(altered).write_bytes(original)
    assert exchange(store, setting).set_aside == ()
    assert difference(store, served[0]) == SAME


def test_a_photo_larger_than_the_hub_takes_is_set_aside(store: Store, setting: HubSetting) -> None:
    sha256 = store.evidence.keep(bytes(200_000))
    with store.write() as connection:
        body = record_body(1, random.Random(1), 3) | {"photos": [{"sha256": sha256}]}
        append(store, connection, EventKind.RECORD_SEALED, store.clock.now(), body)
    assert [(one.sha256, one.code) for one in exchange(store, setting).set_aside] == [(sha256, "SYN-017")]


def copied(store: Store, to: Path) -> Path:
    """A copy of a station as it is now, as a person with a disk image would make it."""
    to.mkdir()
    with store.read() as connection, closing(sqlite3.connect(to / "station.sqlite3")) as target:
        connection.execute("SELECT 1")
        with closing(sqlite3.connect(store.home.database)) as source:
            source.backup(target)
    for name in ("station.key", "settings.json"):
        if (store.home.root / name).exists():
            shutil.copy(store.home.root / name, to)
    shutil.copytree(store.home.evidence, to / "evidence")
    return to


def test_two_stations_with_one_key_are_refused_and_alarmed(
    store: Store, setting: HubSetting, served: tuple[Hub, str], tmp_path: Path
) -> None:
    with open_sender(copied(store, tmp_path / "twin")) as twin:
        write_records(twin, 3, seed=70)
        write_records(store, 5, seed=71)
        exchange(store, setting)
        assert refused(twin, setting) == "SYN-012"
        write_records(twin, 6, seed=72)
        assert refused(twin, setting) in {"SYN-011", "HUB-012"}
        assert MemoryFile(twin.home).read().halted
        codes = {problem.code for problem in Ledger(twin).verify().problems}
    assert codes & {"forked", "receipt_disagrees", "truncated", "rolled_back"}
    assert set(alarms(served[0])) == {"HUB-012"}


def test_a_rewritten_ledger_is_refused_and_alarmed(
    store: Store, setting: HubSetting, served: tuple[Hub, str]
) -> None:
    exchange(store, setting)
    head = Ledger(store).head().sequence
    edit(store.home, CUT.format(head - 4))
    write_records(store, 9, seed=8)
    assert refused(store, setting) == "SYN-011"
    assert MemoryFile(store.home).read().halted
    assert alarms(served[0]) == ["HUB-012"]
    write_records(store, 1, seed=9)
    assert refused(store, setting) == "SYN-011"


def test_a_station_put_back_is_refused_and_alarmed(
    store: Store, setting: HubSetting, served: tuple[Hub, str], tmp_path: Path
) -> None:
    earlier = copied(store, tmp_path / "earlier")
    write_records(store, 5, seed=4)
    exchange(store, setting)
    with open_sender(earlier) as put_back:
        assert refused(put_back, setting) == "SYN-012"
        assert state_found(put_back, setting).phase is Phase.HALTED
    assert alarms(served[0]) == ["HUB-012"]


def test_a_station_that_is_right_again_goes_on(
    store: Store, setting: HubSetting, served: tuple[Hub, str], tmp_path: Path
) -> None:
    earlier = copied(store, tmp_path / "earlier")
    write_records(store, 5, seed=4)
    exchange(store, setting)
    with open_sender(earlier) as put_back:
        refused(put_back, setting)
    Stations(served[0]).release(store.identity.id, "admin")
    write_records(store, 2, seed=5)
    assert exchange(store, setting).phase is Phase.IDLE
    assert difference(store, served[0]) == SAME


def test_a_revoked_station_keeps_everything(
    store: Store, setting: HubSetting, served: tuple[Hub, str]
) -> None:
    Stations(served[0]).revoke(store.identity.id, "admin")
    assert refused(store, setting) == "HUB-014"
    assert state_found(store, setting).waiting.entries == Ledger(store).head().sequence


def test_a_practice_home_exchanges_with_no_hub_in_real_use(tmp_path: Path, served: tuple[Hub, str]) -> None:
    elsewhere = HubSetting(url="https://hub.example.com")
    home = Home(tmp_path / "practice")
    home.root.mkdir()
    home.practice_marker.touch()
    with open_store(home, SystemClock()) as store:
        for attempt in (lambda: enrolled(store, *served), lambda: place_of(store, elsewhere)):
            with pytest.raises(KnownError) as found:
                attempt()
            assert found.value.code == "SYN-002"


def test_a_wrong_code_pins_nothing(store: Store, served: tuple[Hub, str]) -> None:
    with pytest.raises(KnownError) as found:
        enrol(store, served[1], "ABCD-EFGH", patience=QUICK)
    assert (found.value.code, Receipts(store).hub()) == ("HUB-015", None)


def test_a_used_code_finishes_the_enrolment_whose_answer_was_lost(
    store: Store, served: tuple[Hub, str]
) -> None:
    hub, url = served
    code = Stations(hub).make_code("一号台", "admin")
    first = enrol(store, url, code, patience=QUICK)
    with store.write() as connection:
        connection.execute("DELETE FROM settings WHERE name = 'hub_public_key'")
    assert enrol(store, url, code, patience=QUICK) == first
    exchange(store, first)
    assert difference(store, hub) == SAME


@pytest.mark.parametrize("days", [-2, 2])
def test_a_clock_days_off_changes_nothing(tmp_path: Path, served: tuple[Hub, str], days: int) -> None:
    with open_sender(tmp_path / "off", ClockOff(timedelta(days=days))) as store:
        write_records(store, 5)
        exchange(store, enrolled(store, *served))
        assert difference(store, served[0]) == SAME


def test_a_hub_put_back_gets_everything_again(tmp_path: Path, store: Store) -> None:
    config = config_at(tmp_path / "hub")
    with running(config) as (hub, url):
        setting = enrolled(store, hub, url)
        exchange(store, setting)
    shutil.copytree(config.root, tmp_path / "backup")
    with running(config) as (hub, url):
        write_records(store, 6, seed=3)
        exchange(store, setting.model_copy(update={"url": url}))
    shutil.rmtree(config.root)
    shutil.copytree(tmp_path / "backup", config.root)
    with running(config) as (hub, url):
        state = exchange(store, setting.model_copy(update={"url": url}))
        assert state.problem is not None
        assert state.problem.code == "SYN-018"
        assert difference(store, hub) == SAME


def test_the_worker_follows_the_ledger_and_stops(
    store: Store, setting: HubSetting, served: tuple[Hub, str]
) -> None:
    idle: queue.Queue[SyncState] = queue.Queue()
    worker = SyncWorker(store, setting, lambda state: idle.put(state) if state.phase is Phase.IDLE else None)
    worker.start()
    assert idle.get(timeout=60).waiting.entries == 0
    write_records(store, 3, seed=2)
    while (state := idle.get(timeout=60)).receipt is None or state.receipt.sequence < Ledger(
        store
    ).head().sequence:
        continue
    worker.stop()
    assert difference(store, served[0]) == SAME


def test_a_worker_without_a_hub_waits_and_stops(store: Store, setting: HubSetting) -> None:
    waiting: queue.Queue[SyncState] = queue.Queue()
    nobody = setting.model_copy(update={"url": "http://127.0.0.1:9"})
    worker = SyncWorker(store, nobody, waiting.put, patience=QUICK)
    worker.start()
    while (state := waiting.get(timeout=60)).next_attempt_seconds is None:
        continue
    worker.stop()
    assert (state.phase, state.problem and state.problem.code) == (Phase.WAITING, "SYN-003")
    assert state.waiting.entries == Ledger(store).head().sequence
