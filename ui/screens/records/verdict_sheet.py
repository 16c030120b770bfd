"""The verdict of every channel, with what decided and what would change it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QWidget

from station.reports.content import VerdictContent
from ui.icons import pixmap
from ui.screens.records.detail import TodayLine
from ui.theme import State, Theme
from ui.widgets.chip import MARKS
from ui.widgets.looks import column, label, look, row

_WORD_PX = 320


class VerdictSheet(QScrollArea):
    """One card per channel, coloured by state, with mark and word."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(widgetResizable=True)
        self._theme = theme
        self._verdicts: tuple[tuple[VerdictContent, TodayLine], ...] = ()
        self.setFrameShape(QFrame.Shape.NoFrame)
        theme.changed.connect(self._draw)

    def show_verdicts(self, verdicts: Sequence[VerdictContent], today: Sequence[TodayLine]) -> None:
        """Show these verdicts as they were sealed, and beside each what is said today."""
        self._verdicts = tuple(zip(verdicts, today, strict=True))
        self._draw()

    def _draw(self) -> None:
        page = look(QWidget(), "plain")
        layout = column(page, spacing=12, margin=16)
        for verdict, today in self._verdicts:
            layout.addWidget(self._card(verdict, today))
        layout.addStretch()
        self.setWidget(page)

    def _card(self, verdict: VerdictContent, today: TodayLine) -> QFrame:
        state = State(verdict.state.value)
        card = QFrame()
        card.setProperty("state", state.value)
        card.setAccessibleName(f"{verdict.channel} {verdict.word}")
        layout = row(card, spacing=24, margin=20)
        layout.addWidget(self._head(verdict, state, today), 0, Qt.AlignmentFlag.AlignTop)
        reasons = column(spacing=8)
        for sentence in (*verdict.reasons, *_options(verdict), *verdict.ahead):
            line = label(wrap=True)
            line.setText(sentence)
            reasons.addWidget(line)
        reasons.addStretch()
        layout.addLayout(reasons, 1)
        return card

    def _head(self, verdict: VerdictContent, state: State, today: TodayLine) -> QWidget:
        head = look(QWidget(), "plain")
        head.setFixedWidth(_WORD_PX)
        title = row(spacing=8)
        title.addWidget(self._mark(state))
        title.addWidget(_said("strong", f"{verdict.channel}  {verdict.version}", state), 1)
        layout = column(head, spacing=8)
        layout.addLayout(title)
        layout.addWidget(_said("step", verdict.word, state))
        layout.addWidget(_said("small", verdict.result, state))
        layout.addLayout(self._today(today, state))
        return head

    def _today(self, today: TodayLine, state: State) -> QHBoxLayout:
        """Marked where it differs from what was sealed."""
        line = row(spacing=8)
        if today.differs:
            line.addWidget(self._mark(State.ATTENTION))
        line.addWidget(_said("strong" if today.differs else "muted small", today.words, state), 1)
        return line

    def _mark(self, state: State) -> QLabel:
        mark = QLabel()
        colour = self._theme.palette.of_state(state)[0].name()
        mark.setPixmap(pixmap(MARKS[state], colour, 18, self.devicePixelRatioF()))
        return mark


def _said(classes: str, words: str, state: State) -> QLabel:
    said = label(classes, wrap=True)
    said.setProperty("state", state.value)
    said.setText(words)
    return said


def _options(verdict: VerdictContent) -> tuple[str, ...]:
    joined = " · ".join(f"{option.label} {option.value}" for option in verdict.options)
    return (joined,) if joined else ()
