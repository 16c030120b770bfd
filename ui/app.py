"""The composition root: builds the parts, opens the store behind the window, hands screens what they need."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from station.errors import KnownError
from station.places import Home
from station.settings import Settings
from station.texts import Lang
from ui.context import Context, Keep
from ui.crash import CrashHandler, unseen_reports
from ui.device_set import DeviceSet, make_devices
from ui.fonts import load_fonts
from ui.host_clock import HostClock
from ui.main_window import MainWindow
from ui.opening import open_keep
from ui.pages.store_problem import StoreProblem
from ui.parts import make_parts
from ui.practice import PracticeBench, fill_practice, mark_practice
from ui.reception import Reception
from ui.screens.registry import all_screens
from ui.theme import State, ThemeName
from ui.widgets.status_line import StationFacts


class StationApp(QObject):
    """One running station. ``ready`` is emitted when the store is open and somebody may sign in."""

    ready = Signal()
    _crashed = Signal(str)

    def __init__(self, home: Home, *, practice: bool = False) -> None:
        super().__init__()
        if practice:
            mark_practice(home)
        load_fonts()
        self.context: Context | None = None
        self.parts = make_parts(home, HostClock())
        self.bench = PracticeBench() if practice else None
        self._shown: Settings = self.parts.settings.now
        self._crash = CrashHandler(home, lambda report: self._crashed.emit(report.name))
        self.parts.theme.apply()
        self.window = MainWindow(self.parts, all_screens())
        self._connect()

    def start(self) -> None:
        """Show the window; open the store and the devices behind it."""
        reports = unseen_reports(self.parts.home)
        self._crash.install()
        self.window.show()
        if reports:
            self.window.offer_report(reports[0])
        self.open_store()
        self.parts.network.run(self._prepare_bench, self._use_bench)

    def open_store(self) -> None:
        """Open the store on the database lane; a problem becomes a page with the way out."""
        parts = self.parts
        parts.database.run(lambda: self._open(), self._on_store, self._on_store_problem)

    def close(self) -> None:
        """Stop everything; returns when every thread has ended. Safe to call twice."""
        if self.context is not None:
            self.parts.database.run(self.context.keep.store.close)
            self.context = None
        self.parts.close()
        if self.bench is not None:
            self.bench.stop()
        self._crash.remove()

    def _open(self) -> Keep:
        keep = open_keep(self.parts.home, self.parts.clock)
        if self.bench is not None:
            fill_practice(keep)
        return keep
