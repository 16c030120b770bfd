"""Drives the windows from sign-in to certificate and keeps what they show."""

from __future__ import annotations

import time
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from station.model.answer import Text
from station.model.checklist import CheckItem, ItemKind
from station.model.record import Record
from ui.app import StationApp
from ui.practice import PIN
from ui.screens.inspect.view import InspectView
from ui.screens.inspect.viewmodel import InspectViewModel, Stage
from ui.steps.step import Step
from ui.tour.answering import give
from ui.tour.bench import put_on_bench, turn_phone
from ui.tour.hand import Hand, TourStuckError
from ui.tour.outcome import Outcome, ShortUnit
from ui.tour.script import Script

SETTLE_MS = 250
"""Time for the camera to see the phone after it was turned, in milliseconds."""
FIRST_TILE = "1"
"""Key of the practice inspector on the sign-in page."""
_PAINT_MS = 60
"""Time for the window to lay out and paint what has just changed, in milliseconds."""
_FRESH_PICTURES = 4
"""Pictures after which the camera surely shows the phone as it lies now."""
_PICTURED = ("ID-01", "ID-05", "FG-01", "FR-02", "FR-04", "BK-01", "CM-01", "WD-01", "PB-02", "WR-02")
"""Items whose step is worth a picture."""


class Tour:
    """One inspection by a practice inspector; the window of ``app`` is open, its bench simulated."""

    def __init__(self, app: StationApp, script: Script, outcome: Outcome) -> None:
        self._app, self._script, self._outcome = app, script, outcome
        self._window = app.window
        self._hand = Hand(app.window)

    def run(self) -> None:
        """Sign in, inspect, seal, look at the certificate. An inspection that was open is gone on with.

        Raises:
            TourStuckError: a window did not show what was expected.
        """
        try:
            self._sign_in()
            if self._model.stage is Stage.IDLE:
                self._scan()
            while self._model.stage is Stage.STEP:
                self._step()
            self._outcome.record = self._seal()
            self._look_at_paper()
            for short in self._script.short:
                self._inspect_short(short)
        except TourStuckError:
            self._picture("stuck")
            raise

    @property
    def _model(self) -> InspectViewModel:
        view = self._window.view("inspect")
        if not isinstance(view, InspectView):
            raise TourStuckError("the inspect screen is not there")
        return view.model

    def _sign_in(self) -> None:
        self._hand.wait(lambda: self._app.context is not None, "the store")
        self._hand.wait(lambda: bool(self._app.parts.devices.statuses), "the bench")
        self._hand.wait(lambda: self._window.curtain.page is not None, "the sign-in page")
        self._hand.pause(SETTLE_MS)
        self._picture("sign-in")
        self._hand.type(FIRST_TILE + PIN)
        self._hand.enter()
        self._hand.wait(lambda: self._window.current_screen == "inspect", "the inspect screen")
        self._hand.wait(lambda: not self._model.busy, "the station to be ready")

    def _scan(self) -> None:
        self._hand.pause(SETTLE_MS)
        self._picture("idle")
        if self._model.stage is Stage.IDLE:  # else the camera has read the label first
            self._hand.scan(self._script.code)
        self._hand.wait(lambda: self._model.stage is Stage.STEP, "the first step")

    def _inspect_short(self, script: Script) -> None:
        """A unit for its target channels: the window goes to sign when nothing can change a verdict."""
        self._script = script
        self._hand.scan(script.code)
        self._hand.wait(lambda: self._model.stage is Stage.STEP, f"the first step of {script.code}")
        asked: list[str] = []
        listed = len(self._model.inspection.checklist.items) if self._model.inspection else 0
        while self._model.stage is Stage.STEP:
            asked.append(self._answer_shown()[0])
        record = self._seal(f"-{script.code[-4:]}")
        self._outcome.short_units.append(ShortUnit(tuple(asked), listed, record))

    def _step(self) -> None:
        self._outcome.steps.append(self._answer_shown())

    def _answer_shown(self) -> tuple[str, float]:
        item = self._shown_item()
        self._take_photos(item)
        return item.id, self._measure(item) if item.id in self._script.bench else self._answer(item)

    def _shown_item(self) -> CheckItem:
        self._hand.wait(lambda: self._is_shown(), "the step to be shown")
        item = self._model.item
        if item is None:
            raise TourStuckError("no step is shown")
        return item

    def _is_shown(self) -> bool:
        step, item = self._shown_step(), self._model.item
        return step is not None and item is not None and step.item.id == item.id and not self._model.busy

    def _shown_step(self) -> Step | None:
        steps = self._window.findChildren(Step)
        return next((step for step in steps if step.isVisible()), None)

    def _answer(self, item: CheckItem) -> float:
        step, inspection = self._shown_step(), self._model.inspection
        if step is None or inspection is None:
            raise TourStuckError(f"{item.id} is not shown")
        scanned = item.kind is ItemKind.SCAN
        answer = Text(inspection.unit.imei) if scanned else self._script.answer(item)
        began = 0.0

        def finish() -> None:
            nonlocal began
            self._picture_of(item)
            began = time.perf_counter()
            if scanned:
                self._hand.scan(inspection.unit.imei)
            else:
                self._hand.enter()

        give(self._hand, step, answer, finish)
        self._wait_for_next(item)
        return (time.perf_counter() - began) * 1000

    def _measure(self, item: CheckItem) -> float:
        self._wait_for_reading(item)
        self._picture_of(item)
        began = time.perf_counter()
        put_on_bench(self._app, item, Decimal(self._script.bench[item.id]))
        self._wait_for_next(item)
        return (time.perf_counter() - began) * 1000

    def _wait_for_reading(self, item: CheckItem) -> None:
        """The step has seen what the instrument shows before the unit is put to it."""
        names = [source.info.name for source in self._app.parts.devices.sources_for(item.quantity or "")]
        seen: list[str] = []

        def see(name: str) -> None:
            if name in names:
                seen.append(name)

        self._app.parts.devices.reading_arrived.connect(see)
        self._hand.wait(lambda: len(seen) > 1, f"the instrument of {item.id}")
        self._app.parts.devices.reading_arrived.disconnect(see)

    def _wait_for_next(self, item: CheckItem) -> None:
        def is_next() -> bool:
            now = self._model.item
            return self._model.stage is not Stage.STEP or (now is not None and now.id != item.id)

        self._hand.wait(lambda: is_next() and not self._model.busy, f"the page after {item.id}")

    def _take_photos(self, item: CheckItem) -> None:
        for view in item.views:
            turn_phone(self._app, view)
            self._wait_for_pictures(_FRESH_PICTURES)
            while not any(photo.view == view for photo in self._model.item_photos):
                self._hand.press(Qt.Key.Key_Space, " ")
                self._hand.pause(SETTLE_MS)

    def _wait_for_pictures(self, count: int) -> None:
        """What the camera saw before the phone was turned has passed."""
        seen: list[QImage] = []

        def see(image: QImage) -> None:
            seen.append(image)

        devices = self._app.parts.devices
        devices.frame_ready.connect(see)
        self._hand.wait(lambda: len(seen) >= count, "the camera")
        devices.frame_ready.disconnect(see)

    def _seal(self, suffix: str = "") -> Record:
        self._hand.pause(SETTLE_MS)
        self._picture(f"seal{suffix}")
        self._hand.type(PIN)
        self._hand.enter()
        self._hand.wait(lambda: self._model.stage is Stage.VERDICT, "the verdict")
        self._hand.pause(SETTLE_MS)
        self._picture(f"verdict{suffix}")
        if self._model.record is None:
            raise TourStuckError("nothing was sealed")
        return self._model.record

    def _look_at_paper(self) -> None:
        self._hand.command(Qt.Key.Key_F6)
        self._hand.pause(6 * SETTLE_MS)
        self._picture("certificate")
        self._hand.command(Qt.Key.Key_Escape)

    def _picture_of(self, item: CheckItem) -> None:
        if item.id in _PICTURED and self._outcome.record is None:
            self._picture(item.id)

    def _picture(self, name: str) -> None:
        self._hand.pause(_PAINT_MS)
        self._outcome.picture(self._window, name)
