"""The live camera of the inspection: quality, codes in view and stills, worked out off the GUI thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from station.errors import KnownError
from station.ports import DeviceState
from ui.devices import DeviceHub
from ui.screens.inspect.picture_work import Look, Still, Watcher, take_still
from ui.tasks import Lane

if TYPE_CHECKING:
    from station.ports import PhotoSource


class CameraWatch(QObject):
    """Looks at the newest picture whenever it has finished the one before.

    ``frame_ready(QImage)`` for drawing, ``looked(Look)`` after each look, ``code_seen(str)`` once per code that
    comes into view, ``codes_seen(tuple[str])`` when several are in view at once, ``still_taken(str view,
    Still)``, ``refused(KnownError)``, ``camera_changed(DeviceState)``.
    """

    frame_ready = Signal(QImage)
    looked = Signal(object)
    code_seen = Signal(str)
    codes_seen = Signal(object)
    still_taken = Signal(str, object)
    refused = Signal(object)
    camera_changed = Signal(object)

    def __init__(self, hub: DeviceHub, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hub, self._lane = hub, Lane("pictures", self)
        self._watcher = Watcher()
        self._is_looking, self._is_watching, self._is_taking = False, False, False
        self._last_codes: tuple[str, ...] = ()
        hub.frame_ready.connect(self._on_frame)
        hub.camera_changed.connect(self.camera_changed)

    @property
    def state(self) -> DeviceState:
        """Real state of the camera."""
        return self._hub.camera_state

    def watch(self, on: bool) -> None:
        """Look at pictures, or rest while no one sees them."""
        self._is_watching = on
        self._last_codes = ()

    def expect(self, view: str) -> None:
        """The view that the next still will show."""
        self._watcher.lit_display = view == "front_on"

    def capture(self, view: str) -> None:
        """Take a still of ``view``; a bad one is refused with the reason."""
        camera: PhotoSource | None = self._hub.camera
        if self._is_taking:
            return
        if camera is None or self.state is not DeviceState.ONLINE:
            self.refused.emit(KnownError("CAM-001", camera=camera.name if camera else "–"))
            return
        self._is_taking = True
        lit = self._watcher.lit_display
        self._lane.run(
            lambda: take_still(camera, lit_display=lit), lambda still: self._taken(view, still), self._refuse
        )

    def close(self) -> None:
        """End the thread."""
        self._is_watching = False
        self._lane.close()

    def _on_frame(self, image: QImage, pixels: object) -> None:
        if not self._is_watching:
            return
        self.frame_ready.emit(image)
        if not self._is_looking:
            self._is_looking = True
            self._lane.run(lambda: self._watcher.look(pixels), self._saw, self._refuse)

    def _saw(self, look: Look) -> None:
        self._is_looking = False
        if self._is_watching:
            self.looked.emit(look)
            if look.codes is not None:
                self._tell_codes(look.codes)

    def _tell_codes(self, codes: tuple[str, ...]) -> None:
        if codes == self._last_codes:
            return
        self._last_codes = codes
        if len(codes) == 1:
            self.code_seen.emit(codes[0])
        elif codes:
            self.codes_seen.emit(codes)

    def _taken(self, view: str, still: Still) -> None:
        self._is_taking = False
        self.still_taken.emit(view, still)

    def _refuse(self, error: KnownError) -> None:
        self._is_looking = self._is_taking = False
        self.refused.emit(error)
