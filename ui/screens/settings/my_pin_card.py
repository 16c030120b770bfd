"""The person signed in: their own PIN, and leaving."""

from __future__ import annotations

from PySide6.QtCore import Qt

from station.errors import KnownError
from station.model.person import Person
from ui.context import Context
from ui.theme import State
from ui.widgets.action_button import ActionButton
from ui.widgets.avatar import Avatar
from ui.widgets.card import Card
from ui.widgets.looks import column, label, row
from ui.widgets.new_pin_form import NewPinForm
from ui.widgets.pin_pad import PinField


class MyPinCard(Card):
    """Who works, a new PIN against the old one, and the way out."""

    def __init__(self, context: Context) -> None:
        super().__init__(margin=24, spacing=16)
        self._context = context
        self._avatar = Avatar(context.theme, 48)
        self._name, self._role = label("title"), label("muted")
        self._caption, self._old = label("section"), PinField()
        self._form = NewPinForm(context.theme, context.translator)
        self._refusal = label(wrap=True)
        self._refusal.setProperty("state", "bad")
        self._change, self._save, self._leave = ActionButton(), ActionButton(primary=True), ActionButton()
        self._lay_out()
        self._old.returnPressed.connect(self._form.setFocus)
        self._form.submitted.connect(self._submit)
        self._change.clicked.connect(self.begin)
        self._save.clicked.connect(self._form.go_on)
        self._leave.clicked.connect(context.session.leave)
        context.session.changed.connect(self._show_person)
        context.translator.follow(self.retranslate)
        self._open(False)

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self._context.translator.tr
        self._caption.setText(tr("staff.old_pin"))
        self._old.setAccessibleName(tr("staff.old_pin"))
        self._change.set_text(tr("staff.my_pin"))
        self._save.set_text(tr("staff.keep_my_pin"))
        self._leave.set_text(tr("settings.sign_out"))
        self._name_person()

    def begin(self) -> None:
        """Ask for the old PIN and the new one."""
        self._open(True)

    def _show_person(self) -> None:
        self._name_person()
        self._open(False)

    def _name_person(self) -> None:
        person = self._context.session.person
        if person is not None:
            self._avatar.show_name(person.name)
            self._name.setText(person.name)
            self._role.setText(self._context.translator.tr(f"frame.roles.{person.role.value}"))

    def _open(self, open_: bool) -> None:
        self._old.clear()
        self._form.clear()
        self._refusal.hide()
        for part in (self._caption, self._old, self._form, self._save):
            part.setVisible(open_)
        self._change.setHidden(open_)
        if open_:
            self._old.setFocus()

    def _submit(self) -> None:
        person, accounts = self._context.session.person, self._context.keep.accounts
        old, new = self._old.text(), self._form.pin
        if person is not None:
            self._context.database.run(
                lambda: accounts.set_pin(person.id, old, new), self._changed, self._refuse
            )

    def _changed(self, _person: Person) -> None:
        self._open(False)
        self._context.messages.tell(State.OK, "staff.done.my_pin")

    def _refuse(self, error: KnownError) -> None:
        self._old.clear()
        self._old.setFocus()
        self._refusal.setText(self._context.translator.refusal(error))
        self._refusal.show()

    def _lay_out(self) -> None:
        words = column(spacing=0)
        words.addWidget(self._name)
        words.addWidget(self._role)
        head = row(spacing=16)
        head.addWidget(self._avatar)
        head.addLayout(words, 1)
        head.addWidget(self._leave, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(head)
        for part in (self._caption, self._old, self._form, self._refusal):
            self.body.addWidget(part)
        for button in (self._change, self._save):
            self.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
