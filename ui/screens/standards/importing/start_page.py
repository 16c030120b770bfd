"""The beginning of an import: whose standard it is, and the workbook."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QListWidget, QListWidgetItem, QWidget

from station.errors import KnownError
from station.standards.library import home_library
from ui.context import Context
from ui.screens.standards.importing.drop_area import DropArea
from ui.screens.standards.importing.viewmodel import Named
from ui.theme import State
from ui.widgets.card import Card
from ui.widgets.looks import column, label, look, row
from ui.widgets.notice import Notice
from ui.widgets.surroundings import Surroundings

_SIDE_PX = 400


class StartPage(QWidget):
    """``chosen(Path, Named)`` for a new import, ``resumed(Path)`` for one begun earlier."""

    chosen = Signal(object, object)
    resumed = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        look(self, "plain")
        self._context = context
        self._files: tuple[Path, ...] = ()
        self.name, self.channel, self.category = QLineEdit(), QLineEdit(), QComboBox()
        self._titles = {one: label("section") for one in ("name", "channel", "category", "left")}
        self._hint = label("muted", wrap=True)
        self._notice = Notice(Surroundings(context.translator, context.theme))
        self._left = look(QListWidget(), "dense")
        self.drop = DropArea(context.theme, context.translator)
        self._lay_out()
        self._connect()

    def take_focus(self) -> None:
        """Ready to type the channel's name."""
        self.name.setFocus()

    def show_left(self, files: Sequence[Path]) -> None:
        """Show the imports begun earlier."""
        self._files = tuple(files)
        self._left.clear()
        for file in self._files:
            self._left.addItem(QListWidgetItem(file.stem))
        for part in (self._left, self._titles["left"]):
            part.setVisible(bool(files))

    def refuse(self, error: KnownError) -> None:
        """Say what is wrong with the workbook and what to do."""
        what, do = self._context.translator.error(error)
        self._notice.say(State.BAD, f"{what} {error.code}", do)

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr, lang = self._context.translator.tr, self._context.translator.lang
        for name, title in self._titles.items():
            title.setText(tr(f"standards.import.{name}"))
        for field, name in ((self.name, "name"), (self.channel, "channel"), (self.category, "category")):
            field.setAccessibleName(tr(f"standards.import.{name}"))
        self.name.setPlaceholderText(tr("standards.import.name_hint"))
        self.channel.setPlaceholderText(tr("standards.import.channel_hint"))
        self._left.setAccessibleName(tr("standards.import.left"))
        self._hint.setText(tr("standards.import.start_do"))
        chosen = self.category.currentData()
        self.category.clear()
        library = home_library(self._context.home)
        for category in library.internal_categories():
            self.category.addItem(library.internal_standard(category).title.of(lang), category)
        wanted = self.category.findData(chosen or "smartphone")
        self.category.setCurrentIndex(max(0, wanted))

    def _lay_out(self) -> None:
        side = Card(margin=24, spacing=4)
        side.setFixedWidth(_SIDE_PX)
        side.body.addWidget(self._hint)
        side.body.addSpacing(12)
        for name, field in (("name", self.name), ("channel", self.channel), ("category", self.category)):
            side.body.addWidget(self._titles[name])
            side.body.addWidget(field)
            side.body.addSpacing(12)
        side.body.addWidget(self._titles["left"])
        side.body.addWidget(self._left, 1)
        side.body.addStretch()
        main = column(spacing=16)
        main.addWidget(self._notice)
        main.addWidget(self.drop, 1)
        layout = row(self, spacing=16)
        layout.addWidget(side)
        layout.addLayout(main, 1)
        self.show_left(())

    def _connect(self) -> None:
        self.drop.dropped.connect(self._on_file)
        self._left.itemActivated.connect(lambda line: self.resumed.emit(self._files[self._left.row(line)]))
        self.name.textEdited.connect(self._suggest_id)
        self._context.translator.follow(self.retranslate)

    def _suggest_id(self, name: str) -> None:
        plain = "".join(one if one.isascii() and one.isalnum() else " " for one in name.casefold())
        self.channel.setText("-".join(plain.split()))

    def _on_file(self, file: Path) -> None:
        name = self.name.text().strip() or file.stem
        if not self.channel.text().strip():
            self._suggest_id(name)
        channel = self.channel.text().strip() or "channel"
        self._notice.clear()
        self.chosen.emit(file, Named(channel, name, self.category.currentData()))
