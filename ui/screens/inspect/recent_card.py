"""What was sealed here today, beside the wait for the next unit."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from station.store.index.query import RecordSummary
from ui.channel_words import result_words
from ui.screens.inspect.finding_row import Finding, FindingRow
from ui.theme import GRID_PX
from ui.widgets.discard import discard
from ui.widgets.looks import column, label, look, row
from ui.widgets.surroundings import Surroundings

SHOWN = 4


class RecentCard(QFrame):
    """How many units were sealed today, and the last of them; ``opened(record id)`` on a click."""

    opened = Signal(str)

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look(self, "card")
        self._around = around
        self._today: tuple[RecordSummary, ...] = ()
        self._title, self._count = label("section"), label("step")
        self._nothing = label("muted", wrap=True)
        self._rows: list[FindingRow] = []
        self._lines = column(self, spacing=GRID_PX, margin=2 * GRID_PX)
        head = row()
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._count)
        self._lines.addLayout(head)
        self._lines.addWidget(self._nothing)
        self._lines.addStretch(1)
        around.words.follow(self.retranslate)

    def show_today(self, today: tuple[RecordSummary, ...]) -> None:
        """Show the records sealed today, latest first."""
        self._today = today
        self.retranslate()

    def retranslate(self) -> None:
        """Write every text again."""
        tr, records = self._around.words.tr, self._today
        self._title.setText(tr("inspect.recent.title"))
        self._count.setText(tr("inspect.recent.count", count=len(records)))
        self._nothing.setText(tr("inspect.recent.nothing"))
        self._nothing.setVisible(not records)
        self._fill(records[:SHOWN])

    def _fill(self, records: Sequence[RecordSummary]) -> None:
        for old in self._rows:
            self._lines.removeWidget(old)
            discard(old)
        self._rows = [FindingRow(self._entry(record), self._around) for record in records]
        for place, (line, record) in enumerate(zip(self._rows, records, strict=True)):
            line.clicked.connect(lambda _on=False, record_id=record.id: self.opened.emit(record_id))
            self._lines.insertWidget(2 + place, line)

    def _entry(self, record: RecordSummary) -> Finding:
        results = (result_words(result, self._around.words) for result in record.results.values())
        code = self._around.words.seen(record.unit_code, record.serial)
        named = " · ".join(part for part in (code, record.model) if part)
        return Finding("", f"{record.sealed_at.astimezone():%H:%M}", named, " · ".join(results))
