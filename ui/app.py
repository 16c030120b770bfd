"""The composition root: builds the parts, opens the store behind the window, hands screens what they need."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from station.errors import KnownError
from station.places import Home
from station.settings import CameraSetting, InstrumentSetting
from station.store.clock import SystemClock
from station.store.starts import state_started
from ui.context import Context, Keep
from ui.crash import CrashHandler, unseen_reports
from ui.device_set import DeviceSet, make_devices
from ui.device_watch import DeviceWatch
from ui.file_problems import file_problems
from ui.fonts import load_fonts
from ui.idle_watch import IdleWatch
from ui.main_window import MainWindow
from ui.opening import open_keep
from ui.pages.store_problem import StoreProblem
from ui.parts import make_parts
from ui.platform_feed import offer_profiles
from ui.practice import PIN, PracticeBench, fill_practice, mark_practice
from ui.reception import Reception
from ui.screens.registry import all_screens
from ui.setting_witness import SettingWitness
from ui.station_facts import station_facts
from ui.theme import State, ThemeName

Configured = tuple[tuple[InstrumentSetting, ...], CameraSetting | None]


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
        self._keep: Keep | None = None
        self._closed = False
        self.parts = make_parts(home, SystemClock())
        offer_profiles(home)
        self.bench = PracticeBench() if practice else None
        self._running: Configured | None = None
        self._station_name = self.parts.settings.now.station_name
        self._crash = CrashHandler(home, lambda report: self._crashed.emit(report.name))
        self.parts.theme.apply()
        self.window = MainWindow(self.parts, all_screens())
        self._idle = IdleWatch(self)
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
        parts.database.run(self._open, self._on_store, self._on_store_problem)

    def close(self) -> None:
        """Stop everything; returns when every thread has ended. Safe to call twice."""
        if not self._closed:
            self._closed = True
            self.parts.upkeep.close()
            self.parts.exchange.close()
            self.parts.database.run(self._close_store)
        self._idle.rest()
        self.context = None
        self.parts.close()
        if self.bench is not None:
            self.bench.stop()
        self._crash.remove()

    def _open(self) -> Keep:
        keep = self._keep = open_keep(self.parts.home, self.parts.clock)
        if self.bench is not None:
            fill_practice(keep)
        return keep

    def _close_store(self) -> None:
        """On the database lane, where a store that is still being opened is there by now."""
        if self._keep is not None:
            self._keep.store.close()

    def _on_store(self, keep: Keep) -> None:
        self.context = Context.of(self.parts, keep)
        self.window.attach(self.context)
        self.parts.database.run(partial(state_started, keep.store))
        self._witness = SettingWitness(self.context, self)
        self.reception = self._receive(self.context)
        self.reception.open()
        self._refresh_facts()
        self.parts.upkeep.attach(keep.store)
        self.parts.exchange.attach(keep)
        self.parts.labels.attach(keep)
        self.parts.database.run(partial(file_problems, self.parts.home), self._tell_refusals)
        self.ready.emit()

    def _receive(self, context: Context) -> Reception:
        window, hint = self.window, self._pin_hint if self.bench else None
        reception = Reception(context, window.curtain, window.routing, self._idle, hint=hint, parent=self)
        window.switch_asked.connect(reception.switch)
        context.session.leaving.connect(reception.sign_out)
        return reception

    def _pin_hint(self) -> str:
        return self.parts.translator.tr("frame.practice.pin", pin=PIN)

    def _on_store_problem(self, error: KnownError) -> None:
        self.parts.messages.refuse(error)
        page = StoreProblem(self.parts.theme, self.parts.translator, error)
        page.retried.connect(self.open_store)
        self.window.show_page(page)

    def _prepare_bench(self) -> dict[str, Any]:
        return self.bench.start() if self.bench is not None else {}

    def _use_bench(self, values: dict[str, Any]) -> None:
        if values:
            self.parts.settings.change(**values)
        self._renew_devices()

    def _renew_devices(self) -> None:
        parts, settings = self.parts, self.parts.settings.now
        if self._running == (settings.instruments, settings.camera):
            return
        self._running = (settings.instruments, settings.camera)
        closers = parts.devices.release()

        def renew() -> DeviceSet:
            for close in closers:
                close()
            return make_devices(settings)

        parts.network.run(renew, self._on_devices)

    def _on_devices(self, made: DeviceSet) -> None:
        self._tell_refusals(made.refusals)
        self.parts.devices.start(made.sources, made.camera)

    def _tell_refusals(self, refusals: Sequence[KnownError]) -> None:
        for refusal in refusals:
            self.parts.messages.refuse(refusal)

    def _connect(self) -> None:
        parts = self.parts
        parts.settings.changed.connect(self._on_settings)
        parts.events.record_sealed.connect(self._refresh_facts)
        parts.exchange.fed.connect(self._refresh_facts)
        self._crashed.connect(self._on_crash)
        self._watch = DeviceWatch(parts.devices, parts.messages, parts.translator, self)

    def _on_settings(self) -> None:
        parts, new = self.parts, self.parts.settings.now
        parts.translator.set_language(new.language)
        parts.theme.set_theme(ThemeName(new.theme))
        parts.sounds.set_enabled(new.sounds)
        if self.context is not None and new.station_name != self._station_name:
            self._station_name = new.station_name
            parts.database.run(partial(self.context.keep.store.rename, new.station_name))
        self._renew_devices()

    def _refresh_facts(self) -> None:
        if self.context is not None:
            self.parts.database.run(partial(station_facts, self.context.keep), self.window.show_facts)

    def _on_crash(self, report: str) -> None:
        self.parts.messages.tell(State.BAD, "frame.crash.now", file=report)
