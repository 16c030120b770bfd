"""``python -m tests.sync.faults``: the table of faults × runs × lost, double, altered.

All the faults also renew ``RESULTS.md`` beside this file. Without ``--seed`` it takes another one every time,
and says which.
"""

from __future__ import annotations

import argparse
import os
import platform
import secrets
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.sync.faults.faults import FAULTS, Fault
from tests.sync.faults.runs import Outcome, run

HEAD = ("fault", "runs", "entries", "photos", "struck", "told by the station", "lost", "double", "altered")
RESULTS = Path(__file__).with_name("RESULTS.md")
ABOUT = """\
Made by the one command `python -m tests.sync.faults`. Run n of a fault has the seed × 1000 + n. Real
stations, real hubs in processes of their own, our proxy between them. *struck*: how often the fault hit.
*told*: the codes with which exchanges ended early. Afterwards every entry, every photo and everything
derived of them is compared to the byte, every hash computed anew; *lost* counts what the hub lacks, *double*
what it has twice, *altered* what is other. Alarms raised for nothing would count as lost.
"""


@dataclass
class Row:
    """What came of all runs of one fault."""

    name: str
    runs: int = 0
    sums: Counter[str] = field(default_factory=Counter)
    told: Counter[str] = field(default_factory=Counter)

    def add(self, outcome: Outcome) -> None:
        """One run more."""
        found = outcome.difference
        self.runs += 1
        self.told += outcome.told
        self.sums.update(entries=outcome.entries, photos=outcome.photos, struck=outcome.struck)
        self.sums.update(lost=found.lost + len(outcome.alarms), double=found.double, altered=found.altered)

    def line(self) -> str:
        """A line of Markdown."""
        told = ", ".join(f"{code} ×{count}" for code, count in sorted(self.told.items())) or "–"
        numbers = [str(self.sums[name]) for name in ("lost", "double", "altered")]
        before = [str(self.sums[name]) for name in ("entries", "photos", "struck")]
        return f"| {' | '.join([self.name, str(self.runs), *before, told, *numbers])} |"


def row_of(fault: Fault, entries: int, runs: int, seed: int) -> Row:
    """Run one fault ``runs`` times with ``entries`` entries in all."""
    row = Row(fault.name)
    for number in range(runs):
        with TemporaryDirectory(dir=_scratch()) as folder:
            row.add(run(fault, Path(folder), -(-entries // runs), seed * 1000 + number))
    return row


def _scratch() -> str | None:
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108 - in memory: quick, and gone after


def head(seed: int, seconds: float) -> str:
    """Which program, which machine, which seed, when."""
    commit = subprocess.run(
        ["git", "describe", "--always", "--dirty"], capture_output=True, text=True, check=False
    ).stdout.strip()
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    return (
        f"Commit {commit}, {machine}, seed {seed}, {datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {seconds:.0f} s."
    )


def page(made: str, rows: list[Row]) -> str:
    """The table with what it says, as Markdown."""
    whole = Row("**all**")
    for row in rows:
        whole.runs += row.runs
        whole.sums.update(row.sums)
    rule = "|---|--:|--:|--:|--:|---|--:|--:|--:|"
    lines = [f"| {' | '.join(HEAD)} |", rule, *(row.line() for row in (*rows, whole))]
    return "\n".join(["# Faults × runs × losses", "", made, "", ABOUT, *lines, ""])


def main() -> int:
    """Run what is asked for; exit 1 when anything is not the same on both sides."""
    parser = argparse.ArgumentParser(prog="python -m tests.sync.faults")
    parser.add_argument("--entries", type=int, default=10_000, help="in all, spread over the faults")
    parser.add_argument("--runs", type=int, default=3, help="of each fault")
    parser.add_argument("--seed", type=int, default=secrets.randbelow(1_000_000))
    parser.add_argument("--only", nargs="*", default=[""], help="faults whose name holds one of these")
    parser.add_argument("--out", type=Path, help="write the table into this file")
    asked = parser.parse_args()
    out = asked.out or (RESULTS if asked.only == [""] else None)
    sys.stdout.write(f"seed {asked.seed}\n")
    began, rows = time.monotonic(), list[Row]()
    chosen = [fault for fault in FAULTS if any(part in fault.name for part in asked.only)]
    with TemporaryDirectory() as state:
        os.environ["XDG_STATE_HOME"] = state
        for fault in chosen:
            rows.append(row_of(fault, -(-asked.entries // len(chosen)), asked.runs, asked.seed))
            sys.stdout.write(f"{rows[-1].line()}\n")
            sys.stdout.flush()
            if out:
                made = head(asked.seed, time.monotonic() - began)
                out.write_text(page(made, rows), "utf-8")
    return 1 if any(row.sums[name] for row in rows for name in ("lost", "double", "altered")) else 0


if __name__ == "__main__":
    sys.exit(main())
