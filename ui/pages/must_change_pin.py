"""After a reset: a PIN that only the person knows, before anything else."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame

from station.errors import KnownError
from station.model.person import Person
from ui.i18n import Translator
from ui.theme import Theme
from ui.widgets.action_button import ActionButton
from ui.widgets.avatar import Avatar
from ui.widgets.looks import column, label, look, row
from ui.widgets.new_pin_form import NewPinForm

_WIDTH_PX = 560


class MustChangePin(QFrame):
    """``chosen(new PIN)``; ``left()`` when the person would rather not sign in."""

    chosen = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme, translator: Translator, person: Person) -> None:
        super().__init__()
        look(self, "card")
        self._translator, self._person = translator, person
        self._changing = False
        self._avatar = Avatar(theme, 56)
        self._avatar.show_name(person.name)
        self._title, self._lead, self._refusal = label("step"), label("muted", wrap=True), label(wrap=True)
        self._refusal.setProperty("state", "bad")
        self.form = NewPinForm(theme, translator)
        self._back = ActionButton(keys=("Esc",))
        self._keep = ActionButton(keys=("Enter",), primary=True)
        self._lay_out()
        self.form.submitted.connect(self._submit)
        self.form.changed.connect(self._refusal.hide)
        self._keep.clicked.connect(self.form.go_on)
        self._back.clicked.connect(self.left)
        self.setFocusProxy(self.form)
        translator.follow(self.retranslate)

    def refuse(self, error: KnownError) -> None:
        """Say why the PIN was not taken."""
        self._changing = False
        self.form.clear()
        self.form.setFocus()
        self._refusal.setText(self._translator.refusal(error))
        self._refusal.show()

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self._translator.tr
        self._title.setText(tr("entrance.must_change.title", name=self._person.name))
        self._lead.setText(tr("entrance.must_change.lead"))
        self._back.set_text(tr("entrance.back"))
        self._keep.set_text(tr("entrance.must_change.keep"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            event.ignore()

    def _submit(self) -> None:
        """Once: a second Enter must not count as a try with the PIN that is no longer true."""
        if not self._changing:
            self._changing = True
            self.chosen.emit(self.form.pin)

    def _lay_out(self) -> None:
        self.setFixedWidth(_WIDTH_PX)
        words = column(spacing=4)
        words.addWidget(self._title)
        words.addWidget(self._lead)
        head = row(spacing=16)
        head.addWidget(self._avatar, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        actions = row(spacing=12)
        actions.addWidget(self._back)
        actions.addStretch(1)
        actions.addWidget(self._keep)
        layout = column(self, spacing=24, margin=32)
        layout.addLayout(head)
        layout.addWidget(self.form)
        layout.addWidget(self._refusal)
        layout.addLayout(actions)
        self._refusal.hide()
