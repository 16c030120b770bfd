"""Addresses of instruments and camera."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QWidget

from station.settings import InstrumentSetting
from ui.context import Context
from ui.icons import icon
from ui.screens.settings.viewmodel import SettingsModel
from ui.widgets.action_button import ActionButton
from ui.widgets.card import Card
from ui.widgets.looks import column, label, look, row, rule

_NAME_PX = 136
_PROFILE_PX = 208


class InstrumentRow(QWidget):
    """One instrument to configure; ``removed`` when the person takes it out."""

    removed = Signal()

    def __init__(self, context: Context, profiles: Sequence[str], setting: InstrumentSetting | None) -> None:
        super().__init__()
        look(self, "plain")
        self._context = context
        self._name, self._url, self._profile = QLineEdit(), QLineEdit(), QComboBox()
        self._remove = QPushButton()
        self._profile.addItems(list(profiles))
        if setting is not None:
            self._name.setText(setting.name)
            self._url.setText(setting.url)
            self._profile.setCurrentText(setting.profile)
        self._lay_out()
        self._remove.clicked.connect(self.removed)
        context.theme.changed.connect(self._tint)
        context.translator.follow(self.retranslate)
        self._tint()

    def setting(self) -> dict[str, str]:
        """What was entered."""
        return {
            "name": self._name.text().strip(),
            "url": self._url.text().strip(),
            "profile": self._profile.currentText(),
        }

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self._context.translator.tr
        self._name.setPlaceholderText(tr("settings.name"))
        self._name.setAccessibleName(tr("settings.name"))
        self._url.setPlaceholderText(tr("settings.instrument_url_hint"))
        self._url.setAccessibleName(tr("settings.url"))
        self._profile.setAccessibleName(tr("settings.profile"))
        self._remove.setAccessibleName(tr("settings.remove"))
        self._remove.setToolTip(tr("settings.remove"))

    def _lay_out(self) -> None:
        self._name.setFixedWidth(_NAME_PX)
        self._profile.setFixedWidth(_PROFILE_PX)
        look(self._remove, "quiet icon")
        self._remove.setIconSize(QSize(20, 20))
        layout = row(self, spacing=8)
        layout.addWidget(self._name)
        layout.addWidget(self._url, 1)
        layout.addWidget(self._profile)
        layout.addWidget(self._remove)

    def _tint(self) -> None:
        self._remove.setIcon(icon("trash-2", self._context.theme.palette.muted, size_px=20))


class DevicesCard(Card):
    """Instruments and camera; applied together."""

    def __init__(self, context: Context, model: SettingsModel) -> None:
        super().__init__(margin=24, spacing=16)
        self._context, self._model = context, model
        self._profiles: tuple[str, ...] = ()
        self._rows: list[InstrumentRow] = []
        self._title, self._refusal = label("title"), label("strong")
        self._captions = [label("section") for _ in range(2)]
        self._list = column(spacing=8)
        self._camera_name, self._camera_url = QLineEdit(), QLineEdit()
        self._add, self._apply = ActionButton(), ActionButton(primary=True)
        self._lay_out()
        self._connect()

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self._context.translator.tr
        self._title.setText(tr("settings.devices"))
        for caption, key in zip(self._captions, ("instruments", "camera"), strict=True):
            caption.setText(tr(f"settings.{key}"))
        self._add.set_text(tr("settings.add_instrument"))
        self._apply.set_text(tr("settings.apply"))
        self._camera_name.setPlaceholderText(tr("settings.name"))
        self._camera_name.setAccessibleName(tr("settings.name"))
        self._camera_url.setPlaceholderText(tr("settings.camera_url_hint"))
        self._camera_url.setAccessibleName(tr("settings.camera"))

    def _lay_out(self) -> None:
        self._refusal.setProperty("state", "bad")
        self._refusal.hide()
        self._camera_name.setFixedWidth(_NAME_PX)
        camera = row(spacing=8)
        camera.addWidget(self._camera_name)
        camera.addWidget(self._camera_url, 1)
        buttons = row(spacing=8)
        buttons.addStretch(1)
        buttons.addWidget(self._apply)
        adding = row()
        adding.addWidget(self._add)
        adding.addStretch(1)
        self.body.addWidget(self._title)
        self.body.addWidget(self._captions[0])
        self.body.addLayout(self._list)
        self.body.addLayout(adding)
        self.body.addWidget(self._captions[1])
        self.body.addLayout(camera)
        self.body.addWidget(rule())
        self.body.addWidget(self._refusal)
        self.body.addLayout(buttons)

    def _connect(self) -> None:
        self._model.profiles_read.connect(self._on_profiles)
        self._model.refused.connect(self._on_refused)
        self._context.settings.changed.connect(self._show)
        self._add.clicked.connect(lambda: self._add_row(None))
        self._apply.clicked.connect(self._submit)
        self._context.translator.follow(self.retranslate)

    def _on_profiles(self, profiles: Sequence[str]) -> None:
        self._profiles = tuple(profiles)
        self._show()

    def _show(self) -> None:
        now = self._model.now
        for line in tuple(self._rows):
            self._drop(line)
        for setting in now.instruments:
            self._add_row(setting)
        self._camera_name.setText(now.camera.name if now.camera else "")
        self._camera_url.setText(now.camera.url if now.camera else "")
        self._refusal.hide()

    def _add_row(self, setting: InstrumentSetting | None) -> None:
        line = InstrumentRow(self._context, self._profiles, setting)
        line.removed.connect(lambda: self._drop(line))
        self._rows.append(line)
        self._list.addWidget(line)

    def _drop(self, line: InstrumentRow) -> None:
        self._rows.remove(line)
        self._list.removeWidget(line)
        line.hide()
        line.deleteLater()

    def _submit(self) -> None:
        url = self._camera_url.text().strip()
        name = self._camera_name.text().strip()
        camera: dict[str, Any] | None = {"name": name or "camera", "url": url} if url else None
        self._model.change_devices(
            instruments=[line.setting() for line in self._rows],
            camera=camera,
        )

    def _on_refused(self, field: str) -> None:
        self._refusal.setText(self._context.translator.tr("settings.refused", field=field))
        self._refusal.show()
