"""First paint and first usable moment of the station's window, against a bare PySide6 window."""

from __future__ import annotations

import random
import statistics
import tempfile
from collections.abc import Mapping

from tests.bench.table import Row
from tests.bench.windows import watch_window

ROUNDS = 7
PAINT_LIMIT, USABLE_LIMIT = 1.3, 3.0

Told = Mapping[str, float]


def run(seed: int) -> list[Row]:
    """Start each window in turn, in an order that the seed shuffles; the home exists, as on any day."""
    with tempfile.TemporaryDirectory() as home:
        ways = {
            "bare": ("bare",),
            "station": ("station", "run", "--home", home),
            "all at once": ("everything", "run", "--home", home),
        }
        told = _interleaved(ways, random.Random(seed))
    return [
        _row(told, "painted_ms", "first paint", PAINT_LIMIT),
        _row(told, "usable_ms", "first paint to usable (sign-in takes keys)", USABLE_LIMIT),
    ]


def _interleaved(ways: Mapping[str, tuple[str, ...]], chance: random.Random) -> Mapping[str, list[Told]]:
    told: dict[str, list[Told]] = {name: [] for name in ways}
    for number in range(ROUNDS + 1):
        for name in chance.sample(sorted(ways), len(ways)):
            one = watch_window(*ways[name])
            if number > 0:  # the first round compiles and fills the file cache
                told[name].append(one)
    return told


def _row(told: Mapping[str, list[Told]], key: str, name: str, limit: float) -> Row:
    floor, ours, naive = (
        statistics.median(one[key] for one in told[way]) for way in ("bare", "station", "all at once")
    )
    return Row(
        name,
        ours,
        goal=f"≤ {limit}× a bare window",
        met=ours <= limit * floor,
        floor_ms=floor,
        peers={"everything imported first": naive},
    )
