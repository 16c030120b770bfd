"""Why a person types what an instrument should have measured."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from ui.theme import GRID_PX
from ui.widgets.option_list import Entry, OptionList
from ui.widgets.surroundings import Surroundings

REASONS = ("no_instrument", "broken", "does_not_fit", "shown_by_unit")
"""Reasons offered; the words are in ``steps.reason``."""


class ManualReason(QWidget):
    """Four usual reasons by digit and a line for another one; ``given(reason)`` carries the words."""

    given = Signal(str)

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around = around
        self._title, self._other = QLabel(), QLineEdit()
        self._title.setProperty("class", "strong")
        self._usual = OptionList(around, columns=2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX)
        for part in (self._title, self._usual, self._other):
            column.addWidget(part)
        self._usual.picked.connect(lambda _value: self._other.clear())

    def ask(self) -> None:
        """Show the question and take the keys."""
        self._usual.pick(None)
        self._other.clear()
        self.show()
        parent = self.parentWidget()
        if parent is not None:
            parent.setFocus()

    def confirm(self) -> None:
        """Give the reason picked or written; without one nothing happens."""
        reason = self._other.text().strip() or self._picked_words()
        if reason:
            self.hide()
            self.given.emit(reason)

    def press(self, typed: str) -> bool:
        """Digits pick; any other character starts a reason of one's own."""
        if self._usual.press(typed):
            return True
        if typed.isprintable() and typed.strip():
            self._usual.pick(None)
            self._other.setFocus()
            self._other.setText(typed)
            return True
        return False

    def retranslate(self) -> None:
        """Write every text again."""
        tr = self._around.words.tr
        self._title.setText(tr("steps.reason.title"))
        self._usual.offer([Entry(name, tr(f"steps.reason.{name}")) for name in REASONS])
        self._other.setPlaceholderText(tr("steps.reason.other"))
        self._other.setAccessibleName(tr("steps.reason.other"))

    def _picked_words(self) -> str:
        value = self._usual.value
        return self._around.words.tr(f"steps.reason.{value}") if value else ""
