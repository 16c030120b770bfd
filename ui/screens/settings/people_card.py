"""Who may work at this station."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from station.model.person import Person
from ui.context import Context
from ui.screens.settings.viewmodel import SettingsModel
from ui.widgets.action_button import ActionButton
from ui.widgets.card import Card
from ui.widgets.looks import column, label, look, row


class PeopleCard(Card):
    """The people of the store, and signing out."""

    def __init__(self, context: Context, model: SettingsModel) -> None:
        super().__init__(margin=24, spacing=16)
        self._context = context
        self._title, self._list = label("title"), look(QWidget(), "plain")
        self._rows = column(self._list, spacing=8)
        self._people: tuple[Person, ...] = ()
        self._sign_out = ActionButton()
        for part in (self._title, self._list, self._sign_out):
            self.body.addWidget(part)
        self._sign_out.clicked.connect(context.session.leave)
        model.people_read.connect(self._show)
        context.translator.follow(self.retranslate)

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        self._title.setText(self._context.translator.tr("settings.people"))
        self._sign_out.set_text(self._context.translator.tr("settings.sign_out"))
        self._show(self._people)

    def _show(self, people: Sequence[Person]) -> None:
        self._people = tuple(people)
        while (place := self._rows.takeAt(0)) is not None:
            if (widget := place.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for person in people:
            self._rows.addWidget(self._line(person))

    def _line(self, person: Person) -> QWidget:
        line = look(QWidget(), "plain")
        name, role, number = label("strong"), label("muted"), label("muted small")
        name.setText(person.name)
        role.setText(self._context.translator.tr(f"frame.roles.{person.role.value}"))
        number.setText(person.id)
        layout = row(line, spacing=16)
        layout.addWidget(name)
        layout.addWidget(role)
        layout.addStretch(1)
        layout.addWidget(number)
        return line
