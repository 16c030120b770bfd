"""The one table of all benches: what we take, the floor, the peers, the counts, the goal.

A bench module ``tests/bench/bench_<name>.py`` offers ``run(seed: int) -> list[Row]``. Floor, ours and peers
are measured in interleaved rounds of the same run; medians and their ratios count, absolute times do not.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

Work = Callable[[], object]
Times = dict[str, float]
"""Median milliseconds of each work."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; times in milliseconds, medians of one run."""

    name: str
    ours_ms: float
    goal: str
    """The goal in words, from ``speed.md``."""
    met: bool
    """Whether this run met the goal."""
    floor_ms: float | None = None
    """What the machine alone takes for the unavoidable part."""
    peers: Mapping[str, float] = field(default_factory=dict)
    """Other people's ways of doing the same, in milliseconds."""
    counts: Mapping[str, float] = field(default_factory=dict)
    """What does not drift: syncs, bytes, statements."""
    unit: str = "ms"
    """``ms`` unless the row is about something else, such as ``MB``."""

    @property
    def ratio(self) -> float | None:
        """Ours over the floor."""
        return self.ours_ms / self.floor_ms if self.floor_ms else None


def interleaved(works: Mapping[str, Work], rounds: int, warm_up: int = 2) -> Times:
    """Median milliseconds of each work; every round runs all of them, so that drift hits all alike."""
    return prepared({name: (_nothing, work) for name, work in works.items()}, rounds, warm_up)


def clocked(works: Mapping[str, Work], rounds: int, warm_up: int = 2) -> tuple[Times, Times]:
    """As :func:`interleaved`, and beside it the processor time of this process.

    Other people's work on a shared machine stretches the time that passes, but hardly the processor time.
    """
    return _medians({name: (_nothing, work) for name, work in works.items()}, rounds, warm_up)


def prepared(works: Mapping[str, tuple[Work, Work]], rounds: int, warm_up: int = 2) -> Times:
    """As :func:`interleaved`, with a preparation before each work that is not measured."""
    return _medians(works, rounds, warm_up)[0]


def _medians(works: Mapping[str, tuple[Work, Work]], rounds: int, warm_up: int) -> tuple[Times, Times]:
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in works}
    for number in range(warm_up + rounds):
        for name, (prepare, work) in works.items():
            prepare()
            taken_ms = _timed_ms(work)
            if number >= warm_up:
                taken[name].append(taken_ms)
    passed = {name: statistics.median(wall for wall, _ in times) for name, times in taken.items()}
    return passed, {name: statistics.median(cpu for _, cpu in times) for name, times in taken.items()}


def _nothing() -> None:
    """No preparation."""


def _timed_ms(work: Work) -> tuple[float, float]:
    start_ns, start_cpu_ns = time.perf_counter_ns(), time.process_time_ns()
    work()
    cpu_ns = time.process_time_ns() - start_cpu_ns
    return (time.perf_counter_ns() - start_ns) / 1e6, cpu_ns / 1e6


HEAD = ("work", "ours", "floor", "ours / floor", "peers (ours / peer)", "counts", "goal", "met")


def render(rows: Sequence[Row], facts: Mapping[str, str]) -> str:
    """The Markdown page: where and when it ran, then one line per row."""
    lines = ["# Measured", "", *(f"* {name}: {value}" for name, value in facts.items()), ""]
    lines += [_line(HEAD), _line("---" for _ in HEAD), *(_line(_cells(row)) for row in rows)]
    return "\n".join(lines) + "\n"


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _cells(row: Row) -> Sequence[str]:
    return (
        row.name,
        f"{row.ours_ms:.3g} {row.unit}",
        f"{row.floor_ms:.3g} {row.unit}" if row.floor_ms is not None else "",
        f"{row.ratio:.2f}" if row.ratio is not None else "",
        "; ".join(_peer(row, name, value) for name, value in row.peers.items()),
        "; ".join(f"{name} {value:g}" for name, value in row.counts.items()),
        row.goal,
        "yes" if row.met else "**no**",
    )


def _peer(row: Row, name: str, value: float) -> str:
    return f"{name} {value:.3g} {row.unit} ({row.ours_ms / value:.2f})"
