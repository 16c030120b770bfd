"""The camera: its live picture, its real state, its rate."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QSizePolicy

from station.ports import DeviceState
from ui.context import Context
from ui.theme import State
from ui.widgets.action_button import ActionButton
from ui.widgets.camera_view import CameraView
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.looks import label, row
from ui.widgets.status_line import STATES
from ui.widgets.surroundings import Surroundings

_BEAT_MS = 1000
_LOWEST_PX = 160


class CameraCard(Card):
    """Follows the station's camera; without one it says how to get one."""

    def __init__(self, context: Context) -> None:
        super().__init__(margin=16, spacing=8)
        self._context = context
        self._title, self._facts = label("title"), label("muted small", wrap=True)
        self._chip = Chip(context.theme)
        self._picture = CameraView(Surroundings(context.translator, context.theme))
        self._picture.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._picture.setMinimumHeight(_LOWEST_PX)
        self._again = ActionButton()
        self._beat = QTimer(self, interval=_BEAT_MS)
        self._lay_out()
        self._connect()

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr, hub = self._context.translator.tr, self._context.devices
        state = STATES[hub.camera_state] if hub.camera else State.UNKNOWN
        word = tr(f"frame.device.{hub.camera_state.value}") if hub.camera else tr("frame.status.camera_none")
        name = hub.camera.name if hub.camera else "camera"
        self._title.setText(self._context.translator.device(name))
        self._chip.show_state(state, word)
        self._again.set_text(tr("devices.reconnect"))
        self._again.setEnabled(hub.camera is not None)
        self._facts.setText(self._described())
        if hub.camera_state is not DeviceState.ONLINE:
            self._picture.show_nothing(tr("devices.no_picture") if hub.camera else tr("devices.no_camera"))

    def set_live(self, live: bool) -> None:
        """Follow the camera only while the screen is shown."""
        if live:
            self._beat.start()
            self.retranslate()
        else:
            self._beat.stop()

    def _described(self) -> str:
        hub, setting = self._context.devices, self._context.settings.now.camera
        size = ""
        if hub.frame_size is not None and hub.camera_state is DeviceState.ONLINE:
            width, height = hub.frame_size
            size = f"{width} × {height} px · {hub.camera_fps():.0f} fps"
        return " · ".join(part for part in (size, setting.url if setting else "") if part)

    def _lay_out(self) -> None:
        head = row(spacing=12)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._chip)
        buttons = row(spacing=8)
        buttons.addWidget(self._again)
        buttons.addStretch(1)
        self.body.addLayout(head)
        self.body.addWidget(self._facts)
        self.body.addWidget(self._picture, 1)
        self.body.addLayout(buttons)

    def _connect(self) -> None:
        hub = self._context.devices
        hub.frame_ready.connect(self._on_frame)
        hub.camera_changed.connect(self.retranslate)
        hub.sources_changed.connect(self.retranslate)
        self._beat.timeout.connect(self.retranslate)
        self._again.clicked.connect(self._reconnect)
        self._context.translator.follow(self.retranslate)

    def _on_frame(self, image: QImage, _pixels: object) -> None:
        if self.isVisible():
            self._picture.show_image(image)

    def _reconnect(self) -> None:
        camera = self._context.devices.camera
        if camera is not None:
            self._context.devices.restart(camera.name, self._context.network)
