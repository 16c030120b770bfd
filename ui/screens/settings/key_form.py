"""Making the backup key: a passphrase twice, and how strong it is."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from station.backup.key import Strength, strength
from ui.context import Context
from ui.theme import State
from ui.widgets.action_button import ActionButton
from ui.widgets.looks import column, label, look, refresh_look, row

_STATES = {Strength.WEAK: State.BAD, Strength.FAIR: State.ATTENTION, Strength.STRONG: State.OK}


class KeyForm(QWidget):
    """Two passphrases that must agree; the second is compared only once it is as long."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        look(self, "plain")
        self._context = context
        self._caption, self._told = label("section"), label("small strong", wrap=True)
        self._first, self._again, self._make = QLineEdit(), QLineEdit(), ActionButton()
        for field in (self._first, self._again):
            field.setEchoMode(QLineEdit.EchoMode.Password)
            field.textChanged.connect(self._judge)
        self._make.clicked.connect(self._submit)
        self._lay_out()
        context.settings.changed.connect(self.retranslate)
        context.translator.follow(self.retranslate)

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr, setting = self._context.translator.tr, self._context.settings.now.backup
        made = setting is not None and bool(setting.recipient)
        self._caption.setText(tr("backup.key_there") if made else tr("backup.key_missing"))
        for field, key in ((self._first, "backup.passphrase"), (self._again, "backup.again")):
            field.setPlaceholderText(tr(key))
            field.setAccessibleName(tr(key))
        self._make.set_text(tr("backup.replace_key") if made else tr("backup.make_key"))
        self._judge()

    def _lay_out(self) -> None:
        fields = row(spacing=8)
        fields.addWidget(self._first, 1)
        fields.addWidget(self._again, 1)
        fields.addWidget(self._make)
        layout = column(self, spacing=8)
        layout.addWidget(self._caption)
        layout.addLayout(fields)
        layout.addWidget(self._told)

    def _judge(self) -> None:
        words, again = self._first.text(), self._again.text()
        found = strength(words)
        differs = len(again) >= len(words) and words != again
        key = "backup.differs" if differs else f"backup.strength.{found.value}"
        self._told.setText(self._context.translator.tr(key) if words else "")
        self._told.setProperty("state", (State.BAD if differs else _STATES[found]).value)
        refresh_look(self._told)
        self._make.setEnabled(bool(words) and words == again and found is not Strength.WEAK)

    def _submit(self) -> None:
        person = self._context.session.person
        if person is not None:
            self._make.setEnabled(False)
            self._context.upkeep.make_key(self._first.text(), person, self._clear)

    def _clear(self) -> None:
        self._first.clear()
        self._again.clear()
