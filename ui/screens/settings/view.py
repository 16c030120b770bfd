"""The Settings screen: what takes effect at once at the left, devices at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from ui.context import Context
from ui.screens.screen import ScreenView, TopLineText
from ui.screens.settings.backup_card import BackupCard
from ui.screens.settings.devices_card import DevicesCard
from ui.screens.settings.general_card import GeneralCard
from ui.screens.settings.people_card import PeopleCard
from ui.screens.settings.viewmodel import SettingsModel
from ui.widgets.looks import column, label, look, row

_SIDE_PX = 480


class SettingsView(ScreenView):
    """Cards of settings."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        look(self, "page")
        self._context = context
        self.model = SettingsModel(context, self)
        self._about = label("muted small", wrap=True)
        self._general = GeneralCard(context, self.model)
        self._backup = BackupCard(context, self.model)
        self._lay_out()
        context.translator.follow(self.retranslate)

    def top_line(self) -> TopLineText:
        return TopLineText(self._context.translator.tr("settings.title"))

    def entered(self) -> None:
        self.model.refresh()
        self._backup.refresh()
        self._general.setFocus()

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        from importlib.metadata import version

        home = self._context.home.root
        number = version("inspection-station")
        self._about.setText(self._context.translator.tr("settings.about", version=number, home=home))

    def _lay_out(self) -> None:
        side = look(QWidget(), "plain")
        side.setFixedWidth(_SIDE_PX)
        left = column(side, spacing=16)
        for part in (self._general, PeopleCard(self._context, self.model), self._about):
            left.addWidget(part)
        left.addStretch(1)
        page = look(QWidget(), "plain")
        layout = row(page, spacing=16, margin=24)
        layout.addWidget(side, 0, Qt.AlignmentFlag.AlignTop)
        right = column(spacing=16)
        right.addWidget(DevicesCard(self._context, self.model))
        right.addWidget(self._backup)
        right.addStretch(1)
        layout.addLayout(right, 1)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(page)
        column(self).addWidget(scroll)
