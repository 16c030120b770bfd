"""What stands in the window until somebody has signed in: register the first inspector, or sign in."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from station.errors import KnownError
from station.model.person import Person
from ui.i18n import Translator
from ui.theme import State, Theme
from ui.widgets.action_button import ActionButton
from ui.widgets.card import centred_card
from ui.widgets.chip import Chip
from ui.widgets.looks import column, label, refresh_look
from ui.widgets.pin_pad import PinField, PinPad

Hint = Callable[[], str] | None
"""Says something beside the PIN pad; None for nothing."""


class FirstInspector(QWidget):
    """Registers the first inspector; ``asked`` carries name and PIN once both PINs agree."""

    asked = Signal(str, str)

    def __init__(self, translator: Translator, min_digits: int) -> None:
        super().__init__()
        self._translator, self._min_digits = translator, min_digits
        self._title, self._lead = label("step"), label("muted", wrap=True)
        self._captions = [label("section") for _ in range(3)]
        self._name, self._pin, self._again = QLineEdit(), PinField(), PinField()
        self._refusal = label("strong", wrap=True)
        self._refusal.setProperty("state", "bad")
        self._create = ActionButton(keys=("Enter",), primary=True)
        self._lay_out()
        self._connect()

    def refuse(self, error: KnownError) -> None:
        """Say why it was not taken; ready for another PIN."""
        self._ask_again(self._translator.refusal(error))

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self._translator.tr
        self._title.setText(tr("frame.first.title"))
        self._lead.setText(tr("frame.first.lead"))
        captions = (tr("frame.first.name"), tr("frame.first.pin", digits=self._min_digits))
        texts = (*captions, tr("frame.first.pin_again"))
        for caption, field, words in zip(self._captions, self._fields(), texts, strict=True):
            caption.setText(words)
            field.setAccessibleName(words)
        self._name.setPlaceholderText(tr("frame.first.name_hint"))
        self._create.set_text(tr("frame.first.create"))

    def _fields(self) -> tuple[QLineEdit, QLineEdit, QLineEdit]:
        return self._name, self._pin, self._again

    def _lay_out(self) -> None:
        card = centred_card(self)
        card.body.addWidget(self._title)
        card.body.addWidget(self._lead)
        for caption, field in zip(self._captions, self._fields(), strict=True):
            group = column(spacing=8)
            group.addWidget(caption)
            group.addWidget(field)
            card.body.addLayout(group)
        card.body.addWidget(self._refusal)
        card.body.addWidget(self._create)
        self._refusal.hide()
        self.setFocusProxy(self._name)

    def _connect(self) -> None:
        self._create.clicked.connect(self._submit)
        self._name.returnPressed.connect(self._pin.setFocus)
        self._pin.returnPressed.connect(self._again.setFocus)
        self._again.returnPressed.connect(self._submit)
        self._translator.follow(self.retranslate)

    def _submit(self) -> None:
        if not self._name.text().strip():
            self._say(self._translator.tr("frame.first.no_name"))
            self._name.setFocus()
        elif self._pin.text() != self._again.text():
            self._ask_again(self._translator.tr("frame.first.differ"))
        else:
            self._refusal.hide()
            self.asked.emit(self._name.text().strip(), self._pin.text())

    def _ask_again(self, why: str) -> None:
        self._pin.clear()
        self._again.clear()
        self._pin.setFocus()
        self._say(why)

    def _say(self, why: str) -> None:
        self._refusal.setText(why)
        self._refusal.show()


class SignIn(QWidget):
    """Choose a name, enter the PIN; ``asked`` carries person id and PIN."""

    asked = Signal(str, str)

    def __init__(
        self,
        theme: Theme,
        translator: Translator,
        people: Sequence[Person],
        *,
        hint: Callable[[], str] | None = None,
    ) -> None:
        super().__init__()
        self._translator, self._people, self._hinted = translator, tuple(people), hint
        self._title, self._lead = label("step"), label("muted", wrap=True)
        self._names = {person.id: _name_button(person) for person in people}
        self._pad = PinPad(theme, translator)
        self._hint = Chip(theme)
        self._chosen = ""
        self._lay_out()
        self._connect()

    def refuse(self, error: KnownError) -> None:
        """Say why it was not taken."""
        self._pad.refuse(self._translator.refusal(error))

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        self._title.setText(self._translator.tr("frame.sign_in.title"))
        self._lead.setText(self._translator.tr("frame.sign_in.lead"))
        if self._hinted is not None:
            self._hint.show_state(State.ATTENTION, self._hinted())
        for person in self._people:
            role = self._translator.tr(f"frame.roles.{person.role.value}")
            self._names[person.id].setText(f"{person.name}    {role}")
            self._names[person.id].setAccessibleName(f"{person.name} {role}")

    def _lay_out(self) -> None:
        card = centred_card(self)
        for part in (self._title, self._lead, *self._names.values()):
            card.body.addWidget(part)
        card.body.addWidget(self._hint)
        self._hint.setVisible(self._hinted is not None)
        card.body.addWidget(self._pad)
        self._pad.clear()
        self.setFocusProxy(self._pad)

    def _connect(self) -> None:
        for person in self._people:
            self._names[person.id].clicked.connect(self._chooser(person.id))
        self._pad.entered.connect(lambda pin: self.asked.emit(self._chosen, pin))
        self._translator.follow(self.retranslate)
        if self._people:
            self._choose(self._people[0].id)

    def _chooser(self, person_id: str) -> Callable[[], None]:
        return lambda: self._choose(person_id)

    def _choose(self, person_id: str) -> None:
        self._chosen = person_id
        for known, button in self._names.items():
            button.setChecked(known == person_id)
            refresh_look(button)
        self._pad.clear()


def _name_button(person: Person) -> QPushButton:
    button = QPushButton(person.name)
    button.setCheckable(True)
    return button
