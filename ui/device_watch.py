"""Tells a person when a device that worked is gone, and when it is back."""

from __future__ import annotations

from PySide6.QtCore import QObject

from station.errors import KnownError
from station.ports import DeviceState
from ui.devices import DeviceHub
from ui.i18n import Translator
from ui.messages import Messages
from ui.theme import State


class DeviceWatch(QObject):
    """Listens to the hub. Only a device that was online can be missed: starting up is not news."""

    def __init__(
        self, hub: DeviceHub, messages: Messages, translator: Translator, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._hub, self._messages, self._translator = hub, messages, translator
        self._worked: set[str] = set()
        self._missed: set[str] = set()
        hub.state_changed.connect(self._on_state)
        hub.camera_changed.connect(self._on_camera)
        hub.sources_changed.connect(self._forget)

    def _on_state(self, name: str, state: DeviceState) -> None:
        self._follow(name, state, KnownError("INS-001", device=name))

    def _on_camera(self, state: DeviceState) -> None:
        if self._hub.camera is not None:
            name = self._hub.camera.name
            self._follow(name, state, KnownError("CAM-001", camera=name))

    def _follow(self, name: str, state: DeviceState, loss: KnownError) -> None:
        if state is DeviceState.LOST and name in self._worked - self._missed:
            self._missed.add(name)
            self._messages.refuse(loss)
        elif state is DeviceState.ONLINE:
            self._worked.add(name)
            if name in self._missed:
                self._missed.discard(name)
                self._messages.tell(State.OK, "frame.device.back", device=self._translator.device(name))

    def _forget(self) -> None:
        self._worked.clear()
        self._missed.clear()
