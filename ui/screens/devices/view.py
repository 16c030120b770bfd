"""The Devices screen: a card for each instrument, the camera beside them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QStackedWidget, QWidget

from ui.context import Context
from ui.screens.devices.camera_card import CameraCard
from ui.screens.devices.instrument_card import InstrumentCard
from ui.screens.devices.viewmodel import DevicesModel
from ui.screens.screen import ScreenView, TopLineText
from ui.widgets.empty_state import EmptyState
from ui.widgets.looks import look, row

_COLUMNS = 2
_CAMERA_PX = 456


class DevicesView(ScreenView):
    """Cards follow the devices; they are made again when the settings bring others."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        look(self, "page")
        self._context = context
        self.model = DevicesModel(context, self)
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._empty = EmptyState(context.theme, "plug")
        self._stack = look(QStackedWidget(), "page")
        self._camera = CameraCard(context)
        self._lay_out()
        self.model.rebuilt.connect(self._rebuild)
        context.translator.follow(self.retranslate)
        self._rebuild()

    def top_line(self) -> TopLineText:
        return TopLineText(self._context.translator.tr("devices.title"))

    def entered(self) -> None:
        self._camera.set_live(True)
        self._scroll.setFocus()

    def left(self) -> None:
        self._camera.set_live(False)

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self._context.translator.tr
        self._empty.set_texts(tr("devices.empty"), tr("devices.empty_do"))
        self._scroll.setAccessibleName(tr("devices.title"))

    def _lay_out(self) -> None:
        self._camera.setFixedWidth(_CAMERA_PX)
        self._stack.addWidget(self._scroll)
        self._stack.addWidget(self._empty)
        layout = row(self, spacing=16, margin=24)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self._camera, 0, Qt.AlignmentFlag.AlignTop)

    def _rebuild(self) -> None:
        statuses = self._context.devices.statuses
        page = look(QWidget(), "plain")
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(16)
        for number, status in enumerate(statuses):
            card = InstrumentCard(self._context, self.model, status.info.name)
            grid.addWidget(card, number // _COLUMNS, number % _COLUMNS)
        for place in range(_COLUMNS):
            grid.setColumnStretch(place, 1)
        grid.setRowStretch(len(statuses), 1)
        self._scroll.setWidget(page)
        self._stack.setCurrentWidget(self._scroll if statuses else self._empty)
