"""A program of its own that shows one window and reports on itself; started by ``windows.py``.

``window_child.py bare`` shows a bare PySide6 window, ``window_child.py station WORD …`` runs the ``station``
command line with these words, ``window_child.py everything WORD …`` too but imports all of it first,
``window_child.py inspecting HOME`` opens the Inspect screen with the camera live. All are watched by the same
means. One JSON object goes to standard output.
``STARTED_NS`` in the environment is the parent's monotonic clock just before this process was started.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6 import QtWidgets
from PySide6.QtCore import QEvent, QObject, QTimer

if TYPE_CHECKING:
    from ui.app import StationApp

BEAT_MS = 4
STALL_MS = 16
QUIET_MS = 600
FRAMES = 60
"""How many camera frames are waited for, when frames come at all."""
PATIENCE_S = 40
NEEDED_SOMETIME = (
    "sqlalchemy.orm",
    "alembic.command",
    "cv2",
    "reportlab.platypus",
    "openpyxl",
    "pint",
    "ui.app",
)


def since_start_ms() -> float:
    """Milliseconds since the parent started this process."""
    return (time.monotonic_ns() - int(os.environ["STARTED_NS"])) / 1e6


class Watch(QObject):
    """Sees the first paint of the first window and when the event loop stops stalling after it."""

    def __init__(self, app: QtWidgets.QApplication) -> None:
        super().__init__(app)
        self._app = app
        self.hub: QObject | None = None
        """The station's devices, when camera frames are to be watched."""
        self.painted_ms = 0.0
        self.usable_ms = 0.0
        self._last_ms = 0.0
        self._beat = QTimer(self, interval=BEAT_MS)
        self._beat.timeout.connect(self._listen)
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and watched.isWidgetType():
            QTimer.singleShot(0, self._painted)
        return False

    def _painted(self) -> None:
        if self.painted_ms:
            return
        self.painted_ms = self.usable_ms = self._last_ms = since_start_ms()
        self._app.removeEventFilter(self)
        self._beat.start()

    def _listen(self) -> None:
        now_ms = since_start_ms()
        if now_ms - self._last_ms > STALL_MS + BEAT_MS:
            self.usable_ms = now_ms
        self._last_ms = now_ms
        if now_ms - self.usable_ms > QUIET_MS:
            self._beat.stop()
            _after_start(self)


class Frames(QObject):
    """Counts what the camera delivers to the GUI thread and what the GUI thread spends meanwhile."""

    def __init__(self, watch: Watch, hub: QObject) -> None:
        super().__init__(watch)
        self._watch = watch
        self._seen = 0
        self._spent_ns = 0
        hub.frame_ready.connect(self._count)  # type: ignore[attr-defined]

    def _count(self) -> None:
        if self._seen == 0:
            self._spent_ns = time.thread_time_ns()
        self._seen += 1
        if self._seen > FRAMES:
            spent_ms = (time.thread_time_ns() - self._spent_ns) / 1e6
            _report(self._watch, gui_ms_per_frame=spent_ms / FRAMES)


def _after_start(watch: Watch) -> None:
    if watch.hub is None:
        _report(watch)
    else:
        Frames(watch, watch.hub)
        QTimer.singleShot(PATIENCE_S * 1000, lambda: _report(watch))


def _report(watch: Watch, **more: float) -> None:
    result = {"painted_ms": watch.painted_ms, "usable_ms": watch.usable_ms, **more}
    sys.stdout.write(json.dumps(result) + "\n")
    sys.stdout.flush()
    sys.stdin.read()  # stay as we are until the parent has read our memory
    os._exit(0)


class WatchedApplication(QtWidgets.QApplication):
    """An application that is watched from its first event on."""

    def __init__(self, arguments: Sequence[str] = ()) -> None:
        super().__init__(list(arguments))
        self.watch = Watch(self)


def bare(words: Sequence[str]) -> int:
    """The least that PySide6 can show."""
    app = WatchedApplication(["bare"])
    window = QtWidgets.QMainWindow()
    window.resize(1440, 900)
    window.show()
    return app.exec()


def everything(words: Sequence[str]) -> int:
    """The product as it would start if every module imported what it needs at its top."""
    for module in NEEDED_SOMETIME:
        importlib.import_module(module)
    return station(words)


def station(words: Sequence[str]) -> int:
    """The product, through its own command line."""
    QtWidgets.QApplication = WatchedApplication  # type: ignore[misc,assignment] # the product imports this very name
    from ui.cli.main import main

    return main(words)


def inspecting(words: Sequence[str]) -> int:
    """The station with somebody signed in, so that the camera is live on the Inspect screen."""
    app = WatchedApplication(["inspecting"])
    from station.places import Home
    from ui.app import StationApp
    from ui.shell import Shell

    shell, station = Shell(), StationApp(Home(Path(words[0])))
    app.watch.hub = station.parts.devices
    station.ready.connect(lambda: _sign_in(station))
    shell.fill(station.window)
    shell.show()
    station.start()
    return app.exec()


def _sign_in(station: StationApp) -> None:
    context = station.context
    assert context is not None
    accounts, session = context.keep.accounts, context.session
    context.database.run(accounts.all, lambda people: session.sign_in(people[0]))


KINDS = {"bare": bare, "station": station, "everything": everything, "inspecting": inspecting}

if __name__ == "__main__":
    threading.Timer(PATIENCE_S * 2, os._exit, [1]).start()
    sys.exit(KINDS[sys.argv[1]](sys.argv[2:]))
