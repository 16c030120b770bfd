"""A new person: name, role, and a first PIN that they must change."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from station.errors import KnownError
from station.model.person import Role
from ui.context import Context
from ui.screens.settings.people.viewmodel import PeopleModel
from ui.widgets.action_button import ActionButton
from ui.widgets.card import Card
from ui.widgets.looks import column, label, row
from ui.widgets.new_pin_form import NewPinForm
from ui.widgets.segments import Segments

_NAME_LETTERS = 40


class AddSheet(Card):
    """``left()`` when nobody is to be added after all."""

    left = Signal()

    def __init__(self, context: Context, model: PeopleModel) -> None:
        super().__init__(margin=24, spacing=16)
        self._context, self._model = context, model
        self._role = Role.INSPECTOR
        self._title, self._lead = label("title"), label("muted", wrap=True)
        self._captions = (label("section"), label("section"))
        self._name, self._roles = QLineEdit(), Segments([role.value for role in Role], wrap=True)
        self._name.setMaxLength(_NAME_LETTERS)
        self._form = NewPinForm(context.theme, context.translator)
        self._add, self._back = ActionButton(keys=("Enter",), primary=True), ActionButton()
        self._refusal = label(wrap=True)
        self._refusal.setProperty("state", "bad")
        self._lay_out()
        self._name.returnPressed.connect(self._form.setFocus)
        self._form.submitted.connect(self._submit)
        self._add.clicked.connect(self._form.go_on)
        self._back.clicked.connect(self.left)
        self._roles.chosen.connect(self._choose_role)
        self.setFocusProxy(self._name)
        context.translator.follow(self.retranslate)

    def begin(self) -> None:
        """Empty, for the next person."""
        self._name.clear()
        self._form.clear()
        self._refusal.clear()
        self._choose_role(Role.INSPECTOR.value)
        self._roles.mark(self._role.value)
        self.setFocus()

    def refuse(self, error: KnownError) -> None:
        """Say why nobody was added."""
        self._refusal.setText(self._context.translator.refusal(error))

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self._context.translator.tr
        self._title.setText(tr("staff.add"))
        self._lead.setText(tr("staff.add_lead"))
        self._captions[0].setText(tr("staff.name"))
        self._captions[1].setText(tr("staff.role"))
        self._name.setAccessibleName(tr("staff.name"))
        self._roles.set_words([tr(f"frame.roles.{role.value}") for role in Role])
        self._roles.mark(self._role.value)
        self._add.set_text(tr("staff.add_now"))
        self._back.set_text(tr("entrance.back"))

    def _choose_role(self, role: str) -> None:
        self._role = Role(role)

    def _submit(self) -> None:
        if self._name.text().strip():
            self._model.add(self._name.text().strip(), self._role, self._form.pin)
        else:
            self._refusal.setText(self._context.translator.tr("entrance.first.lacks_name"))
            self._name.setFocus()

    def _lay_out(self) -> None:
        self.body.addWidget(self._title)
        self.body.addWidget(self._lead)
        for caption, field in zip(self._captions, (self._name, self._roles), strict=True):
            group = column(spacing=8)
            group.addWidget(caption)
            group.addWidget(field)
            self.body.addLayout(group)
        self.body.addWidget(self._form)
        self.body.addWidget(self._refusal)
        actions = row(spacing=12)
        actions.addWidget(self._back)
        actions.addStretch(1)
        actions.addWidget(self._add)
        self.body.addLayout(actions)
        self.body.addStretch(1)
