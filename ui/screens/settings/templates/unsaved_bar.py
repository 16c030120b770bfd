"""Asks in place what becomes of a text that is not saved, before another one takes its place."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.i18n import Translator
from ui.widgets.action_button import ActionButton
from ui.widgets.looks import label, look, row

_CHOICES = ("keep", "drop", "stay")


class UnsavedBar(QWidget):
    """Hidden until :meth:`ask`; ``chosen`` is ``keep`` (save it), ``drop`` or ``stay``."""

    chosen = Signal(str)

    def __init__(self, words: Translator) -> None:
        super().__init__()
        look(self, "plain")
        self._words, self._name = words, ""
        self._question = label("strong", wrap=True)
        self.buttons = {one: ActionButton(compact=True, primary=one == "keep") for one in _CHOICES}
        line = row(self, spacing=8)
        line.addWidget(self._question, 1)
        for one, button in self.buttons.items():
            line.addWidget(button)
            button.clicked.connect(lambda _=False, one=one: self._choose(one))
        self.hide()
        words.follow(self.retranslate)

    def ask(self, name: str) -> None:
        """Ask about the text of the template ``name``; nothing is dropped until somebody says so."""
        self._name = name
        self.retranslate()
        self.show()
        self.buttons["keep"].setFocus()

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        self._question.setText(self._words.tr("templates.unsaved.question", name=self._name))
        for one, button in self.buttons.items():
            button.set_text(self._words.tr(f"templates.unsaved.{one}"))

    def _choose(self, one: str) -> None:
        self.hide()
        self.chosen.emit(one)
