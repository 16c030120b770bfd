"""Weeks of entries waiting: the real client drains them into a hub, each in a process of its own.

``--entries`` makes fewer. Real entries with bodies of up to 12 kB, hashed, chained and signed.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import statistics
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from multiprocessing.connection import Connection
from pathlib import Path

import psutil

from station.model.event import EventKind
from station.store.database import Store
from station.store.events import write_event
from station.store.ledger import append
from sync.client.enrolment import enrol, place_of
from sync.client.http import Patience
from sync.client.link import HubLink
from sync.client.session import Session
from sync.client.showing import enrolled_state
from sync.hub.stations import Stations
from sync.wire.messages import Push, Pushed
from tests.bench.table import Row
from tests.store.many_records import record_body
from tests.sync.apart import apart
from tests.sync.exchanging import open_sender
from tests.sync.running import config_at, open_at

ENTRIES = int(os.environ.get("STATION_BENCH_ENTRIES", "50000"))
ITEMS = (0, 5, 12, 25, 60)
AT_ONCE = 500
STEADY, FLAT = 0.8, 1.1
DECILES = 10
_MB = 1e6


@dataclass(frozen=True)
class Look:
    """When the hub had acknowledged how much, and the resident megabytes of both processes then."""

    sequence: int
    at_s: float
    station_mb: float
    hub_mb: float


def run(seed: int) -> list[Row]:
    """How steadily it drains, and the memory of both sides."""
    with tempfile.TemporaryDirectory(prefix="hub-backlog-") as place:
        root = Path(place)
        with open_sender(root / "station") as store:
            _fill(store, random.Random(seed))
        looks = _drained(root)
    rates = _rates(looks)
    warm = [look for look in looks if look.sequence >= ENTRIES / DECILES]
    return [
        _steadiness(rates),
        _memory("station", [look.station_mb for look in warm]),
        _memory("hub", [look.hub_mb for look in warm]),
    ]


def _fill(store: Store, chance: random.Random) -> None:
    for start in range(0, ENTRIES, AT_ONCE):
        with store.write() as connection:
            for number in range(start, min(start + AT_ONCE, ENTRIES)):
                if number % 5 == 4:
                    write_event(store, connection, EventKind.SIGNED_IN, {"how": "pin"})
                else:
                    body = record_body(number, chance, chance.choice(ITEMS))
                    append(store, connection, EventKind.RECORD_SEALED, store.clock.now(), body)


def _drained(root: Path) -> list[Look]:
    config = config_at(root / "hub")
    spawning = multiprocessing.get_context("spawn")
    here, there = spawning.Pipe(duplex=False)
    with apart(config.root) as hub:
        with open_at(config) as opened:
            code = Stations(opened).make_code("bench", "admin")
        station = spawning.Process(target=_drain, args=(root / "station", hub.address, code, there))
        station.start()
        there.close()
        looks = _looks(here, psutil.Process(station.pid), psutil.Process(hub.process.pid))
        station.join()
    if station.exitcode or looks[-1].sequence < ENTRIES:
        raise RuntimeError(f"the station ended with {station.exitcode} at entry {looks[-1].sequence}")
    return looks


def _looks(here: Connection, station: psutil.Process, hub: psutil.Process) -> list[Look]:
    looks: list[Look] = []
    while True:
        try:
            sequence, at_s = here.recv()
        except EOFError:
            return looks
        looks.append(Look(sequence, at_s, _resident_mb(station), _resident_mb(hub)))


def _resident_mb(process: psutil.Process) -> float:
    return float(process.memory_info().rss / _MB)


class _Telling(HubLink):
    """Tells of each acknowledgement."""

    telling: Connection

    def push(self, push: Push) -> Pushed:
        """Hand over entries."""
        pushed = super().push(push)
        self.telling.send((pushed.receipt.sequence, time.monotonic()))
        return pushed


def _drain(root: Path, address: str, code: str, telling: Connection) -> None:
    """The station: one exchange, as it does it by itself."""
    with open_sender(root) as store:
        setting = enrol(store, address, code)
        with _Telling(place_of(store, setting), store.identity, Patience()) as link:
            link.telling = telling
            telling.send((0, time.monotonic()))
            Session(store, link, enrolled_state(store, setting), lambda _state: None).run()
    telling.close()


def _rates(looks: Sequence[Look]) -> list[float]:
    """Entries per second of each tenth of the backlog, from the acknowledgements nearest its ends."""
    ends = [
        min(looks, key=lambda look: abs(look.sequence - ENTRIES * tenth / DECILES))
        for tenth in range(DECILES + 1)
    ]
    return [(end.sequence - start.sequence) / (end.at_s - start.at_s) for start, end in pairwise(ends)]


def _steadiness(rates: Sequence[float]) -> Row:
    steadiness = rates[-1] / rates[0]
    counts = {f"tenth {number}": round(rate) for number, rate in enumerate(rates, 1)}
    return Row(
        f"backlog of {ENTRIES:,} entries, acknowledged per second",
        statistics.harmonic_mean(rates),
        f"last tenth ≥ {STEADY} × the first",
        steadiness >= STEADY,
        counts={"last / first": round(steadiness, 2), **counts},
        unit="/s",
    )


def _memory(whose: str, resident_mb: Sequence[float]) -> Row:
    first, middle, last = resident_mb[0], resident_mb[len(resident_mb) // 2], resident_mb[-1]
    return Row(
        f"memory of the {whose} while it drains",
        last,
        f"at its end ≤ {FLAT} × after the first tenth",
        last <= FLAT * first,
        first,
        counts={
            "MB after the first tenth": round(first),
            "at half": round(middle),
            "at the end": round(last),
        },
        unit="MB",
    )
