"""Why a channel says what it says: what decided, and what would change it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from station.reports.content import OldestFact, VerdictContent
from ui.theme import GRID_PX, State
from ui.widgets.chip import Chip
from ui.widgets.key_cap import KeyCap
from ui.widgets.looks import column, label, look, row, rule
from ui.widgets.surroundings import Surroundings
from ui.widgets.why.why_body import WhyBody

_WIDTH_PX = 640
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_HINTS = ((("↑", "↓"), "row"), (("Enter",), "step"), (("Esc",), "close"))


class WhyPanel(QFrame):
    """Lies over the page, above the chip that opened it.

    It takes the keys for choosing a row (up, down, Enter) and for closing; ``key_passed(QKeyEvent)`` hands
    on every other key. ``closed()`` on Escape, ``item_chosen(item id)`` when a row leads to its step,
    ``photo_wanted(sha256)`` for every photo to fetch.
    """

    closed = Signal()
    item_chosen = Signal(str)
    photo_wanted = Signal(str)
    key_passed = Signal(object)

    def __init__(self, around: Surroundings, parent: QWidget) -> None:
        super().__init__(parent)
        look(self, "card")
        self._around = around
        self._channel, self._chip = label("title", wrap=True), Chip(around.theme)
        self._result = label("muted", wrap=True)
        self._hints = {name: label("muted small") for _keys, name in _HINTS}
        self._body = WhyBody(around, leads=True)
        self._scroll = QScrollArea()
        self._corner = 0, 0
        self._lay_out()
        self._body.item_chosen.connect(self.item_chosen)
        self._body.photo_wanted.connect(self.photo_wanted)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.hide()
        around.words.follow(self.retranslate)

    @property
    def body(self) -> WhyBody:
        """What is behind the verdict."""
        return self._body

    def retranslate(self) -> None:
        """Write what the keys do."""
        for name, hint in self._hints.items():
            hint.setText(self._around.words.tr(f"why.key.{name}"))

    def show_verdict(self, verdict: VerdictContent, photos: Mapping[str, str]) -> None:
        """Show what is behind ``verdict``; ``photos`` names the photo (SHA-256) of items."""
        self._channel.setText(verdict.channel)
        self._chip.show_state(State(verdict.state.value), verdict.word)
        self._result.setText(
            self._around.words.tr("why.result", version=verdict.version, result=verdict.result)
        )
        self.show()
        self.raise_()
        self._body.show_verdict(verdict, photos, self._oldest(verdict.oldest))
        self._place()

    def lie_above(self, left: int, bottom: int) -> None:
        """Place the panel with its lower left corner here; it is as tall as it needs and there is room."""
        self._corner = left, bottom
        self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down choose a row, Enter leads to its step, Escape closes; the rest is for the step."""
        key, selected = Qt.Key(event.key()), self._body.selected
        if key in _MOVES:
            self._body.choose_next(_MOVES[key])
            self._show_selected()
        elif key in _ENTER and selected is not None:
            self.item_chosen.emit(selected.because.item)
        elif key == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            self.key_passed.emit(event)

    def _show_selected(self) -> None:
        if self._body.selected is not None:
            self._scroll.ensureWidgetVisible(self._body.selected, 0, GRID_PX)

    def _place(self) -> None:
        parent = self.parentWidget()
        left, bottom = self._corner
        inner = _WIDTH_PX - 4 * GRID_PX - self._scroll.verticalScrollBar().sizeHint().width()
        needed = self.sizeHint().height() - self._scroll.sizeHint().height()
        needed += self._body.heightForWidth(inner) + GRID_PX
        height = min(needed, bottom - 2 * GRID_PX)
        room = parent.width() if parent else _WIDTH_PX
        left = max(GRID_PX, min(left, room - _WIDTH_PX - 3 * GRID_PX))
        self.setGeometry(left, bottom - height, _WIDTH_PX, height)

    def _oldest(self, oldest: OldestFact | None) -> str:
        if oldest is None:
            return ""
        age = age_words(self._around.now() - oldest.taken_at, self._around.words.tr)
        return self._around.words.tr("why.oldest", item=oldest.title, when=age)

    def _lay_out(self) -> None:
        lines = column(self, spacing=GRID_PX, margin=2 * GRID_PX)
        head = row(spacing=GRID_PX)
        head.addWidget(self._channel, 1)
        head.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignTop)
        lines.addLayout(head)
        lines.addWidget(self._result)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._body)
        lines.addWidget(self._scroll, 1)
        lines.addWidget(rule())
        lines.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        foot = row(spacing=GRID_PX)
        for keys, name in _HINTS:
            for key in keys:
                foot.addWidget(KeyCap(key))
            foot.addWidget(self._hints[name])
            foot.addSpacing(GRID_PX)
        foot.addStretch(1)
        return foot


def age_words(age: timedelta, tr: Callable[..., str]) -> str:
    """How long ago something was."""
    minutes = max(0, int(age.total_seconds())) // 60
    for unit, size in (("days", 24 * 60), ("hours", 60), ("minutes", 1)):
        if minutes >= size * (2 if size > 1 else 1):
            return tr(f"why.age.{unit}", count=minutes // size)
    return tr("why.age.now")
