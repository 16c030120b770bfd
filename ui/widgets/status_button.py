"""A state in the status line that opens the page behind it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from ui.icons import pixmap
from ui.theme import State, Theme
from ui.widgets.chip import MARKS
from ui.widgets.looks import label, look, refresh_look, row

_MARK_PX = 14
_HEIGHT_PX = 28


class StatusButton(QPushButton):
    """Shape and words of a state; ``shortcut`` presses it from anywhere in the window."""

    def __init__(self, theme: Theme, shortcut: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look(self, "status")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._theme, self._state, self._icon = theme, State.UNKNOWN, ""
        self._mark, self._name, self._words = QLabel(), label("muted small"), label("small strong")
        self._line = row(self, spacing=6)
        self._line.setContentsMargins(8, 0, 8, 0)
        for part in (self._mark, self._name, self._words):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._line.addWidget(part)
        QShortcut(QKeySequence(shortcut), self, self.click)
        theme.changed.connect(self._tint)

    def say(self, name: str, words: str, state: State, icon: str = "") -> None:
        """Show ``state`` in words and by its shape; ``icon`` takes the place of the usual one."""
        self._name.setText(name)
        self._words.setText(words)
        self.setAccessibleName(f"{name} {words}")
        if (state, icon) != (self._state, self._icon) or self._mark.pixmap().isNull():
            self._state, self._icon = state, icon
            self._tint()
        self.updateGeometry()

    def words(self) -> str:
        """What is said."""
        return self._words.text()

    def sizeHint(self) -> QSize:
        return QSize(self._line.sizeHint().width(), _HEIGHT_PX)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _tint(self) -> None:
        colour = self._theme.palette.of_state(self._state)[0].name()
        shape = self._icon or MARKS[self._state]
        self._mark.setPixmap(pixmap(shape, colour, _MARK_PX, self.devicePixelRatioF()))
        self._words.setProperty("state", self._state.value)
        refresh_look(self._words)
