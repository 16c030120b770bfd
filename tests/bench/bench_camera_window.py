"""The Inspect screen with the camera live at 1080p: memory, and what each frame costs the GUI thread."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import cv2
import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QApplication, QLabel

from station.people.accounts import Accounts
from station.places import Home
from station.settings import CameraSetting, Settings, save_settings
from station.store.clock import SystemClock
from station.store.opening import open_store
from tests.bench.table import Row, interleaved
from tests.bench.windows import watch_window

ROUNDS = 3
PAINTS = 60
MEMORY_LIMIT, FRAME_LIMIT_MS = 3.5, 3.0


def run(seed: int) -> list[Row]:
    """Watch the whole station with a camera served by another process; ``seed`` draws the noise of frames."""
    with tempfile.TemporaryDirectory() as folder, _bench() as camera:
        home = _home(Path(folder), camera)
        bare = [watch_window("bare") for _ in range(ROUNDS)]
        live = [watch_window("inspecting", str(home.root)) for _ in range(ROUNDS)]
    return [_memory(bare, live), _frame(live, seed)]


def _memory(bare: list[Mapping[str, float]], live: list[Mapping[str, float]]) -> Row:
    floor, ours = (statistics.median(one["memory_mb"] for one in told) for told in (bare, live))
    return Row(
        "memory, camera live",
        ours,
        goal=f"≤ {MEMORY_LIMIT}× a bare window",
        met=ours <= MEMORY_LIMIT * floor,
        floor_ms=floor,
        unit="MB",
    )


def _frame(live: list[Mapping[str, float]], seed: int) -> Row:
    ours = statistics.median(one["gui_ms_per_frame"] for one in live)
    other = _painting(seed)
    return Row(
        "GUI thread per camera frame, whole screen",
        ours,
        goal=f"≤ {FRAME_LIMIT_MS:g} ms",
        met=ours <= FRAME_LIMIT_MS,
        floor_ms=other["floor"],
        peers={"JPEG decoded and scaled on the GUI thread": other["naive"]},
    )


def _painting(seed: int) -> Mapping[str, float]:
    """The floor paints a picture that is ready; the naive way does everything where it paints."""
    app = QApplication.instance() or QApplication(["bench"])
    label = QLabel()
    label.resize(640, 360)
    label.show()
    app.processEvents()
    jpeg = _jpeg(seed)
    ready = QImage.fromData(jpeg).scaled(label.size())

    def floor() -> None:
        label.setPixmap(QPixmap.fromImage(ready))
        label.repaint()

    def naive() -> None:
        whole = QImage.fromData(jpeg)
        smooth = Qt.TransformationMode.SmoothTransformation
        label.setPixmap(
            QPixmap.fromImage(whole.scaled(label.size(), Qt.AspectRatioMode.KeepAspectRatio, smooth))
        )
        label.repaint()

    return interleaved({"floor": floor, "naive": naive}, PAINTS)


def _jpeg(seed: int) -> bytes:
    noise = np.random.default_rng(seed).integers(0, 255, (108, 192, 3), np.uint8)
    picture = cv2.resize(noise, (1920, 1080), interpolation=cv2.INTER_CUBIC)
    return cv2.imencode(".jpg", picture)[1].tobytes()


def _home(folder: Path, camera: str) -> Home:
    home = Home(folder)
    with open_store(home, SystemClock()) as store:
        Accounts(store).create_first("Bench", "2580")
    save_settings(home, Settings(camera=CameraSetting(name="camera", url=camera)))
    return home


@contextmanager
def _bench() -> Iterator[str]:
    """The simulated bench in a process of its own, so that its memory is not counted; gives the camera."""
    command = [str(Path(sys.executable).with_name("station")), "bench", "serve", "--json"]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, env=os.environ) as bench:
        assert bench.stdout
        try:
            yield json.loads(bench.stdout.readline())["camera"]
        finally:
            bench.terminate()
