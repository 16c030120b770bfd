"""The verdict of every channel, and of the one chosen what decided and what would change it."""

from __future__ import annotations

from datetime import timezone

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QWidget

from station.reports.content import OldestFact
from ui.icons import pixmap
from ui.screens.records.detail import RecordDetail, TodayLine, printed_offset
from ui.theme import GRID_PX, State
from ui.widgets.chip import MARKS, Chip
from ui.widgets.looks import column, label, look, row
from ui.widgets.marked_rows import MarkedRows
from ui.widgets.surroundings import Surroundings
from ui.widgets.table import Row, Table
from ui.widgets.why.why_body import WhyBody

_LIST_PX, _WORD_PX = 400, 176


class VerdictSheet(QWidget):
    """Channels at the left; up and down choose one."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self._around = around
        self._detail: RecordDetail | None = None
        self._rows = MarkedRows(around.theme, strong=1)
        self._list = Table(self._rows, (0, _WORD_PX))
        self._channel, self._chip = label("title", wrap=True), Chip(around.theme)
        self._result = label("muted", wrap=True)
        self._differs, self._today = QLabel(), label("muted small", wrap=True)
        self.body = WhyBody(around, leads=False)
        self._lay_out()
        self._list.selectionModel().currentRowChanged.connect(self._write)
        self.setFocusProxy(self._list)
        around.theme.changed.connect(self._write)

    def show_detail(self, detail: RecordDetail) -> None:
        """Show the verdicts as they were sealed, and beside each what is said today."""
        self._detail = detail
        tr, verdicts = self._around.words.tr, detail.content.verdicts
        self._rows.set_headers([tr("why.all.channel"), tr("why.all.word")])
        self._rows.set_rows([Row((one.channel, one.word), state=State(one.state.value)) for one in verdicts])
        self.choose(0)

    def choose(self, place: int) -> None:
        """Show what is behind the verdict at ``place``."""
        self._list.selectRow(place)
        self._write()

    def _write(self) -> None:
        place, detail = self._list.currentIndex().row(), self._detail
        if detail is None or not 0 <= place < len(detail.content.verdicts):
            return
        verdict, today = detail.content.verdicts[place], detail.today[place]
        self._channel.setText(verdict.channel)
        self._chip.show_state(State(verdict.state.value), verdict.word)
        self._result.setText(
            self._around.words.tr("why.result", version=verdict.version, result=verdict.result)
        )
        self._show_today(today)
        self.body.show_verdict(verdict, detail.photo_of, self._oldest(verdict.oldest))
        for photo in detail.photos:
            if photo.image is not None:
                self.body.show_photo(photo.sha256, photo.image)

    def _show_today(self, today: TodayLine) -> None:
        """Marked where it differs from what was sealed."""
        look(self._today, "strong" if today.differs else "muted small")
        self._today.setText(today.words)
        colour = self._around.theme.palette.attention
        self._differs.setPixmap(pixmap(MARKS[State.ATTENTION], colour, 18, self.devicePixelRatioF()))
        self._differs.setVisible(today.differs)

    def _oldest(self, oldest: OldestFact | None) -> str:
        """In the zone of time that the certificate prints."""
        if oldest is None:
            return ""
        at = f"{oldest.taken_at.astimezone(timezone(printed_offset())):%Y-%m-%d %H:%M}"
        return self._around.words.tr("why.oldest", item=oldest.title, when=at)

    def _lay_out(self) -> None:
        self._list.setFixedWidth(_LIST_PX)
        look(self._list, "flush")
        line = row(self, spacing=2 * GRID_PX)
        line.addWidget(self._list)
        words = column(spacing=GRID_PX, margin=2 * GRID_PX)
        words.addLayout(self._head())
        words.addWidget(self._result)
        today = row(spacing=GRID_PX)
        today.addWidget(self._differs)
        today.addWidget(self._today, 1)
        words.addLayout(today)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self.body)
        words.addWidget(scroll, 1)
        line.addLayout(words, 1)

    def _head(self) -> QHBoxLayout:
        head = row(spacing=GRID_PX)
        head.addWidget(self._channel, 1)
        head.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignTop)
        return head
