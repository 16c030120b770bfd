"""The faults, each with what it does."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from tests.sync.faults import harms
from tests.sync.faults.bench import Bench
from tests.sync.faults.proxy import Harm, Wire

_SEEN_S = 0.05  # in which a starving hub has seen the sign


@dataclass(frozen=True)
class Fault:
    """``harm`` makes what happens to requests. At most ``times`` in a run."""

    name: str
    harm: Callable[[Bench], Harm]
    times: int = 40
    database: bool = False
    """The hub works on PostgreSQL."""
    bucket: bool = False
    """The hub keeps photos in an object store; the station puts them there itself."""
    station_apart: bool = False
    """The station has a process of its own."""
    clock_off: bool = False


def _on_the_way(harm: Harm) -> Callable[[Bench], Harm]:
    return lambda _bench: harm


def _kill_hub(bench: Bench) -> Harm:
    return lambda wire: bench.strike_at_work(wire, bench.hub.restart)


def _restart_database(bench: Bench) -> Harm:
    return lambda wire: bench.strike_at_work(wire, bench.restart_database)


def _kill_station(bench: Bench) -> Harm:
    def kill(wire: Wire) -> None:
        if bench.chance.random() < 0.5:
            wire.forward()
        if bench.station is not None:
            bench.station.kill()

    return kill


def _full_disk(bench: Bench) -> Harm:
    def fill(wire: Wire) -> None:
        bench.hub.full.touch()
        try:
            time.sleep(_SEEN_S)
            wire.pass_on()
        finally:
            bench.hub.full.unlink(missing_ok=True)
            time.sleep(_SEEN_S)

    return fill


def _wrong_clock(bench: Bench) -> Harm:
    def turn(wire: Wire) -> None:
        bench.hub.off = timedelta(days=bench.chance.choice((-2, 2)))
        bench.hub.restart()
        wire.pass_on()

    return turn


def _no_object_store(bench: Bench) -> Harm:
    def shut(wire: Wire) -> None:
        if bench.gate is None:
            return
        bench.gate.is_open = False
        try:
            wire.pass_on()
        finally:
            bench.gate.is_open = True

    return shut


FAULTS = (
    Fault("request dropped", _on_the_way(harms.drop)),
    Fault("acknowledgement lost", _on_the_way(harms.lose_answer)),
    Fault("delayed", _on_the_way(harms.delay), times=20),
    Fault("duplicated", _on_the_way(harms.duplicate)),
    Fault("reordered", _on_the_way(harms.reorder)),
    Fault("request truncated", _on_the_way(harms.truncate_request)),
    Fault("answer truncated", _on_the_way(harms.truncate_answer)),
    Fault("request corrupted", _on_the_way(harms.corrupt_request)),
    Fault("answer corrupted", _on_the_way(harms.corrupt_answer)),
    Fault("half-open", _on_the_way(harms.half_open), times=6),
    Fault("5xx", _on_the_way(harms.server_error)),
    Fault("slow-loris", _on_the_way(harms.slow_loris), times=3),
    Fault("hub killed -9 in a transaction", _kill_hub, times=12),
    Fault("station killed -9 while sending", _kill_station, times=8, station_apart=True),
    Fault("hub's disk full", _full_disk, times=15),
    Fault("clocks ±2 days", _wrong_clock, times=6, clock_off=True),
    Fault("PostgreSQL killed and restarted", _restart_database, times=5, database=True),
    Fault("object store down", _no_object_store, times=10, bucket=True),
)
