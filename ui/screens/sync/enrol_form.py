"""Address and one-time code: the first step of enrolment."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from station.errors import KnownError
from ui.context import Context
from ui.screens.sync.viewmodel import SyncModel
from ui.theme import State
from ui.widgets.action_button import ActionButton
from ui.widgets.looks import column, label, look
from ui.widgets.notice import Notice
from ui.widgets.surroundings import Surroundings

_FIELDS = ("url", "code", "ca_file")
_LONGEST = 500


class EnrolForm(QWidget):
    """Enter goes from field to field and then asks the hub who it is."""

    def __init__(self, context: Context, model: SyncModel) -> None:
        super().__init__()
        look(self, "plain")
        self._context, self._model = context, model
        self._title, self._lead = label("title"), label("muted", wrap=True)
        self._captions = [label("section") for _ in _FIELDS]
        self._fields = [QLineEdit() for _ in _FIELDS]
        self._ask = ActionButton(keys=("↵",), primary=True)
        self._refusal = Notice(Surroundings(context.translator, context.theme))
        self._refused: KnownError | None = None
        self._lay_out()
        self._connect()

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self._context.translator.tr
        self._title.setText(tr("sync.enrol.title"))
        self._lead.setText(tr("sync.enrol.lead"))
        for caption, field, name in zip(self._captions, self._fields, _FIELDS, strict=True):
            caption.setText(tr(f"sync.enrol.{name}"))
            field.setAccessibleName(tr(f"sync.enrol.{name}"))
            field.setPlaceholderText(tr(f"sync.enrol.{name}_hint"))
        self._say_refusal()
        self.refresh()

    def refresh(self) -> None:
        """Say whether a hub is being asked."""
        words = "sync.enrol.asking" if self._model.busy else "sync.enrol.ask"
        self._ask.set_text(self._context.translator.tr(words))
        self._ask.setEnabled(not self._model.busy)

    def begin(self) -> None:
        """Give the keys to the first field that is empty."""
        empty = next((field for field in self._fields if not field.text()), self._fields[0])
        empty.setFocus()

    def _lay_out(self) -> None:
        layout = column(self, spacing=16)
        layout.addWidget(self._title)
        layout.addWidget(self._lead)
        for caption, field in zip(self._captions, self._fields, strict=True):
            group = column(spacing=6)
            group.addWidget(caption)
            group.addWidget(field)
            layout.addLayout(group)
        layout.addWidget(self._refusal)
        layout.addWidget(self._ask)

    def _connect(self) -> None:
        for field in self._fields:
            field.setMaxLength(_LONGEST)
            field.returnPressed.connect(self._go_on)
            field.textEdited.connect(self._forgive)
        self._ask.clicked.connect(self._go_on)
        self._model.refused.connect(self._refuse)
        self._model.enrolled.connect(self._clear)
        self._context.session.changed.connect(self._clear)
        self._context.translator.follow(self.retranslate)

    def _go_on(self) -> None:
        url, code, ca_file = (field.text() for field in self._fields)
        lacking = next((field for field in self._fields[:2] if not field.text().strip()), None)
        if lacking is not None:
            lacking.setFocus()
        elif not self._model.busy:
            self._forgive()
            self._model.look_up(url, code, ca_file)

    def _refuse(self, error: KnownError) -> None:
        self._refused = error
        self._say_refusal()
        if self.isVisible():
            self._fields[1 if error.code == "HUB-015" else 0].setFocus()

    def _say_refusal(self) -> None:
        if self._refused is not None:
            what, do = self._context.translator.error(self._refused)
            self._refusal.say(State.BAD, f"{what} {self._refused.code}", do)

    def _forgive(self) -> None:
        self._refused = None
        self._refusal.hide()

    def _clear(self) -> None:
        self._forgive()
        for field in self._fields:
            field.clear()
