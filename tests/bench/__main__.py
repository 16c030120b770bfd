"""Runs the bench modules and prints one table: ``python -m tests.bench [--seed N] [--out FILE] [NAME …]``.

``--entries`` and ``--stations`` scale down the benches of a backlog and of many stations.
"""

from __future__ import annotations

import argparse
import os
import pkgutil
import platform
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import psutil

import tests.bench
from tests.bench.isolated import measured
from tests.bench.table import render

ROOT = Path(__file__).resolve().parents[2]


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print and, with ``--out``, write the table; 1 when a goal was missed."""
    arguments = _arguments(argv)
    for what in ("entries", "stations"):
        if (count := getattr(arguments, what)) is not None:
            os.environ[f"STATION_BENCH_{what.upper()}"] = str(count)
    rows = [row for name in _modules(arguments.names) for row in measured(name, arguments.seed)]
    page = render(rows, _facts(arguments.seed))
    sys.stdout.write(page)
    if arguments.out:
        arguments.out.write_text(page, "utf-8")
    return 0 if all(row.met for row in rows) else 1


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--entries", type=int)
    parser.add_argument("--stations", type=int)
    parser.add_argument("--out", type=Path)
    parser.add_argument("names", nargs="*", help="bench modules without bench_; default: all")
    return parser.parse_args(argv)


def _modules(names: Sequence[str]) -> list[str]:
    found = (module.name for module in pkgutil.iter_modules(tests.bench.__path__))
    wanted = {f"bench_{name.removeprefix('bench_')}" for name in names}
    return sorted(name for name in found if name.startswith("bench_") and (not wanted or name in wanted))


def _facts(seed: int) -> Mapping[str, str]:
    return {
        "command": "`make bench`",
        "commit": _git("rev-parse", "--short", "HEAD")
        + (" + changes" if _git("status", "--porcelain") else ""),
        "date": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "seed": str(seed),
        "machine": f"{platform.system()} {platform.machine()}, {psutil.cpu_count()} cores, "
        f"{psutil.virtual_memory().total / 2**30:.0f} GiB, Python {platform.python_version()}",
        "load": f"{psutil.getloadavg()[0]:.1f} (1 min average; a shared machine drifts, only ratios count)",
    }


def _git(*words: str) -> str:
    done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
