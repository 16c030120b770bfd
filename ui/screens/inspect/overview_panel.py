"""All channels as a list, best first: where there are too many for the strip to tell it all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from station.reports.content import Glance
from ui.theme import GRID_PX, State
from ui.widgets.key_cap import KeyCap
from ui.widgets.looks import column, label, look, row
from ui.widgets.marked_rows import MarkedRows
from ui.widgets.surroundings import Surroundings
from ui.widgets.table import Row, Table

_ROW_PX = 40
_COLUMNS = ("channel", "word", "line", "missing", "next")
_WIDTHS = (248, 176, 0, 96, 128)
_WORD = 1
_BEST_FIRST = (State.OK, State.ATTENTION, State.UNKNOWN, State.BAD)


class OverviewPanel(QFrame):
    """``chosen(place)`` when Enter or a double click asks why a channel says so, ``closed()`` on Escape."""

    chosen = Signal(int)
    closed = Signal()

    def __init__(self, around: Surroundings, parent: QWidget) -> None:
        super().__init__(parent)
        look(self, "card")
        self._around = around
        self._title = label("title")
        self._hints = {name: label("muted small") for name in ("row", "why", "close")}
        self._rows = MarkedRows(around.theme, strong=_WORD)
        self.table = Table(self._rows, _WIDTHS)
        look(self.table, "flush")
        self.table.verticalHeader().setDefaultSectionSize(_ROW_PX)
        self.table.opened.connect(lambda key: self.chosen.emit(int(key)))
        self.setFocusProxy(self.table)
        self._lay_out()
        self.hide()
        around.words.follow(self.retranslate)

    def retranslate(self) -> None:
        """Write the titles."""
        tr = self._around.words.tr
        self._title.setText(tr("why.all.title"))
        self._rows.set_headers([tr(f"why.all.{name}") for name in _COLUMNS])
        for name, hint in self._hints.items():
            hint.setText(tr(f"why.key.{name}"))

    def show_glances(self, glances: Sequence[Glance]) -> None:
        """List the channels; the line chosen stays chosen."""
        chosen = self.table.currentIndex()
        key = self._rows.row(chosen).key if chosen.isValid() else ""
        rows = sorted((_row(place, one) for place, one in enumerate(glances)), key=_rank(glances))
        self._rows.set_rows(rows)
        keys = [one.key for one in rows]
        self.table.selectRow(keys.index(key) if key in keys else 0)

    def lie_above(self, width: int, bottom: int) -> None:
        """Fill the page down to ``bottom``, as far as there are lines."""
        inner = self.table.horizontalHeader().sizeHint().height() + _ROW_PX * self._rows.rowCount()
        needed = self.sizeHint().height() - self.table.sizeHint().height() + inner + GRID_PX
        height = min(needed, bottom - 2 * GRID_PX)
        self.setGeometry(3 * GRID_PX, bottom - height, width - 6 * GRID_PX, height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            event.ignore()

    def _lay_out(self) -> None:
        lines = column(self, spacing=GRID_PX, margin=2 * GRID_PX)
        head = row(spacing=GRID_PX)
        head.addWidget(self._title, 1)
        for keys, name in ((("↑", "↓"), "row"), (("Enter",), "why"), (("Esc",), "close")):
            for key in keys:
                head.addWidget(KeyCap(key))
            head.addWidget(self._hints[name])
        lines.addLayout(head)
        lines.addWidget(self.table, 1)


def _row(place: int, one: Glance) -> Row:
    cells = one.channel, one.word, one.line, str(one.missing or ""), one.to
    return Row(cells, key=str(place), state=State(one.state.value))


def _rank(glances: Sequence[Glance]) -> Any:
    def rank(line: Row) -> tuple[int, int, int]:
        place = int(line.key)
        state = _BEST_FIRST.index(State(glances[place].state.value))
        return state, glances[place].missing, place

    return rank
