"""Runs one bench module in a process of its own, so that none inherits another's Qt, caches or memory."""

from __future__ import annotations

import importlib
import multiprocessing
import os
import sys
from concurrent.futures import ProcessPoolExecutor

from tests.bench.table import Row


def measured(module: str, seed: int) -> list[Row]:
    """The rows of ``tests.bench.<module>``."""
    sys.stderr.write(f"{module} …\n")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # benches need no display and disturb nobody's
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as process:
        return process.submit(_run, module, seed).result()


def _run(module: str, seed: int) -> list[Row]:
    rows: list[Row] = importlib.import_module(f"tests.bench.{module}").run(seed)
    return rows
