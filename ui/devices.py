"""Keeps the station's instruments and camera alive and tells the GUI thread what they say.

This is the one place that starts and closes devices; the status line, the Devices screen and the steps all
listen here.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from station.model.reading import Reading
from station.ports import DeviceState, GaugeSource, PhotoSource, SourceInfo
from ui.bridge import Bridge
from ui.frames import Frame, frame_from
from ui.tasks import Lane

_FPS_WINDOW_S = 2.0
_CAMERA = "\0camera"  # no instrument can be called so


@dataclass(frozen=True, slots=True)
class DeviceStatus:
    """What is known about one instrument: who it is, its real state and the last thing it said."""

    info: SourceInfo
    state: DeviceState
    since: float
    """Monotonic seconds at which ``state`` began."""
    reading: Reading | None = None


class DeviceHub(QObject):
    """All devices of the station.

    ``state_changed(name, DeviceState)``, ``reading_arrived(name, Reading)``, ``frame_ready(QImage, pixels)``
    (``pixels`` is the full BGR array the picture was made from), ``camera_changed(DeviceState)`` and
    ``sources_changed()`` are emitted on the GUI thread.
    """

    state_changed = Signal(str, object)
    reading_arrived = Signal(str, object)
    frame_ready = Signal(QImage, object)
    camera_changed = Signal(object)
    sources_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sources: dict[str, GaugeSource] = {}
        self._status: dict[str, DeviceStatus] = {}
        self._bridges: dict[str, Bridge] = {}
        self._camera: PhotoSource | None = None
        self._camera_state = DeviceState.OFF
        self._arrivals: deque[float] = deque(maxlen=240)
        self._frame_size: tuple[int, int] | None = None

    def start(self, sources: Sequence[GaugeSource], camera: PhotoSource | None) -> None:
        """Start these devices; what ran before must have been released."""
        self._sources = {source.info.name: source for source in sources}
        for name, source in self._sources.items():
            self._start_source(name, source)
        self._camera = camera
        if camera is not None:
            self._start_camera(camera)
        self.sources_changed.emit()

    def release(self) -> tuple[Callable[[], None], ...]:
        """Forget every device. Returns what closes them: call that off the GUI thread, it joins threads."""
        for bridge in self._bridges.values():
            bridge.blockSignals(True)
            bridge.deleteLater()
        closers = [source.close for source in self._sources.values()]
        if self._camera is not None:
            closers.append(self._camera.close)
        self._bridges, self._sources, self._status, self._camera = {}, {}, {}, None
        self._camera_state, self._frame_size = DeviceState.OFF, None
        self._arrivals.clear()
        self.sources_changed.emit()
        return tuple(closers)

    def close(self) -> None:
        """Stop every device and join its thread. Safe to call twice."""
        for close in self.release():
            close()

    @property
    def statuses(self) -> tuple[DeviceStatus, ...]:
        """Status of every instrument, in configured order."""
        return tuple(self._status.values())

    def status(self, name: str) -> DeviceStatus | None:
        """Status of one instrument, or None when there is none of this name."""
        return self._status.get(name)

    def source(self, name: str) -> GaugeSource | None:
        """The instrument of this name, or None."""
        return self._sources.get(name)

    def sources_for(self, quantity: str) -> tuple[GaugeSource, ...]:
        """Instruments that measure ``quantity``, those that are online first."""
        fitting = [source for source in self._sources.values() if source.info.quantity == quantity]
        return tuple(sorted(fitting, key=lambda source: source.state is not DeviceState.ONLINE))

    @property
    def camera(self) -> PhotoSource | None:
        """The camera, or None when none is configured."""
        return self._camera

    @property
    def camera_state(self) -> DeviceState:
        """Real state of the camera."""
        return self._camera_state

    @property
    def frame_size(self) -> tuple[int, int] | None:
        """Width and height in px of the newest picture that was handed over, or None."""
        return self._frame_size

    def camera_fps(self) -> float:
        """Pictures per second handed over during the last two seconds."""
        now = time.monotonic()
        return sum(1 for at in self._arrivals if now - at <= _FPS_WINDOW_S) / _FPS_WINDOW_S

    def restart(self, name: str, lane: Lane) -> None:
        """Close one device on ``lane`` and open it again; ``name`` is an instrument or the camera."""
        if (source := self._sources.get(name)) is not None:
            lane.run(source.close, lambda _none: self._open_source(name, source))
        elif (camera := self._camera) is not None and camera.name == name:
            lane.run(camera.close, lambda _none: self._open_camera(camera))

    def _start_source(self, name: str, source: GaugeSource) -> None:
        self._status[name] = DeviceStatus(source.info, source.state, time.monotonic())
        bridge = Bridge(name, self)
        bridge.reading.connect(self._on_reading)
        bridge.state.connect(self._on_state)
        self._bridges[name] = bridge
        self._open_source(name, source)

    def _start_camera(self, camera: PhotoSource) -> None:
        bridge = Bridge(camera.name, self)
        bridge.frame.connect(self._on_frame)
        bridge.state.connect(self._on_camera_state)
        self._bridges[_CAMERA] = bridge
        self._open_camera(camera)

    def _open_source(self, name: str, source: GaugeSource) -> None:
        if self._sources.get(name) is source:
            bridge = self._bridges[name]
            source.start(bridge.put_reading, bridge.put_state)

    def _open_camera(self, camera: PhotoSource) -> None:
        if self._camera is camera:
            bridge = self._bridges[_CAMERA]
            camera.start(lambda pixels: bridge.put_frame(frame_from(pixels)), bridge.put_state)

    def _on_reading(self, name: str, reading: Reading) -> None:
        old = self._status[name]
        self._status[name] = DeviceStatus(self._sources[name].info, old.state, old.since, reading)
        self.reading_arrived.emit(name, reading)

    def _on_state(self, name: str, state: DeviceState) -> None:
        kept = self._status[name].reading if state is DeviceState.ONLINE else None
        self._status[name] = DeviceStatus(self._sources[name].info, state, time.monotonic(), kept)
        self.state_changed.emit(name, state)

    def _on_frame(self, frame: Frame) -> None:
        self._arrivals.append(time.monotonic())
        self._frame_size = frame.pixels.shape[1], frame.pixels.shape[0]
        self.frame_ready.emit(frame.image, frame.pixels)

    def _on_camera_state(self, _name: str, state: DeviceState) -> None:
        self._camera_state = state
        self.camera_changed.emit(state)
