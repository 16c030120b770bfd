"""Gauges and camera beside the pages: what they bring goes to the page that is shown."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from station.errors import KnownError
from station.inspection.identity import codes_of, is_own_label
from station.model.checklist import ItemKind
from station.model.unit import Unit
from station.ports import DeviceState
from ui.context import Context
from ui.screens.inspect.auto_capture import AutoCapture
from ui.screens.inspect.camera_watch import CameraWatch
from ui.screens.inspect.gauge_watch import GaugeWatch
from ui.screens.inspect.idle_page import IdlePage
from ui.screens.inspect.picture_work import Look, Still
from ui.screens.inspect.step_page import StepPage
from ui.screens.inspect.viewmodel import InspectViewModel, Stage
from ui.sounds import Cue
from ui.theme import State


class DevicesBeside(QObject):
    """Readings answer the step, pictures become its photos, codes open units: ``codes_offered(codes)`` when
    several lie under the camera."""

    codes_offered = Signal(object)

    def __init__(
        self, context: Context, model: InspectViewModel, idle: IdlePage, step: StepPage, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._context, self._model, self._idle, self._step = context, model, idle, step
        self.gauges = GaugeWatch(context.devices, context.clock, self)
        self.cameras = CameraWatch(context.devices, self)
        self._auto = AutoCapture()
        self._connect_gauges()
        self._connect_cameras()
        self.retranslate()

    def watch(self) -> None:
        """Look and measure again."""
        self.cameras.watch()
        self.watch_gauges()

    def rest(self) -> None:
        """Nothing is looked at or measured."""
        self.cameras.rest()
        self.gauges.rest()

    def watch_gauges(self) -> None:
        """Measure what the step shown asks for, as long as the screen is shown."""
        step, item = self._step.card.step, self._model.item
        if self._model.stage is Stage.STEP and step is not None and step.quantity and item is not None:
            self.gauges.watch(step.quantity, item.unit or "mm")
        else:
            self.gauges.rest()

    def capture(self, view: str) -> None:
        """Take the photo of ``view``."""
        self._auto.taken()
        self.cameras.capture(view)

    def code_for_step(self, code: str) -> None:
        """A scanned code is the step's, or the unit's own, or says that something is wrong."""
        inspection = self._model.inspection
        if inspection is None or self._step_takes(code, inspection.unit):
            return
        if code in codes_of(inspection.unit):
            self._context.messages.tell(State.OK, "inspect.own_code", code=code)
        else:
            self._context.sounds.play(Cue.ATTENTION)
            self._context.messages.refuse(KnownError("SCAN-006", code=code))

    def retranslate(self) -> None:
        """Say in the language in use how the camera is."""
        self._camera_changed(self.cameras.state)

    def _connect_gauges(self) -> None:
        card = self._step.card
        self.gauges.gauge.connect(card.take_gauge)
        self.gauges.read.connect(card.take_reading)
        self.gauges.accepted.connect(card.accept_reading)
        self.gauges.trouble.connect(card.take_trouble)
        self.gauges.waiting.connect(card.take_wait)
        card.measure_again.connect(self.gauges.arm)
        card.take_asked.connect(self.gauges.take)

    def _connect_cameras(self) -> None:
        self.cameras.frame_ready.connect(self._show_image)
        self.cameras.looked.connect(self._show_look)
        self.cameras.code_seen.connect(self._code_seen)
        self.cameras.codes_seen.connect(self._codes_seen)
        self.cameras.still_taken.connect(self._keep_still)
        self.cameras.refused.connect(self._refused)
        self.cameras.camera_changed.connect(self._camera_changed)

    def _step_takes(self, code: str, unit: Unit) -> bool:
        step = self._step.card.step
        if self._model.stage is not Stage.STEP or step is None or is_own_label(unit, code):
            return False
        return step.take_code(code)

    def _code_seen(self, code: str) -> None:
        if self._idle.is_asking_by_hand:
            return
        if self._model.busy:
            self.cameras.tell_again(code)
            return
        if self._model.stage in (Stage.IDLE, Stage.VERDICT):
            self._model.code(code)
        elif self._wants_code(code) and self._step.card.step is not None:
            self._step.card.step.take_code(code)

    def _wants_code(self, code: str) -> bool:
        """A code under the camera answers a scan step, unless it is the label that opened the unit.

        The camera never confirms a code that was just doubted: it may only have seen it again.
        """
        inspection, item = self._model.inspection, self._model.item
        if self._model.stage is not Stage.STEP or inspection is None or item is None:
            return False
        return item.kind is ItemKind.SCAN and code not in (inspection.unit.code, self._model.doubted)

    def _codes_seen(self, codes: tuple[str, ...]) -> None:
        if self._model.stage in (Stage.IDLE, Stage.VERDICT):
            self._context.messages.refuse(KnownError("SCAN-003", codes=codes))
            self.codes_offered.emit(codes)

    def _keep_still(self, view: str, still: Still) -> None:
        self._model.add_photo(view, still)

    def _show_image(self, image: QImage) -> None:
        if not self._step.isHidden():
            self._step.show_image(image)
        elif not self._idle.isHidden():
            self._idle.camera.show_image(image)

    def _show_look(self, look: Look) -> None:
        if self._step.isHidden():
            return
        reasons = {reason.value for reason in look.quality.reasons}
        self._step.evidence.show_quality(
            {
                "sharpness": "blurred" not in reasons,
                "exposure": not reasons & {"too_dark", "too_bright"},
                "glare": "glare" not in reasons,
            }
        )
        view = self._wanted_view()
        if self._auto.is_due(view, look) and not self._model.busy:
            self.capture(view)

    def _wanted_view(self) -> str:
        """The view chosen, when the step demands it and there is no photo of it yet."""
        view, item = self._step.view, self._model.item
        taken = any(photo.view == view for photo in self._model.item_photos)
        return view if item is not None and view in item.views and not taken else ""

    def _camera_changed(self, state: DeviceState) -> None:
        tr = self._context.translator.tr
        live = state is DeviceState.ONLINE
        for camera in (self._step.evidence.camera, self._idle.camera):
            camera.show_live(State.OK if live else State.UNKNOWN, tr(f"inspect.camera.{state.value}"))
            if not live:
                camera.show_nothing(tr(f"inspect.camera.{state.value}_do"))

    def _refused(self, error: KnownError) -> None:
        self._context.sounds.play(Cue.REFUSED)
        self._context.messages.refuse(error)
