"""Top line: unit and step at the left, inspector and station at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from ui.screens.screen import TopLineText
from ui.theme import Theme
from ui.widgets.action_button import ActionButton
from ui.widgets.chip import Chip
from ui.widgets.looks import label, look, row

HEIGHT_PX = 56
SWITCH_KEY = "F10"
"""Pressed anywhere in the window: somebody else takes over."""
_FACTS = 4


class TopLine(QFrame):
    """A :class:`TopLineText`, the station and who works; ``switch_asked()`` when somebody takes over."""

    switch_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look(self, "top-line")
        self.setFixedHeight(HEIGHT_PX)
        self._title = label("title")
        self._facts = [label("muted") for _ in range(_FACTS)]
        self._chip = Chip(theme)
        self._progress = label("muted")
        self._station = label("muted")
        self._inspector = ActionButton(keys=(SWITCH_KEY,), shortcut=SWITCH_KEY, compact=True)
        self._inspector.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inspector.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._inspector.clicked.connect(self.switch_asked)
        layout = row(self, spacing=24)
        layout.setContentsMargins(24, 0, 24, 0)
        parts: list[QWidget] = [self._title, *self._facts, self._chip]
        for part in parts:
            layout.addWidget(part)
        layout.addStretch()
        for part in (self._progress, self._station, self._inspector):
            layout.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_text(self, text: TopLineText) -> None:
        """Show what the screen has to say."""
        self._title.setText(text.title)
        for place, fact in zip(self._facts, (*text.facts, *[""] * _FACTS), strict=False):
            _show(place, fact)
        self._chip.setVisible(text.chip is not None)
        if text.chip is not None:
            self._chip.show_state(*text.chip)
        _show(self._progress, text.progress)

    def show_station(self, station: str) -> None:
        """Show the station's name."""
        _show(self._station, station)

    def show_inspector(self, name: str) -> None:
        """Show who works; empty hides the place."""
        self._inspector.set_text(name)
        self._inspector.setVisible(bool(name))


def _show(place: QLabel, words: str) -> None:
    place.setText(words)
    place.setVisible(bool(words))
