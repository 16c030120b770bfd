"""One person: role, PIN, badge, blocking. Every change is made in place, never in a window of its own."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from station.errors import KnownError
from station.model.person import Person, Role
from ui.context import Context
from ui.screens.settings.people.viewmodel import PeopleModel
from ui.widgets.action_button import ActionButton
from ui.widgets.avatar import Avatar
from ui.widgets.card import Card
from ui.widgets.looks import column, label, row
from ui.widgets.new_pin_form import NewPinForm
from ui.widgets.segments import Segments


class PersonSheet(Card):
    """Shows one person and what may be changed about them."""

    def __init__(self, context: Context, model: PeopleModel) -> None:
        super().__init__(margin=24, spacing=16)
        self._context, self._model = context, model
        self._person: Person | None = None
        self._avatar = Avatar(context.theme, 56)
        self._name, self._facts = label("title"), label("muted")
        self._captions = tuple(label("section") for _ in range(4))
        self._roles = Segments([role.value for role in Role], wrap=True)
        self._form = NewPinForm(context.theme, context.translator)
        self._reset, self._save = ActionButton(), ActionButton(primary=True)
        self._badge, self._no_badge, self._badge_word = ActionButton(), ActionButton(), label(wrap=True)
        self._block, self._sure, self._warning = ActionButton(), ActionButton(), label(wrap=True)
        self._refusal = label(wrap=True)
        self._refusal.setProperty("state", "bad")
        self._warning.setProperty("state", "attention")
        self._lay_out()
        self._connect()

    def show_person(self, person: Person) -> None:
        """Show ``person``, with every question closed."""
        if self._person is None or person.id != self._person.id:
            self._model.stop_waiting()
        self._person = person
        self._form.clear()
        for part in (self._form, self._save, self._sure, self._warning, self._refusal):
            part.hide()
        self.retranslate()

    def refuse(self, error: KnownError) -> None:
        """Say why a change was not made; what is shown is what is on disk."""
        if self._person is not None:
            self._roles.mark(self._person.role.value)
        self._refusal.setText(self._context.translator.refusal(error))
        self._refusal.show()

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr, person = self._context.translator.tr, self._person
        for caption, key in zip(self._captions, ("role", "pin", "badge", "access"), strict=True):
            caption.setText(tr(f"staff.{key}"))
        self._roles.set_words([tr(f"frame.roles.{role.value}") for role in Role])
        self._reset.set_text(tr("staff.reset_pin"))
        self._save.set_text(tr("staff.save_pin"))
        self._no_badge.set_text(tr("staff.take_badge_away"))
        if person is None:
            return
        blocked = not person.is_active
        self._avatar.show_name(person.name)
        self._name.setText(person.name)
        self._facts.setText(f"{person.id} · {tr(f'staff.state.{person.state.value}')}")
        self._roles.mark(person.role.value)
        self._badge.set_text(tr("staff.replace_badge" if person.has_badge else "staff.assign_badge"))
        self._no_badge.setVisible(person.has_badge)
        self._block.set_text(tr("staff.unblock" if blocked else "staff.block"))
        self._sure.set_text(tr("staff.block_sure", name=person.name))
        self._warning.setText(tr("staff.block_warning", name=person.name))

    def _connect(self) -> None:
        model = self._model
        self._roles.chosen.connect(lambda role: self._with(lambda one: model.change_role(one.id, Role(role))))
        self._reset.clicked.connect(self._ask_pin)
        self._save.clicked.connect(self._form.go_on)
        self._form.submitted.connect(lambda: self._with(lambda one: model.reset_pin(one.id, self._form.pin)))
        self._badge.clicked.connect(lambda: self._with(lambda one: model.await_badge(one.id)))
        self._no_badge.clicked.connect(lambda: self._with(lambda one: model.take_badge_away(one.id)))
        self._block.clicked.connect(self.ask_block)
        self._sure.clicked.connect(lambda: self._with(lambda one: model.put_blocked(one.id, True)))
        model.waiting.connect(self._show_waiting)
        model.refused.connect(self.refuse)
        self._context.translator.follow(self.retranslate)

    def _with(self, act: Callable[[Person], None]) -> None:
        self._refusal.hide()
        if self._person is not None:
            act(self._person)

    def _ask_pin(self) -> None:
        self._form.show()
        self._save.show()
        self._form.setFocus()

    def ask_block(self) -> None:
        """Let a blocked person in again, or ask whether this one is to be blocked."""
        if self._person is not None and not self._person.is_active:
            self._with(lambda one: self._model.put_blocked(one.id, False))
        else:
            self._warning.show()
            self._sure.show()
            self._sure.setFocus()

    def _show_waiting(self, waiting: bool) -> None:
        self._badge_word.setText(self._context.translator.tr("staff.scan_badge") if waiting else "")
        self._badge_word.setVisible(waiting)

    def _lay_out(self) -> None:
        words = column(spacing=2)
        words.addWidget(self._name)
        words.addWidget(self._facts)
        head = row(spacing=16)
        head.addWidget(self._avatar)
        head.addLayout(words, 1)
        self.body.addLayout(head)
        groups: tuple[tuple[QWidget, ...], ...] = (
            (self._roles,),
            (self._reset, self._form, self._save),
            (self._badge, self._no_badge, self._badge_word),
            (self._block, self._warning, self._sure),
        )
        for caption, parts in zip(self._captions, groups, strict=True):
            group = column(spacing=8)
            group.addWidget(caption)
            for part in parts:
                alone = isinstance(part, ActionButton)
                group.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft if alone else Qt.AlignmentFlag(0))
            self.body.addLayout(group)
        self.body.addWidget(self._refusal)
        self.body.addStretch(1)
        self._badge_word.hide()
