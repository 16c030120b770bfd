"""Making the index again from the ledger, on one core; the floor reads and parses the same bodies."""

from __future__ import annotations

import random
import tempfile
import time
from pathlib import Path

from pydantic_core import from_json

from station.places import Home
from station.store.clock import SystemClock
from station.store.database import Store
from station.store.opening import open_store
from tests.bench.table import Row
from tests.store.many_records import content_of, enter, record_body

RECORDS = 6_000
LEAST_PER_S = 2_000


def run(seed: int) -> list[Row]:
    """The row *rebuild* of ``speed.md``."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder, open_store(Home(Path(folder)), SystemClock()) as store:
        for start in range(0, RECORDS, 1000):
            bodies = [record_body(number, chance) for number in range(start, start + 1000)]
            enter(store, [("record_sealed", body) for body in bodies])
        size = len(content_of(record_body(1, chance)))
        store.index.rebuild()
        ours_ms, cpu_ms, floor_ms = _measured(store)
        before = store.index.digest()
        store.index.rebuild()
        same = before == store.index.digest()
    per_s = RECORDS / cpu_ms * 1000
    return [
        Row(
            name=f"records rebuild: {RECORDS:,} records of {size / 1000:.0f} kB",
            ours_ms=ours_ms,
            floor_ms=floor_ms,
            counts={"records per s of processor time": round(per_s), "same bytes": int(same)},
            goal=f"≥ {LEAST_PER_S:,} records/s on one core",
            met=same and per_s >= LEAST_PER_S,
        )
    ]


def _measured(store: Store) -> tuple[float, float, float]:
    start_ns, cpu_ns = time.perf_counter_ns(), time.process_time_ns()
    store.index.rebuild()
    ours_ns, ours_cpu_ns = time.perf_counter_ns() - start_ns, time.process_time_ns() - cpu_ns
    start_ns = time.perf_counter_ns()
    with store.read() as connection:
        for row in connection.execute("SELECT body FROM ledger ORDER BY sequence"):
            from_json(row[0])
    return ours_ns / 1e6, ours_cpu_ns / 1e6, (time.perf_counter_ns() - start_ns) / 1e6
