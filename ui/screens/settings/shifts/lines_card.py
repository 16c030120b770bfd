"""A card with a small table that is edited line by line and saved as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from ui.i18n import Translator
from ui.theme import GRID_PX
from ui.widgets.action_button import ActionButton
from ui.widgets.card import Card
from ui.widgets.discard import discard
from ui.widgets.looks import column, label, look, row

REMOVE_PX = 84
_GAP_PX = GRID_PX


class Line(QWidget):
    """One line of fields with a button that takes it away. ``edited()`` after every change."""

    edited = Signal()
    removed = Signal()

    def __init__(self, words: Translator, fields: Sequence[QWidget]) -> None:
        super().__init__()
        look(self, "plain")
        self.words = words
        self.told, self.remove = label("muted small"), look(QPushButton(), "quiet compact")
        self.remove.setFixedWidth(REMOVE_PX)
        self.remove.clicked.connect(self.removed)
        layout = row(self, spacing=_GAP_PX)
        for field in fields:
            layout.addWidget(field)
        layout.addWidget(self.told, 1)
        layout.addWidget(self.remove)

    def name(self, place: int) -> None:
        """Say to who cannot see it what each field of the line at ``place`` (from 1) is."""
        self.remove.setText(self.words.tr("shifts.remove"))
        self.remove.setAccessibleName(self.words.tr("shifts.remove_line", place=place))


L = TypeVar("L", bound=Line)


class LinesCard(Card, Generic[L]):
    """Title, what it is about, captions over the columns, the lines, what they say together, and saving."""

    saved = Signal()

    def __init__(self, words: Translator, widths: Sequence[int], most: int) -> None:
        super().__init__(margin=24, spacing=12)
        self.words, self._most = words, most
        self.lines: list[L] = []
        self.title, self.lead = label("title"), label("muted", wrap=True)
        self.captions = [label("section") for _ in widths]
        self.told, self.refusal = label("muted", wrap=True), label(wrap=True)
        self.refusal.setProperty("state", "bad")
        self.add, self.save = ActionButton(), ActionButton(primary=True)
        self._lines = column(spacing=8)
        self._lay_out(widths)
        self.save.clicked.connect(self.saved)

    def put(self, lines: Sequence[L]) -> None:
        """Show these lines and no others."""
        for old in self.lines:
            self._lines.removeWidget(old)
            discard(old)
        self.lines = []
        for line in lines:
            self.append(line)

    def append(self, line: L) -> None:
        """Put a line under the others."""
        self.lines.append(line)
        self._lines.addWidget(line)
        line.edited.connect(self.look_again)
        line.removed.connect(lambda: self._take_away(line))

    def look_again(self) -> None:
        """Say of every line, and of all together, what stands there now."""
        for place, line in enumerate(self.lines, 1):
            line.name(place)
        self.add.setEnabled(len(self.lines) < self._most)
        for caption in self.captions:
            caption.setVisible(bool(self.lines))

    def refuse(self, why: str) -> None:
        """Say what keeps this from being saved; empty where nothing does."""
        self.refusal.setText(why)
        self.refusal.setVisible(bool(why))
        self.save.setEnabled(not why)

    def _take_away(self, line: L) -> None:
        self.lines.remove(line)
        self._lines.removeWidget(line)
        discard(line)
        self.look_again()

    def _lay_out(self, widths: Sequence[int]) -> None:
        for part in (self.title, self.lead):
            self.body.addWidget(part)
        self.body.addLayout(_heads(self.captions, widths))
        self.body.addLayout(self._lines)
        for part in (self.told, self.refusal):
            self.body.addWidget(part)
        bottom = row(spacing=12)
        bottom.addWidget(self.add)
        bottom.addStretch(1)
        bottom.addWidget(self.save)
        self.body.addLayout(bottom)


def _heads(captions: Sequence[QLabel], widths: Sequence[int]) -> QHBoxLayout:
    heads = row(spacing=_GAP_PX)
    for caption, width in zip(captions, widths, strict=True):
        caption.setFixedWidth(width)
        heads.addWidget(caption)
    heads.addStretch(1)
    return heads
