"""``python -m tests.survive``: run the faults and print the table of faults × runs × losses."""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tests.survive.faults import FAULTS
from tests.survive.outcome import Fault, Outcome
from tests.survive.scratch import scratch
from tests.survive.work import quick_pins

HEAD = ("fault", "runs", "struck", "told by", "losses", "s")


@dataclass(frozen=True)
class Row:
    """What came of all runs of one fault."""

    fault: str
    runs: int
    struck: int
    told: str
    losses: int
    seconds: float

    def cells(self) -> tuple[str, ...]:
        """The row as text."""
        numbers = (
            str(self.runs),
            str(self.struck),
            self.told or "–",
            str(self.losses),
            f"{self.seconds:.0f}",
        )
        return (self.fault, *numbers)


def run(fault: Fault, seed: int, share: float) -> Row:
    """Run one fault ``share`` times its full count; losses go to standard error."""
    began, outcomes = time.perf_counter(), list[Outcome]()
    with scratch() as folder:
        for outcome in fault.runs(folder, seed, max(1, round(fault.full * share))):
            outcomes.append(outcome)
            for loss in outcome.losses:
                sys.stderr.write(f"{fault.name}, run {len(outcomes)}: {loss}\n")
    return _row(fault.name, outcomes, time.perf_counter() - began)


def _row(name: str, outcomes: list[Outcome], seconds: float) -> Row:
    codes = Counter(one.told for one in outcomes if one.told)
    told = ", ".join(f"{code} ×{count}" for code, count in sorted(codes.items()))
    lost = sum(bool(one.losses) for one in outcomes)
    return Row(name, len(outcomes), sum(one.struck for one in outcomes), told, lost, seconds)


def as_table(rows: Iterable[Row]) -> Iterator[str]:
    """Lines of Markdown."""
    yield f"| {' | '.join(HEAD)} |"
    yield "|---|--:|--:|---|--:|--:|"
    for row in rows:
        yield f"| {' | '.join(row.cells())} |"


def head(seed: int) -> str:
    """Which program, which machine, which seed, when."""
    commit = subprocess.run(
        ["git", "describe", "--always", "--dirty"], capture_output=True, text=True, check=False
    ).stdout.strip()
    machine = f"{platform.system()} {platform.release()} {platform.machine()}, {os.cpu_count()} cores"
    return f"Commit {commit or '?'}, {machine}, seed {seed}, {datetime.now(UTC):%Y-%m-%d %H:%M} UTC"


ABOUT = """\
Made by `python -m tests.survive --out tests/survive/RESULTS.md`. *struck*: runs in which the fault hit
inside an action or did harm. *told by*: how the station told of it, where it had to. *losses*: runs after
which something acknowledged was gone, or an action was there by half, or damage was accepted silently.
"""


def main() -> int:
    """Run what is asked for; exit 1 when anything was lost."""
    parser = argparse.ArgumentParser(prog="python -m tests.survive")
    parser.add_argument("--out", type=Path, help="also write the table into this file")
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--share", type=float, default=1.0, help="share of the full counts")
    parser.add_argument("--only", default="", help="faults whose name holds this")
    asked = parser.parse_args()
    quick_pins()
    rows = []
    for fault in FAULTS:
        if asked.only in fault.name:
            rows.append(run(fault, asked.seed, asked.share))
            sys.stdout.write(f"{' | '.join(rows[-1].cells())}\n")
            sys.stdout.flush()
    table = "\n".join(as_table(rows))
    if asked.out:
        asked.out.write_text(f"# Faults × runs × losses\n\n{head(asked.seed)}\n\n{ABOUT}\n{table}\n", "utf-8")
    else:
        sys.stdout.write(f"\n{table}\n")
    return 1 if any(row.losses for row in rows) else 0


if __name__ == "__main__":
    raise SystemExit(main())
