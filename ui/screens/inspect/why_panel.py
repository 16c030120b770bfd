"""Why a channel says what it says: what decided, and what would change it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QWidget

from station.reports.content import VerdictContent
from ui.theme import GRID_PX, State
from ui.widgets.chip import Chip
from ui.widgets.discard import discard
from ui.widgets.looks import column, label, look, row
from ui.widgets.surroundings import Surroundings

_WIDTH_PX, _HEIGHT_PX = 520, 420


class WhyPanel(QFrame):
    """Lies over the page, above the chip that opened it; it never takes the keys."""

    def __init__(self, around: Surroundings, parent: QWidget) -> None:
        super().__init__(parent)
        look(self, "card")
        self._around = around
        self._channel, self._chip = label("title"), Chip(around.theme)
        self._result = label("muted")
        self._body = QWidget()
        self._lines = column(look(self._body, "plain"), spacing=GRID_PX)
        self._lay_out()
        self.hide()

    def show_verdict(self, verdict: VerdictContent) -> None:
        """Write the reasons of ``verdict``."""
        tr = self._around.words.tr
        self._channel.setText(f"{verdict.channel}  {verdict.version}")
        self._chip.show_state(State(verdict.state.value), verdict.word)
        self._result.setText(verdict.result)
        self._clear()
        self._section(tr("inspect.why.reasons"), verdict.reasons or (tr("inspect.why.no_reason"),))
        self._section(tr("inspect.why.ahead"), verdict.ahead or (tr("inspect.why.nothing_ahead"),))
        options = tuple(f"{option.label}: {option.value}" for option in verdict.options)
        self._section(tr("inspect.why.options"), options)
        self._lines.addStretch(1)
        self.show()
        self.raise_()

    def lie_above(self, left: int, bottom: int) -> None:
        """Place the panel with its lower left corner here."""
        parent = self.parentWidget()
        room = parent.width() if parent else _WIDTH_PX
        height = min(_HEIGHT_PX, bottom - 2 * GRID_PX)
        self.setGeometry(min(left, room - _WIDTH_PX - 3 * GRID_PX), bottom - height, _WIDTH_PX, height)

    def _section(self, title: str, sentences: tuple[str, ...]) -> None:
        if not sentences:
            return
        heading = label("section")
        heading.setText(title)
        self._lines.addWidget(heading)
        for sentence in sentences:
            words: QLabel = label(wrap=True)
            words.setText(sentence)
            self._lines.addWidget(words)

    def _clear(self) -> None:
        while (taken := self._lines.takeAt(0)) is not None:
            if (old := taken.widget()) is not None:
                discard(old)

    def _lay_out(self) -> None:
        lines = column(self, spacing=GRID_PX, margin=2 * GRID_PX)
        head = row(spacing=GRID_PX)
        head.addWidget(self._channel)
        head.addStretch(1)
        head.addWidget(self._chip)
        lines.addLayout(head)
        lines.addWidget(self._result)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self._body)
        lines.addWidget(scroll, 1)
