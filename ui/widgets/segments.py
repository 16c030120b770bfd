"""One of a few, all of them visible."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from ui.widgets.looks import look, row
from ui.widgets.wrap_row import WrapRow


class Segments(QWidget):
    """Buttons side by side, where they may ``wrap`` in several lines; ``chosen`` carries the one pressed."""

    chosen = Signal(str)

    def __init__(self, values: Sequence[str], parent: QWidget | None = None, *, wrap: bool = False) -> None:
        super().__init__(parent)
        look(self, "plain")
        self._buttons = {value: look(QPushButton(), "segment") for value in values}
        group = QButtonGroup(self)
        layout = WrapRow(self, fills=False) if wrap else row(self, spacing=8)
        for value, button in self._buttons.items():
            button.setCheckable(True)
            button.clicked.connect(self._presser(value))
            group.addButton(button)
            layout.addWidget(button)
        if isinstance(layout, QHBoxLayout):
            layout.addStretch(1)

    def set_words(self, words: Sequence[str]) -> None:
        """Texts of the buttons, in order."""
        for button, text in zip(self._buttons.values(), words, strict=True):
            button.setText(text.replace("&", "&&"))  # one alone would name a key
            button.setAccessibleName(text)

    def offer(self, values: Sequence[str]) -> None:
        """Show only these."""
        for value, button in self._buttons.items():
            button.setVisible(value in values)

    def mark(self, value: str) -> None:
        """Show ``value`` as the one in use."""
        self._buttons[value].setChecked(True)

    def marked(self) -> str:
        """The value in use; empty when none is."""
        return next((value for value, button in self._buttons.items() if button.isChecked()), "")

    def _presser(self, value: str) -> Callable[[], None]:
        return lambda: self.chosen.emit(value)
