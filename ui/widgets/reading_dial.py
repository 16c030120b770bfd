"""The live reading: who measures, its real state, the value large, and where it lies in the limits."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from station.model.checklist import Limits
from ui.figures import live
from ui.theme import GRID_PX, State
from ui.widgets.chip import Chip
from ui.widgets.limits_bar import LimitsBar
from ui.widgets.surroundings import Surroundings

NO_VALUE = "– – –"


class ReadingDial(QFrame):
    """Shows what it is told; a value that is no longer true is taken away by :meth:`show_value` with None."""

    def __init__(self, limits: Limits, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("class", "card")
        self._source, self._value, self._unit = QLabel(), QLabel(NO_VALUE), QLabel()
        self._source.setProperty("class", "muted")
        self._value.setProperty("class", "live")
        self._unit.setProperty("class", "step muted")
        self._chip, self._bar = Chip(around.theme), LimitsBar(limits, around)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID_PX, 12, 2 * GRID_PX, GRID_PX)
        column.setSpacing(0)
        column.addLayout(self._line(self._source, None, self._chip))
        column.addLayout(self._line(self._value, self._unit, None))
        column.addWidget(self._bar)

    def show_source(self, words: str) -> None:
        """Name who measures."""
        self._source.setText(words)

    def show_state(self, state: State, words: str) -> None:
        """Say how the reading stands (stable, moving, lost)."""
        self._chip.show_state(state, words)

    def show_value(self, value: Decimal | None, unit: str) -> None:
        """Show ``value`` in figures a person reads; None shows that there is no value."""
        figures, shown_unit = (NO_VALUE, unit) if value is None else live(value, unit)
        self._value.setText(figures)
        self._value.setAccessibleName("" if value is None else f"{figures} {shown_unit}")
        self._unit.setText(shown_unit)
        self._bar.mark(value)

    @staticmethod
    def _line(first: QLabel, second: QLabel | None, last: QWidget | None) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(GRID_PX)
        line.addWidget(first)
        if second is not None:
            second.setContentsMargins(0, 18, 0, 0)
            line.addWidget(second)
        line.addStretch(1)
        if last is not None:
            line.addWidget(last)
        return line
