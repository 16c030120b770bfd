"""Language, theme, sounds and the name of the station."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from station.model.rights import Right
from station.texts import Lang
from ui.context import Context
from ui.screens.settings.viewmodel import SettingsModel
from ui.theme import ThemeName
from ui.widgets.card import Card
from ui.widgets.looks import column, label
from ui.widgets.segments import Segments

_ON, _OFF = "on", "off"


class GeneralCard(Card):
    """Everything here takes effect at once; the name of the station is for those who set it up."""

    def __init__(self, context: Context, model: SettingsModel) -> None:
        super().__init__(margin=24, spacing=20)
        self._context, self._model = context, model
        self._title = label("title")
        self._captions = [label("section") for _ in range(4)]
        self._lang = Segments([lang.value for lang in Lang])
        self._theme = Segments([name.value for name in ThemeName])
        self._sounds = Segments([_ON, _OFF])
        self._name = QLineEdit()
        self._name.setMaxLength(40)
        self._lay_out()
        self._connect()

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self._context.translator.tr
        self._title.setText(tr("settings.general"))
        keys = ("language", "theme", "sounds", "station_name")
        for caption, key in zip(self._captions, keys, strict=True):
            caption.setText(tr(f"settings.{key}"))
        self._lang.set_words([tr(f"settings.lang.{lang.value}") for lang in Lang])
        self._theme.set_words([tr(f"settings.themes.{name.value}") for name in ThemeName])
        self._sounds.set_words([tr("settings.on"), tr("settings.off")])
        self._name.setPlaceholderText(tr("settings.station_name_hint"))
        self._name.setAccessibleName(tr("settings.station_name"))
        self._show()

    def _lay_out(self) -> None:
        self.body.addWidget(self._title)
        fields: tuple[QWidget, ...] = (self._lang, self._theme, self._sounds, self._name)
        for caption, field in zip(self._captions, fields, strict=True):
            group = column(spacing=8)
            group.addWidget(caption)
            group.addWidget(field)
            self.body.addLayout(group)

    def _connect(self) -> None:
        model = self._model
        self._lang.chosen.connect(lambda value: model.change(language=value))
        self._theme.chosen.connect(lambda value: model.change(theme=value))
        self._sounds.chosen.connect(lambda value: model.change(sounds=value == _ON))
        self._name.editingFinished.connect(self._rename)
        self._context.settings.changed.connect(self._show)
        self._context.session.changed.connect(self._show)
        self._context.translator.follow(self.retranslate)

    def _rename(self) -> None:
        if self._name.text().strip() != self._model.now.station_name:
            self._model.change(station_name=self._name.text().strip())

    def _show(self) -> None:
        now, may_name = self._model.now, self._context.session.may(Right.SET_UP)
        for part in (self._captions[-1], self._name):
            part.setVisible(may_name)
        self._lang.mark(now.language.value)
        self._theme.mark(now.theme)
        self._sounds.mark(_ON if now.sounds else _OFF)
        self._name.setText(now.station_name)
