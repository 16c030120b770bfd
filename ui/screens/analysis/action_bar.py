"""What can be done with the figures shown: print, export, saved views, wall."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.i18n import Translator
from ui.widgets.action_button import ActionButton
from ui.widgets.looks import look, row

_KEYS = {"views": "F6", "print": "F7", "export": "F8", "wall": "F11"}


class ActionBar(QWidget):
    """``asked(name)``: ``views``, ``print``, ``export`` or ``wall``."""

    asked = Signal(str)

    def __init__(self, words: Translator) -> None:
        super().__init__()
        look(self, "plain")
        self._words = words
        self.buttons = {name: ActionButton(keys=(key,), shortcut=key) for name, key in _KEYS.items()}
        layout = row(self, spacing=12)
        for name, button in self.buttons.items():
            button.clicked.connect(lambda _checked=False, name=name: self.asked.emit(name))
            layout.addWidget(button)
        words.follow(self.retranslate)

    def allow(self, name: str, allowed: bool) -> None:
        """Whether an action is there at all."""
        self.buttons[name].setVisible(allowed)
        self.buttons[name].setEnabled(allowed)

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        for name, button in self.buttons.items():
            button.set_text(self._words.tr(f"analyse.action.{name}"))
