"""A message in the flow of the work, with the answers it asks for: never a pop-up."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.theme import GRID_PX, State
from ui.widgets import paint
from ui.widgets.action_button import ActionButton
from ui.widgets.discard import discard
from ui.widgets.surroundings import Surroundings


class StateMark(QWidget):
    """The shape of a state alone, beside words that say it."""

    def __init__(self, around: Surroundings, size_px: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around, self._state = around, State.UNKNOWN
        self.setFixedSize(QSize(size_px, size_px))
        around.theme.changed.connect(self.update)

    def show_state(self, state: State) -> None:
        """Draw the shape of ``state``."""
        self._state = state
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the shape."""
        ink, _fill = self._around.theme.palette.of_state(self._state)
        paint.state_shape(QPainter(self), QRectF(self.rect()).adjusted(1, 1, -1, -1), self._state, ink)


class Notice(QFrame):
    """What happened, what to do, and answers with their keys; ``answered(name)`` when one is pressed."""

    answered = Signal(str)

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around = around
        self._keys: dict[str, str] = {}
        self._mark = StateMark(around)
        self._what, self._do = QLabel(wordWrap=True), QLabel(wordWrap=True)
        self._what.setProperty("class", "strong")
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(GRID_PX)
        self._buttons.addStretch(1)
        self._lay_out()
        self.hide()

    def say(self, state: State, what: str, do: str = "") -> None:
        """Show the message; answers offered before stay."""
        for widget in (self, self._what):
            widget.setProperty("state", state.value)
            widget.style().unpolish(widget)
            widget.style().polish(widget)
        self._mark.show_state(state)
        self._what.setText(what)
        self._do.setText(do)
        self._do.setVisible(bool(do))
        self.setAccessibleName(f"{what} {do}".strip())
        self.show()

    def offer(self, answers: Sequence[tuple[str, str, str]]) -> None:
        """Offer answers as (name, key, words)."""
        while (taken := self._buttons.takeAt(0)) is not None:
            if (button := taken.widget()) is not None:
                discard(button)
        self._keys = {key.upper(): name for name, key, _words in answers}
        for name, key, words in answers:
            self._buttons.addWidget(self._button(name, key, words))
        self._buttons.addStretch(1)

    def _button(self, name: str, key: str, words: str) -> ActionButton:
        button = ActionButton(keys=[key])
        button.set_text(words)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.answered.emit(name))
        return button

    def press(self, typed: str) -> bool:
        """Answer by key."""
        name = self._keys.get(typed.upper()) if typed else None
        if name is None or self.isHidden():
            return False
        self.answered.emit(name)
        return True

    def clear(self) -> None:
        """Nothing to say any more."""
        self.offer(())
        self.hide()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(GRID_PX)
        words.addWidget(self._what)
        words.addWidget(self._do)
        words.addLayout(self._buttons)
        line = QHBoxLayout(self)
        line.setContentsMargins(2 * GRID_PX, 12, 2 * GRID_PX, 12)
        line.setSpacing(12)
        line.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
