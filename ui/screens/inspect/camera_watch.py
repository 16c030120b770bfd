"""The live camera of the inspection: quality, codes in view and stills, worked out off the GUI thread."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from station.errors import KnownError
from station.ports import DeviceState
from ui.devices import DeviceHub
from ui.screens.inspect.codes_in_view import CodesInView
from ui.screens.inspect.picture_work import Look, Still, Watcher, take_still
from ui.tasks import Lane

if TYPE_CHECKING:
    from station.ports import PhotoSource


class CameraWatch(QObject):
    """Looks at the newest picture whenever it has finished the one before.

    ``frame_ready(QImage)`` for drawing, ``looked(Look)`` after each look, ``code_seen(str)`` once per code
    that comes into view, ``codes_seen(tuple[str])`` when several are in view at once, ``still_taken(str view,
    Still)``, ``refused(KnownError)``, ``camera_changed(DeviceState)``. It has a thread while it watches.
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
        self._hub = hub
        self._lane: Lane | None = None
        self._watcher = Watcher()
        self._is_looking, self._is_taking = False, False
        self._told = CodesInView()
        self._dismissed: frozenset[str] = frozenset()
        hub.frame_ready.connect(self._on_frame)
        hub.camera_changed.connect(self.camera_changed)

    @property
    def state(self) -> DeviceState:
        """Real state of the camera."""
        return self._hub.camera_state

    def watch(self) -> None:
        """Look at pictures from now on."""
        self._lane = self._lane or Lane("pictures", self)

    def rest(self) -> None:
        """Nobody sees the pictures: end the thread."""
        lane, self._lane = self._lane, None
        self._is_looking, self._is_taking = False, False
        if lane is not None:
            lane.close()
            lane.deleteLater()

    def expect(self, view: str) -> None:
        """The view that the next still will show."""
        self._watcher.lit_display = view == "front_on"

    def dismiss(self, codes: frozenset[str]) -> None:
        """The unit of these codes is done with: its labels are no news until they were put away."""
        self._dismissed = codes
        self._told.tell(codes, time.monotonic())

    def tell_again(self, code: str) -> None:
        """Nobody had time for ``code``: the next search that finds it says so."""
        self._told.forget(code)

    def capture(self, view: str) -> None:
        """Take a still of ``view``; a bad one is refused with the reason."""
        camera: PhotoSource | None = self._hub.camera
        if self._is_taking or self._lane is None:
            return
        if camera is None or self.state is not DeviceState.ONLINE:
            self.refused.emit(KnownError("CAM-001", camera=camera.name if camera else "–"))
            return
        self._is_taking = True
        lit = self._watcher.lit_display
        self._lane.run(
            lambda: take_still(camera, lit_display=lit), lambda still: self._taken(view, still), self._refuse
        )

    def _on_frame(self, image: QImage, pixels: object) -> None:
        if self._lane is None:
            return
        self.frame_ready.emit(image)
        if not self._is_looking:
            self._is_looking = True
            self._lane.run(lambda: self._watcher.look(pixels), self._saw, self._refuse)

    def _saw(self, look: Look) -> None:
        self._is_looking = False
        if self._lane is not None:
            self.looked.emit(look)
            if look.codes is not None:
                self._tell_codes(look.codes)

    def _tell_codes(self, codes: tuple[str, ...]) -> None:
        new = self._told.news(codes, time.monotonic())
        offered = tuple(code for code in codes if code in new or code not in self._dismissed)
        if new and len(offered) == 1:
            self.code_seen.emit(new[0])
        elif new:
            self.codes_seen.emit(offered)

    def _taken(self, view: str, still: Still) -> None:
        self._is_taking = False
        self.still_taken.emit(view, still)

    def _refuse(self, error: KnownError) -> None:
        self._is_looking = self._is_taking = False
        self.refused.emit(error)
