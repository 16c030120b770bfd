"""Starts a window in a process of its own and reads what it says about itself."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

import psutil

CHILD = Path(__file__).with_name("window_child.py")
ROOT = CHILD.parents[2]


def watch_window(*words: str) -> Mapping[str, float]:
    """Start ``window_child.py`` with ``words``: ``painted_ms``, ``usable_ms``, ``memory_mb``.

    The kind ``inspecting`` goes on until frames have arrived and adds ``gui_ms_per_frame``.
    """
    environment = dict(os.environ, PYTHONPATH=str(ROOT))
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # as installed: modules are compiled once
    environment["PYTHONPYCACHEPREFIX"] = str(Path(tempfile.gettempdir()) / "station-bench-bytecode")
    environment["STARTED_NS"] = str(time.monotonic_ns())
    command = [sys.executable, str(CHILD), *words]
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as child:
        assert child.stdout and child.stdin
        said: dict[str, float] = json.loads(child.stdout.readline())
        said["memory_mb"] = psutil.Process(child.pid).memory_info().rss / 2**20
        child.stdin.close()
    return said
