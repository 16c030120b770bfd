"""One line above a page that says what should not be overlooked."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from ui.theme import GRID_PX, State
from ui.widgets.action_button import ActionButton
from ui.widgets.looks import label, refresh_look, row
from ui.widgets.notice import StateMark
from ui.widgets.surroundings import Surroundings


class ToldLine(QFrame):
    """Shape of the state, words, and where there is one a button: ``pressed()``. Hidden without words."""

    pressed = Signal()

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark, self._words = StateMark(around), label("strong", wrap=True)
        self._button = ActionButton(compact=True)
        self._button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._button.clicked.connect(self.pressed)
        line = row(self, spacing=12)
        line.setContentsMargins(2 * GRID_PX, 6, GRID_PX, 6)
        line.addWidget(self._mark)
        line.addWidget(self._words, 1)
        line.addWidget(self._button)
        self.hide()

    def tell(self, state: State, words: str, button: str = "") -> None:
        """Say ``words`` in ``state``; empty words hide the line."""
        for part in (self, self._words):
            part.setProperty("state", state.value)
            refresh_look(part)
        self._mark.show_state(state)
        self._words.setText(words)
        self.setAccessibleName(words)
        self._button.set_text(button)
        self._button.setVisible(bool(button))
        self.setVisible(bool(words))

    def words(self) -> str:
        """What it says, empty when it is hidden."""
        return "" if self.isHidden() else self._words.text()
