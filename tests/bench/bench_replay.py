"""A hundred thousand records against twenty channels, facts loaded, on one core.

The floor is what numpy alone takes to look up and join as many bits. Record by record and the plain
interpreter are measured on fewer records and told for as many.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np

from station.grading.compiled.columns import FactColumns
from station.grading.compiled.compile import compile_standards
from station.grading.compiled.many import outcomes_of_many
from station.grading.evaluate import evaluate
from tests.bench.channel_set import CHANNELS, CRITERIA, channels, units
from tests.bench.table import Row, clocked

RECORDS = 100_000
ROUNDS = 3
FEWER, FEWEST = 2_000, 20
MOST_MS = 2_000


def run(seed: int) -> list[Row]:
    """The row *replay* of ``speed.md``."""
    standards, records = channels(seed), units(seed, RECORDS)
    loading_ms, facts = _timed(lambda: FactColumns.of(records))
    one_by_one, some, few = compile_standards(standards), records[:FEWER], records[:FEWEST]
    ms, cpu_ms = clocked(
        {
            "ours": lambda: outcomes_of_many(compile_standards(standards), facts),
            "floor": _lookups(seed),
            "record by record": lambda: [one_by_one.outcomes(one) for one in some],
            "interpreter": lambda: [evaluate(standard, one) for one in few for standard in standards],
        },
        ROUNDS,
        warm_up=1,
    )
    return [
        Row(
            name=f"replay {RECORDS:,} records × {CHANNELS} channels, compiling included",
            ours_ms=ms["ours"],
            floor_ms=ms["floor"],
            peers={
                "record by record": ms["record by record"] * RECORDS / FEWER,
                "plain interpreter with reasons": ms["interpreter"] * RECORDS / FEWEST,
            },
            counts={
                "ms of processor time": round(cpu_ms["ours"]),
                "floor's": round(cpu_ms["floor"]),
                "ms to load the facts into columns, once": round(loading_ms),
            },
            goal=f"≤ {MOST_MS / 1000:g} s of processor time on one core",
            met=cpu_ms["ours"] <= MOST_MS,
        )
    ]


def _timed(work: Callable[[], FactColumns]) -> tuple[float, FactColumns]:
    start_ns = time.perf_counter_ns()
    facts = work()
    return (time.perf_counter_ns() - start_ns) / 1e6, facts


def _lookups(seed: int) -> Callable[[], None]:
    """One look-up for each item and record in a table of as many bits as the channels have."""
    chance = np.random.default_rng(seed)
    places = chance.integers(0, 16, (CRITERIA, RECORDS))
    bits = chance.integers(0, 1 << 62, (16, 7))

    def join() -> None:
        joined = np.zeros((RECORDS, bits.shape[1]), np.int64)
        for column in places:
            joined |= bits[column]

    return join
