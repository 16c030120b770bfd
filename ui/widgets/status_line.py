"""Status line: real states only, never what one hopes for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from station.model.checklist import Title
from station.model.reading import Reading, ReadingStatus
from station.places import Home
from station.ports import DeviceState
from station.settings import SpaceSetting
from station.store.space import Room, SpaceState, room_of
from ui.devices import DeviceHub, DeviceStatus
from ui.exchange import Exchange
from ui.i18n import Translator
from ui.printing.label_desk import LabelDesk
from ui.sync_standing import LOOKS, short_words, standing_of, standing_words
from ui.theme import State, Theme
from ui.widgets.labels_status import LabelsStatus
from ui.widgets.looks import label, look, refresh_look, row
from ui.widgets.status_button import StatusButton

HEIGHT_PX = 32
SYNC_KEYS = "Ctrl+0"
"""The rail has the numbers from 1 on."""
_BEAT_MS = 1000
_GB = 1_000_000_000
_ROOMS = {SpaceState.PLENTY: State.OK, SpaceState.SHORT: State.ATTENTION, SpaceState.FULL: State.BAD}
STATES = {
    DeviceState.ONLINE: State.OK,
    DeviceState.CONNECTING: State.ATTENTION,
    DeviceState.LOST: State.BAD,
    DeviceState.OFF: State.UNKNOWN,
}


@dataclass(frozen=True, slots=True)
class StationFacts:
    """What the status line says about the station itself; None for what is not known."""

    internal_standard: Title | None = None
    version: str = ""
    sealed: int | None = None


class _Entry(QWidget):
    """A name and its state in words and colour."""

    def __init__(self) -> None:
        super().__init__()
        look(self, "plain")
        self._name, self._word = label("muted small"), label("small strong")
        layout = row(self, spacing=4)
        layout.addWidget(self._name)
        layout.addWidget(self._word)

    def say(self, name: str, word: str = "", state: State | None = None) -> None:
        self._name.setText(name)
        self._word.setText(word)
        self._word.setVisible(bool(word))
        self.setAccessibleName(f"{name} {word}".strip())
        if self._word.property("state") != (state.value if state else None):
            self._word.setProperty("state", state.value if state else None)
            refresh_look(self._word)


class StatusLine(QFrame):
    """Devices, camera and standard at the left; records, exchange with the hub, disk and clock at the right.

    ``sync_asked`` when the person wants to know more of the exchange, ``labels_asked`` of labels that wait.
    """

    sync_asked = Signal()
    labels_asked = Signal()

    def __init__(
        self,
        hub: DeviceHub,
        exchange: Exchange,
        labels: LabelDesk,
        translator: Translator,
        theme: Theme,
        home: Home,
        space: Callable[[], SpaceSetting],
    ) -> None:
        """``space`` gives the limits in use for the disk of ``home``."""
        super().__init__()
        look(self, "status-line")
        self.setFixedHeight(HEIGHT_PX)
        self._hub, self._translator, self._home, self._space = hub, translator, home, space
        self._exchange, self._sync = exchange, StatusButton(theme, SYNC_KEYS)
        self._labels = LabelsStatus(labels, translator, theme)
        self._facts = StationFacts()
        self._devices: dict[str, _Entry] = {}
        self._camera, self._standard = _Entry(), _Entry()
        self._sealed, self._disk, self._clock = _Entry(), _Entry(), _Entry()
        self._left: QHBoxLayout = row(spacing=24)
        self._lay_out()
        self._beat = QTimer(self, interval=_BEAT_MS)
        self._connect()

    def show_facts(self, facts: StationFacts) -> None:
        """Show what is known about the station itself."""
        self._facts = facts
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        self._say_camera()
        for status in self._hub.statuses:
            self._say_device(status)
        self._say_station()
        self._say_sync()

    def _lay_out(self) -> None:
        layout = row(self, spacing=24)
        layout.setContentsMargins(24, 0, 24, 0)
        self._left.addWidget(self._camera)
        layout.addLayout(self._left)
        layout.addWidget(self._standard)
        layout.addStretch()
        for part in (self._sealed, self._labels, self._sync, self._disk, self._clock):
            layout.addWidget(part)

    def _connect(self) -> None:
        self._hub.sources_changed.connect(self._rebuild)
        self._hub.state_changed.connect(self._on_device)
        self._hub.reading_arrived.connect(self._on_device)
        self._hub.camera_changed.connect(self._say_camera)
        self._exchange.changed.connect(self._say_sync)
        self._sync.clicked.connect(self.sync_asked)
        self._labels.clicked.connect(self.labels_asked)
        self._beat.timeout.connect(self.retranslate)
        self._translator.changed.connect(self.retranslate)
        self._rebuild()
        self._beat.start()

    def _rebuild(self) -> None:
        for entry in self._devices.values():
            entry.hide()
            entry.deleteLater()
        self._devices = {status.info.name: _Entry() for status in self._hub.statuses}
        for entry in self._devices.values():
            self._left.addWidget(entry)
        self.retranslate()

    def _on_device(self, name: str, _what: object) -> None:
        status = self._hub.status(name)
        if status is not None:
            self._say_device(status)

    def _say_device(self, status: DeviceStatus) -> None:
        entry = self._devices.get(status.info.name)
        if entry is not None:
            state, key = device_word(status)
            entry.say(self._translator.device(status.info.name), self._translator.tr(key), state)

    def _say_camera(self) -> None:
        camera, state = self._hub.camera, self._hub.camera_state
        if camera is None:
            word = self._translator.tr("frame.status.camera_none")
        elif state is DeviceState.ONLINE:
            word = self._translator.tr("frame.status.fps", fps=round(self._hub.camera_fps()))
        else:
            word = self._translator.tr(f"frame.device.{state.value}")
        self._camera.say(self._translator.tr("frame.status.camera"), word, STATES[state])

    def _say_station(self) -> None:
        tr, facts = self._translator.tr, self._facts
        title = facts.internal_standard
        named = f"{title.of(self._translator.lang)} {facts.version}" if title else ""
        self._standard.say(named or f"{tr('frame.status.standard')} {tr('frame.status.none')}")
        sealed = "–" if facts.sealed is None else facts.sealed
        self._sealed.say(tr("frame.status.sealed", count=sealed))
        self._disk.say(tr("frame.status.disk"), *self._disk_words())
        self._clock.say(datetime.now().astimezone().strftime("%H:%M:%S"))

    def _say_sync(self) -> None:
        state, icon = LOOKS[standing_of(self._exchange.state, self._exchange.head)]
        words, whole = (say(self._exchange, self._translator) for say in (short_words, standing_words))
        self._sync.say(self._translator.tr("sync.title"), words, state, icon)
        self._sync.setToolTip(f"{whole}  {SYNC_KEYS}")

    def _disk_words(self) -> tuple[str, State]:
        room = _room(self._home, self._space())
        if room is None:
            return "–", State.UNKNOWN
        words = self._translator.tr(f"space.{room.state.value}", free=f"{room.free / _GB:.0f}")
        return words, _ROOMS[room.state]


def device_word(status: DeviceStatus) -> tuple[State, str]:
    """State and text key for an instrument: its connection, and when online what it last said."""
    if status.state is not DeviceState.ONLINE:
        return STATES[status.state], f"frame.device.{status.state.value}"
    return _reading_word(status.reading)


def _reading_word(reading: Reading | None) -> tuple[State, str]:
    if reading is None:
        return State.OK, "frame.device.online"
    if reading.status is ReadingStatus.OK:
        return State.OK, "frame.device.stable" if reading.stable else "frame.device.online"
    return State.ATTENTION, f"frame.reading.{reading.status.value}"


def _room(home: Home, setting: SpaceSetting) -> Room | None:
    try:
        return room_of(home, setting)
    except OSError:
        return None
