"""What is signed, by whom, and the PIN that signs it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from station.errors import KnownError
from ui.theme import GRID_PX
from ui.widgets.looks import column, label, look
from ui.widgets.pin_pad import PinPad
from ui.widgets.surroundings import Surroundings

_WIDTH_PX = 360


class SignCard(QFrame):
    """``signed(pin)``; the PIN pad sleeps until everything before it is decided."""

    signed = Signal(str)

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look(self, "card")
        self.setFixedWidth(_WIDTH_PX)
        self._around = around
        self._title, self._statement = label("title", wrap=True), label("lead", wrap=True)
        self._who, self._hint = label("muted", wrap=True), label("muted small", wrap=True)
        self.pin = PinPad(around.theme, around.words)
        self.pin.entered.connect(self.signed)
        lines = column(self, spacing=2 * GRID_PX, margin=3 * GRID_PX)
        for part in (self._title, self._statement, self._who, self.pin, self._hint):
            lines.addWidget(part)
        lines.addStretch(1)
        self.setFocusProxy(self.pin)

    def ask(self, title: str, statement: str, who: str) -> None:
        """Say what the signature means and who gives it; any PIN typed before is forgotten."""
        self._title.setText(title)
        self._statement.setText(statement)
        self._statement.setVisible(bool(statement))
        self._who.setText(who)
        self.pin.clear()

    def wake(self, ready: bool, hint: str) -> None:
        """Take the PIN, or say in ``hint`` what is to be decided first."""
        self.pin.setEnabled(ready)
        self._hint.setText("" if ready else hint)
        self._hint.setVisible(not ready)

    def refuse(self, error: KnownError) -> None:
        """The signature was not taken."""
        self.pin.refuse(self._around.words.refusal(error))
