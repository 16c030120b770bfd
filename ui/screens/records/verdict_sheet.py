"""The verdict of every channel, with what decided and what would change it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QWidget

from station.reports.content import VerdictContent
from ui.icons import pixmap
from ui.theme import State, Theme
from ui.widgets.chip import MARKS
from ui.widgets.looks import column, label, look, row

_WORD_PX = 320


class VerdictSheet(QScrollArea):
    """One card per channel, coloured by state, with mark and word."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(widgetResizable=True)
        self._theme = theme
        self._verdicts: tuple[VerdictContent, ...] = ()
        self.setFrameShape(QFrame.Shape.NoFrame)
        theme.changed.connect(self._draw)

    def show_verdicts(self, verdicts: Sequence[VerdictContent]) -> None:
        """Show these verdicts."""
        self._verdicts = tuple(verdicts)
        self._draw()

    def _draw(self) -> None:
        page = look(QWidget(), "plain")
        layout = column(page, spacing=12, margin=16)
        for verdict in self._verdicts:
            layout.addWidget(self._card(verdict))
        layout.addStretch()
        self.setWidget(page)

    def _card(self, verdict: VerdictContent) -> QFrame:
        state = State(verdict.state.value)
        card = QFrame()
        card.setProperty("state", state.value)
        card.setAccessibleName(f"{verdict.channel} {verdict.word}")
        layout = row(card, spacing=24, margin=20)
        layout.addWidget(self._head(verdict, state), 0, Qt.AlignmentFlag.AlignTop)
        reasons = column(spacing=8)
        for sentence in (*verdict.reasons, *_options(verdict), *verdict.ahead):
            line = label(wrap=True)
            line.setText(sentence)
            reasons.addWidget(line)
        reasons.addStretch()
        layout.addLayout(reasons, 1)
        return card

    def _head(self, verdict: VerdictContent, state: State) -> QWidget:
        head = look(QWidget(), "plain")
        head.setFixedWidth(_WORD_PX)
        title = row(spacing=8)
        title.addWidget(self._mark(state))
        title.addWidget(_said("strong", f"{verdict.channel}  {verdict.version}", state), 1)
        layout = column(head, spacing=8)
        layout.addLayout(title)
        layout.addWidget(_said("step", verdict.word, state))
        layout.addWidget(_said("small", verdict.result, state))
        return head

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
