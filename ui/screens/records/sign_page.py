"""Signing a correction: what changes, why, in whose words, and the PIN. All of it on one page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from station.errors import KnownError
from ui.screens.records.sign_card import SignCard
from ui.screens.records.signed_words import SignedWords
from ui.theme import GRID_PX
from ui.widgets.action_button import ActionButton
from ui.widgets.looks import column, label, look, row
from ui.widgets.option_list import Entry, OptionList
from ui.widgets.surroundings import Surroundings
from ui.widgets.table import Row, Rows, Table

_KEYS = "ABCDEFGHIJ"
"""Letters: a PIN typed too early must not decide anything."""
_WIDTHS = (0, 0, 0)


@dataclass(frozen=True, slots=True)
class SignTask:
    """What is to be signed. ``lines`` are item, what was said and what is said now; ``consequence`` says what
    follows; ``reasons`` are codes with their words."""

    title: str
    consequence: str
    lines: tuple[tuple[str, str, str], ...]
    reasons: tuple[Entry, ...]
    statement: str
    who: str


class SignPage(QWidget):
    """``signed(reason code, words, pin)``; ``closed()`` when the person thinks better of it."""

    signed = Signal(str, str, str)
    closed = Signal()

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look(self, "page")
        self._around = around
        self._task: Callable[[], SignTask] | None = None
        self._title, self._consequence = label("step", wrap=True), label("muted", wrap=True)
        self._rows = Rows(around.theme, strong=2)
        self._changes = Table(self._rows, _WIDTHS)
        self._why_title, self._says_title = label("strong"), label("strong")
        self.why = OptionList(around, columns=3, keys=_KEYS)
        self.says = SignedWords()
        self.card = SignCard(around)
        self._back = ActionButton(keys=("Esc",), shortcut="Esc")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._lay_out()
        self._connect()

    def ask(self, task: Callable[[], SignTask]) -> None:
        """Ask for a signature under what ``task`` tells in the language in use."""
        self._task = task
        self.why.offer(())
        self.says.clear()
        self.retranslate()
        self.setFocus()

    def refuse(self, error: KnownError) -> None:
        """The signature was not taken."""
        self.card.refuse(error)

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self._around.words.tr
        self._why_title.setText(tr("records.sign.why"))
        self._says_title.setText(tr("records.sign.says"))
        self.says.setPlaceholderText(tr("records.sign.says_hint"))
        self.says.setAccessibleName(tr("records.sign.says"))
        self._back.set_text(tr("records.back"))
        self._rows.set_headers([tr(f"records.column.{name}") for name in ("item", "was", "now")])
        if self._task is not None:
            self._tell(self._task())
        self._refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters pick the reason while nobody types words."""
        if not self.why.press(event.text()):
            event.ignore()

    def _tell(self, task: SignTask) -> None:
        self._title.setText(task.title)
        self._consequence.setText(task.consequence)
        self._rows.set_rows([Row(line) for line in task.lines])
        self._changes.setVisible(bool(task.lines))
        self.why.offer(task.reasons)
        self.card.ask(self._around.words.tr("records.sign.title"), task.statement, task.who)

    def _connect(self) -> None:
        self.why.picked.connect(self._picked)
        self.says.textChanged.connect(self._refresh)
        self.says.confirmed.connect(self._go_to_pin)
        self.card.signed.connect(lambda pin: self.signed.emit(self.why.value or "", self.says.text(), pin))
        self._back.clicked.connect(self.closed)
        self._around.words.follow(self.retranslate)

    def _picked(self, _value: str) -> None:
        self._refresh()
        self.says.setFocus()

    def _go_to_pin(self) -> None:
        if self._is_decided():
            self.card.setFocus()

    def _is_decided(self) -> bool:
        return self.why.value is not None and bool(self.says.text().strip())

    def _refresh(self) -> None:
        self.card.wake(self._is_decided(), self._around.words.tr("records.sign.first"))

    def _lay_out(self) -> None:
        told = look(QFrame(), "card")
        look(self._changes, "flush")
        lines = column(told, spacing=2 * GRID_PX, margin=3 * GRID_PX)
        head = row(spacing=2 * GRID_PX)
        head.addWidget(self._title, 1)
        head.addWidget(self._back)
        lines.addLayout(head)
        lines.addWidget(self._consequence)
        lines.addWidget(self._changes, 1)
        self._add(lines, (self._why_title, self.why, self._says_title, self.says))
        lines.addStretch()
        line = row(self, spacing=2 * GRID_PX, margin=3 * GRID_PX)
        line.addWidget(told, 1)
        line.addWidget(self.card)

    @staticmethod
    def _add(lines: QVBoxLayout, parts: Sequence[QWidget]) -> None:
        for part in parts:
            lines.addWidget(part)
