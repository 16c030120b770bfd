"""A PIN, by keyboard or with a gloved finger."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPushButton, QWidget

from ui.i18n import Translator
from ui.icons import icon
from ui.theme import Theme
from ui.widgets.looks import column, label, look, refresh_look

_ROWS = ("123", "456", "789")
_MAX_DIGITS = 12


class PinField(QLineEdit):
    """A field that takes digits only and shows none of them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setMaxLength(_MAX_DIGITS)
        self.setValidator(QRegularExpressionValidator("[0-9]*", self))
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhSensitiveData)


class PinPad(QWidget):
    """``entered`` carries the PIN on Enter; :meth:`refuse` says why it was not taken."""

    entered = Signal(str)

    def __init__(self, theme: Theme, translator: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look(self, "plain")
        self._theme, self._translator = theme, translator
        self._field = PinField()
        self._refusal = label("small", wrap=True)
        self._refusal.setProperty("state", "bad")
        self._erase, self._enter = _key(), _key()
        self._lay_out()
        self._connect()
        self.setFocusProxy(self._field)

    def refuse(self, why: str) -> None:
        """Say why the PIN was not taken; ready for another try."""
        self._field.clear()
        self.say(why)
        self._mark(bool(why))
        self._field.setFocus()

    def say(self, why: str) -> None:
        """Say the same refusal in other words, what was typed meanwhile stays."""
        self._refusal.setText(why)

    def clear(self) -> None:
        """Empty, without a word of refusal."""
        self.refuse("")

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self._translator.tr
        self._field.setPlaceholderText(tr("frame.pin.label"))
        self._field.setAccessibleName(tr("frame.pin.label"))
        self._erase.setAccessibleName(tr("frame.pin.erase"))
        self._enter.setAccessibleName(tr("frame.pin.enter"))

    def _lay_out(self) -> None:
        layout = column(self, spacing=8)
        layout.addWidget(self._field)
        layout.addWidget(self._refusal)
        grid = QGridLayout()
        grid.setSpacing(8)
        for line, digits in enumerate(_ROWS):
            for place, digit in enumerate(digits):
                grid.addWidget(self._digit(digit), line, place)
        grid.addWidget(self._erase, 3, 0)
        grid.addWidget(self._digit("0"), 3, 1)
        grid.addWidget(self._enter, 3, 2)
        layout.addLayout(grid)

    def _connect(self) -> None:
        self._field.returnPressed.connect(self._submit)
        self._field.textEdited.connect(lambda: self._mark(False))
        self._erase.clicked.connect(self._field.backspace)
        self._enter.clicked.connect(self._submit)
        self._theme.changed.connect(self._tint)
        self._translator.follow(self.retranslate)
        self._tint()

    def _digit(self, digit: str) -> QPushButton:
        key = _key(digit)
        key.clicked.connect(lambda: self._field.insert(digit))
        return key

    def _submit(self) -> None:
        if self._field.text():
            self.entered.emit(self._field.text())

    def _mark(self, refused: bool) -> None:
        self._refusal.setVisible(refused)
        self._field.setProperty("refused", "true" if refused else "false")
        refresh_look(self._field)

    def _tint(self) -> None:
        self._erase.setIcon(icon("delete", self._theme.palette.muted))
        self._enter.setIcon(icon("check", self._theme.palette.accent))


def _key(words: str = "") -> QPushButton:
    key = look(QPushButton(words), "pin-key")
    key.setIconSize(QSize(24, 24))
    key.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return key
