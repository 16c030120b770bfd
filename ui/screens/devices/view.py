"""The Devices screen: a card for each instrument and one for the camera."""

from __future__ import annotations

import math

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from ui.context import Context
from ui.screens.devices.camera_card import CameraCard
from ui.screens.devices.instrument_card import InstrumentCard
from ui.screens.devices.viewmodel import DevicesModel
from ui.screens.screen import ScreenView, TopLineText
from ui.theme import GRID_PX
from ui.widgets.discard import discard
from ui.widgets.empty_state import EmptyState
from ui.widgets.looks import column, look

_CARD_PX = 400


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
        self._page = look(QWidget(), "plain")
        self._grid = QGridLayout(self._page)
        self._cards: list[InstrumentCard] = []
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More room, more columns."""
        self._arrange()

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self._context.translator.tr
        self._empty.set_texts(tr("devices.empty"), tr("devices.empty_do"))
        self._scroll.setAccessibleName(tr("devices.title"))

    def _lay_out(self) -> None:
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(2 * GRID_PX)
        self._scroll.setWidget(self._page)
        column(self, margin=3 * GRID_PX).addWidget(self._scroll)

    def _rebuild(self) -> None:
        for old in self._cards:
            self._grid.removeWidget(old)
            discard(old)
        names = [status.info.name for status in self._context.devices.statuses]
        self._cards = [InstrumentCard(self._context, self.model, name) for name in names]
        self._empty.setVisible(not names)
        self._arrange()

    def _arrange(self) -> None:
        """Cards of one size in as many columns as make the page square and still fit."""
        instruments: list[QWidget] = [*self._cards] or [self._empty]
        shown = [*instruments, self._camera]
        fitting = max(1, self.width() // _CARD_PX)
        columns = min(fitting, math.ceil(math.sqrt(len(shown))))
        for place, card in enumerate(shown):
            self._grid.addWidget(card, *divmod(place, columns))
        for place in range(max(self._grid.columnCount(), self._grid.rowCount())):
            self._grid.setColumnStretch(place, int(place < columns))
            self._grid.setRowStretch(place, int(place * columns < len(shown)))
