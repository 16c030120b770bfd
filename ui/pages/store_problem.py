"""The store cannot be opened: what happened, what to do, and another try."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from station.errors import KnownError
from ui.i18n import Translator
from ui.theme import State, Theme
from ui.widgets.action_button import ActionButton
from ui.widgets.card import centred_card
from ui.widgets.chip import Chip
from ui.widgets.looks import label


class StoreProblem(QWidget):
    """Stands in the window instead of the screens; ``retried`` when the person wants another try."""

    retried = Signal()

    def __init__(self, theme: Theme, translator: Translator, error: KnownError) -> None:
        super().__init__()
        self._translator, self._error = translator, error
        self._chip = Chip(theme)
        self._chip.show_state(State.BAD, error.code)
        self._what, self._do = label("title", wrap=True), label("muted", wrap=True)
        self._retry = ActionButton(keys=("Enter",), shortcut="Return", primary=True)
        self._retry.clicked.connect(self.retried)
        card = centred_card(self)
        card.body.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self._what, self._do, self._retry):
            card.body.addWidget(part)
        self.setFocusProxy(self._retry)
        translator.follow(self.retranslate)

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        what, do = self._translator.error(self._error)
        self._what.setText(what)
        self._do.setText(do)
        self._retry.set_text(self._translator.tr("frame.store.retry"))
