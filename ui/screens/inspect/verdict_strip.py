"""One chip per channel along the bottom: the best grade still reachable, live from the first answer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from station.reports.content import Glance
from ui.screens.inspect.verdict_chip import AllChip, CompactChip, VerdictChip
from ui.theme import GRID_PX
from ui.widgets.discard import discard
from ui.widgets.looks import look
from ui.widgets.surroundings import Surroundings

MOST_LARGE = 6
"""More channels than this share two rows of compact chips."""

_DIGITS = 9
_ALL_KEY = "Alt 0"


class VerdictStrip(QFrame):
    """The chips of all channels; ``asked_why(place)`` when one is pressed, -1 when it is released,
    ``asked_all()`` for the list of all of them."""

    asked_why = Signal(int)
    asked_all = Signal()

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look(self, "strip")
        self._around = around
        self._chips: list[VerdictChip] = []
        self._all = AllChip(_ALL_KEY, around, self)
        self._all.clicked.connect(self.asked_all)
        self._all.hide()
        self._cells = QGridLayout(self)
        self._cells.setContentsMargins(3 * GRID_PX, 12, 3 * GRID_PX, 12)

    @property
    def chips(self) -> tuple[VerdictChip, ...]:
        """The chips, in the order of the channels."""
        return tuple(self._chips)

    @property
    def is_compact(self) -> bool:
        """Whether so many channels judge that each has a small chip."""
        return len(self._chips) > MOST_LARGE

    def show_glances(self, glances: Sequence[Glance]) -> None:
        """Show what each channel says now."""
        if len(glances) != len(self._chips):
            self._make_chips(len(glances))
        for chip, glance in zip(self._chips, glances, strict=True):
            chip.show_glance(glance)
        self._all.setText(self._around.words.tr("why.all.chip", count=len(glances)))
        self._all.setAccessibleName(f"{self._all.text()} {_ALL_KEY}")
        self.setVisible(bool(glances))

    def press(self, place: int) -> None:
        """Open or close the reasons of one channel."""
        if 0 <= place < len(self._chips):
            self._chips[place].click()

    def release(self) -> None:
        """No chip is open."""
        self.hold(-1)

    def hold(self, place: int) -> None:
        """Only the chip at ``place`` is open."""
        for number, chip in enumerate(self._chips):
            chip.setChecked(number == place)

    def left_of(self, place: int) -> int:
        """Where the chip begins, in px from the strip's left edge."""
        return self._chips[place].mapTo(self, QPoint(0, 0)).x()

    def _make_chips(self, count: int) -> None:
        for chip in self._chips:
            self._cells.removeWidget(chip)
            discard(chip)
        compact = count > MOST_LARGE
        self._chips = [self._chip(place, compact=compact) for place in range(count)]
        cells: list[QWidget] = [*self._chips, *([self._all] if compact else [])]
        columns = -(-len(cells) // 2) if compact else max(1, count)
        self._all.setVisible(compact)
        self._place(cells, columns)

    def _place(self, cells: Sequence[QWidget], columns: int) -> None:
        self._cells.setHorizontalSpacing(6 if columns > MOST_LARGE else 12)
        self._cells.setVerticalSpacing(6)
        for column in range(max(columns, self._cells.columnCount())):
            self._cells.setColumnStretch(column, int(column < columns))
        for number, cell in enumerate(cells):
            self._cells.addWidget(cell, *divmod(number, columns))

    def _chip(self, place: int, *, compact: bool) -> VerdictChip:
        digit = str(place + 1) if place < _DIGITS else ""
        chip = CompactChip(digit, self._around) if compact else VerdictChip(f"Alt {digit}", self._around)
        chip.clicked.connect(lambda _on, place=place: self._clicked(place))
        return chip

    def _clicked(self, place: int) -> None:
        is_open = self._chips[place].isChecked()
        self.hold(place if is_open else -1)
        self.asked_why.emit(place if is_open else -1)
