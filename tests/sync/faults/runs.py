"""One run of one fault, and what came of it."""

from __future__ import annotations

import multiprocessing
import os
import random
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from station.errors import KnownError
from station.settings import HubSetting, Settings, save_settings, settings_found
from station.store.database import Store
from station.store.ledger import Ledger
from sync.client.http import Patience
from sync.client.outbox import photos_named
from sync.hub.hub import Hub, open_hub
from tests.sync.exchanging import (
    ClockOff,
    Difference,
    alarms,
    difference,
    enrolled,
    exchange,
    open_sender,
    write_records,
)
from tests.sync.faults.bench import Bench, bench
from tests.sync.faults.faults import Fault
from tests.sync.faults.proxy import FaultProxy

IMPATIENT = Patience(connect=5, silence=2, request=5, upload=5)
"""Where a line is held or drips; a loaded machine only needs more attempts."""
_PART = 40
_ATTEMPTS = 300
_EVERYTHING = 1 << 40


@dataclass
class Outcome:
    """``told``: how often the station said which code. Everything else must be the same on both sides."""

    entries: int = 0
    photos: int = 0
    struck: int = 0
    told: Counter[str] = field(default_factory=Counter)
    difference: Difference = field(default_factory=Difference)
    alarms: list[str] = field(default_factory=list)

    @property
    def is_sound(self) -> bool:
        """Nothing lost, double, altered, and nobody alarmed for nothing."""
        return self.difference == Difference() and not self.alarms


def run(fault: Fault, folder: Path, entries: int, seed: int) -> Outcome:
    """Let a station write ``entries`` entries with photos and send them through the fault."""
    outcome = Outcome()
    with bench(folder, seed, database=fault.database, bucket=fault.bucket) as around, _seen(around) as hub:
        proxy = FaultProxy(around.hub.port, fault.harm(around), random.Random(seed), left=fault.times)
        with proxy.running() as url:
            setting = _enrol(fault, folder, hub, proxy, url)
            for number, start in enumerate(range(0, entries, _PART)):
                part = min(_PART, entries - start)
                _send_part(fault, folder, around, setting, outcome, (part, seed + number))
            proxy.left = 0
            with _station(fault, folder) as store:
                _exchange(store, setting, outcome)
                _compare(store, hub, outcome)
        outcome.struck = proxy.struck
    return outcome


def _enrol(fault: Fault, folder: Path, hub: Hub, proxy: FaultProxy, url: str) -> HubSetting:
    times, proxy.left = proxy.left, 0
    with _station(fault, folder) as store:
        setting = enrolled(store, hub, url)
        save_settings(store.home, Settings(hub=setting))
    proxy.left = times
    return setting


def _send_part(
    fault: Fault, folder: Path, around: Bench, setting: HubSetting, outcome: Outcome, what: tuple[int, int]
) -> None:
    with _station(fault, folder) as store:
        write_records(store, what[0], seed=what[1], photos=2)
        if not fault.station_apart:
            _exchange(store, setting, outcome)
    if fault.station_apart:
        _exchange_apart(folder, around, outcome)


def _exchange(store: Store, setting: HubSetting, outcome: Outcome) -> None:
    """Exchange until it succeeds, as a station does, but without resting in between."""
    for attempt in range(_ATTEMPTS):
        try:
            exchange(store, setting, _patience(attempt))
        except KnownError as error:
            outcome.told[error.code] += 1
        else:
            return


def _patience(attempt: int) -> Patience:
    """More with every attempt, so that it ends well on the slowest machine, too."""
    silence = 1 + attempt / 5
    return Patience(connect=5, silence=silence, request=3 * silence, upload=3 * silence)


def _exchange_apart(folder: Path, around: Bench, outcome: Outcome) -> None:
    """The same in a process of its own, started again whenever it was killed."""
    context = multiprocessing.get_context("forkserver")
    for _ in range(_ATTEMPTS):
        variables = {name: os.environ[name] for name in ("XDG_STATE_HOME",) if name in os.environ}
        around.station = context.Process(target=work, args=(folder, variables), daemon=True)
        around.station.start()
        around.station.join()
        code = around.station.exitcode
        if code == 0:
            return
        outcome.told["killed" if code and code < 0 else "ended early"] += 1


def work(folder: Path, variables: dict[str, str]) -> None:
    """A station that sends everything, in a process of its own."""
    os.environ.update(variables)
    with open_sender(folder / "station") as store:
        setting = settings_found(store.home).hub
        if setting is None:
            raise SystemExit(2)
        try:
            exchange(store, setting, IMPATIENT)
        except KnownError as error:
            raise SystemExit(1) from error


def _compare(store: Store, hub: Hub, outcome: Outcome) -> None:
    outcome.entries = Ledger(store).head().sequence
    outcome.photos = len(photos_named(store, 0, _EVERYTHING, _EVERYTHING).photos)
    outcome.difference = difference(store, hub)
    outcome.alarms = alarms(hub)


@contextmanager
def _seen(around: Bench) -> Iterator[Hub]:
    """The same hub as a second process of it sees it: for codes, and to look at afterwards."""
    before = dict(os.environ)
    os.environ.update(around.hub.environment)
    hub = open_hub(around.hub.config)
    try:
        yield hub
    finally:
        hub.close()
        os.environ.clear()
        os.environ.update(before)


@contextmanager
def _station(fault: Fault, folder: Path) -> Iterator[Store]:
    days = random.choice((-2, 2)) if fault.clock_off else 0
    with open_sender(folder / "station", ClockOff(timedelta(days=days))) as store:
        yield store
