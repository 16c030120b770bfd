"""The countersign queue: one record after the other, what demands the second signature first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from station.errors import KnownError
from station.model.signature import Meaning
from station.store.index.query import RecordSummary
from ui.context import Context
from ui.screens.records.demands import Case, DemandWords, read_case
from ui.screens.records.picture import Picture
from ui.screens.records.sign_card import SignCard
from ui.screens.records.signed_words import SignedWords
from ui.theme import GRID_PX, State
from ui.widgets.action_button import ActionButton
from ui.widgets.chip import Chip
from ui.widgets.empty_state import EmptyState
from ui.widgets.looks import column, label, look, row
from ui.widgets.surroundings import Surroundings
from ui.widgets.table import Row, Rows, Table

_LIST_PX = 344
_PICTURE = QSize(224, 126)


class QueuePage(QWidget):
    """``decided(record id, agreed, words, pin)`` signs, ``opened(record id)`` shows the whole record."""

    decided = Signal(str, bool, str, str)
    opened = Signal(str)
    closed = Signal()

    def __init__(self, context: Context, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look(self, "page")
        self._context, self._around = context, around
        self._case: Case | None = None
        self._waiting: tuple[RecordSummary, ...] = ()
        self._agreed: bool | None = None
        self._rows = Rows(around.theme)
        self.list = Table(self._rows, (0, 88))
        self._heading = label("title")
        self._title, self._about = label("step", wrap=True), label("muted", wrap=True)
        self._scroll = QScrollArea(widgetResizable=True)
        self.says, self.card = SignedWords(), SignCard(around)
        self._own = Chip(around.theme)
        self.agree = ActionButton(keys=("F9",), shortcut="F9", primary=True)
        self.reject = ActionButton(keys=("F3",), shortcut="F3")
        self._whole = ActionButton(keys=("Enter",))
        self._back = ActionButton(keys=("Esc",), shortcut="Esc")
        self._nothing = EmptyState(around.theme, "badge-check")
        self._places = QStackedWidget()
        self._lay_out()
        self._connect()

    def show_queue(self, waiting: Sequence[RecordSummary]) -> None:
        """Show what waits; the record under work stays chosen while it still waits, else the next is."""
        last = max(0, self.list.currentIndex().row())
        self._waiting = tuple(waiting)
        self._rows.set_rows([self._line(one) for one in waiting])
        self._heading.setText(self._around.words.tr("records.queue.title", count=len(waiting)))
        self._places.setCurrentIndex(0 if waiting else 1)
        place = self._rows.place(self._case.record) if self._case is not None else -1
        if place < 0:
            self._put_aside()
        if waiting:
            self.list.selectRow(place if place >= 0 else min(last, len(waiting) - 1))

    def start_again(self) -> None:
        """Another person sits here: what was decided but not signed is forgotten."""
        self._put_aside()
        self._read()

    def refuse(self, error: KnownError) -> None:
        """The signature was not taken."""
        self.card.refuse(error)

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self._around.words.tr
        self.agree.set_text(tr("records.queue.agree"))
        self.reject.set_text(tr("records.queue.refuse"))
        self._whole.set_text(tr("records.queue.whole"))
        self._back.set_text(tr("records.back"))
        self._nothing.set_texts(tr("records.queue.nothing"), tr("records.queue.nothing_do"))
        self._ask()
        self._rows.set_headers([tr("records.column.unit"), tr("records.column.sealed_at")])
        self.show_queue(self._waiting)

    def _line(self, one: RecordSummary) -> Row:
        day = f"{one.sealed_at.astimezone():%m-%d}"
        code = self._around.words.seen(one.unit_code, one.serial)
        return Row((f"{code} · {one.person}", day), one.id)

    def _connect(self) -> None:
        self.list.selectionModel().currentRowChanged.connect(self._read)
        self.list.opened.connect(self.opened)
        self._whole.clicked.connect(self._open_whole)
        self.agree.clicked.connect(lambda: self._decide(True))
        self.reject.clicked.connect(lambda: self._decide(False))
        self.says.confirmed.connect(self._go_to_pin)
        self.says.textChanged.connect(self._refresh)
        self.card.signed.connect(self._sign)
        self._back.clicked.connect(self.closed)
        self._around.words.follow(self.retranslate)

    def _open_whole(self) -> None:
        if self._case is not None:
            self.opened.emit(self._case.record)

    def _read(self) -> None:
        index = self.list.currentIndex()
        if not index.isValid():
            return
        record, keep, lang = self._rows.row(index).key, self._context.keep, self._around.words.lang
        self._context.database.run(lambda: read_case(keep, record, lang), self._show_seen)

    def _show_seen(self, case: Case) -> None:
        self._show(self._around.words.seen(case, case.content.fields["serial"]))

    def _put_aside(self) -> None:
        self._case, self._agreed = None, None
        self.says.clear()
        if self.isVisible():
            self.list.setFocus()

    def _show(self, case: Case) -> None:
        index = self.list.currentIndex()
        if not index.isValid() or self._rows.row(index).key != case.record:
            return
        if self._case is not None and self._case.record != case.record:
            self._put_aside()
        is_new, self._case = self._case is None, case
        content = case.content
        self._title.setText(f"{content.fields['code']} · {content.title}")
        self._about.setText(
            " · ".join((content.signature.person, content.signature.role, case.sealed_at, case.record))
        )
        self._scroll.setWidget(self._demands(case.demands))
        if is_new:
            self._ask()

    def _decide(self, agreed: bool) -> None:
        if self._case is None or self._is_own():
            return
        self._agreed = agreed
        self._ask()
        (self.card if agreed else self.says).setFocus()

    def _sign(self, pin: str) -> None:
        if self._case is not None and self._is_decided():
            self.decided.emit(self._case.record, bool(self._agreed), self.says.text().strip(), pin)

    def _is_own(self) -> bool:
        person = self._context.session.person
        return self._case is not None and person is not None and person.id in self._case.signers

    def _go_to_pin(self) -> None:
        if self._is_decided():
            self.card.setFocus()

    def _is_decided(self) -> bool:
        return self._agreed is not None and (self._agreed or bool(self.says.text().strip()))

    def _ask(self) -> None:
        """Say what would be signed as decided now; a PIN typed for anything else is forgotten."""
        tr, person = self._around.words.tr, self._context.session.person
        decided = "undecided" if self._agreed is None else "agreed" if self._agreed else "refused"
        meaning = Meaning.REFUSED if self._agreed is False else Meaning.COUNTERSIGNED
        statement = tr(f"signature.{meaning.value}") if self._agreed is not None else ""
        self.card.ask(tr(f"records.queue.{decided}"), statement, person.name if person else "")
        refusing = self._agreed is False
        self.says.setPlaceholderText(tr("records.queue.says_refuse" if refusing else "records.queue.says"))
        self.says.setAccessibleName(self.says.placeholderText())
        self._refresh()

    def _refresh(self) -> None:
        tr, own = self._around.words.tr, self._is_own()
        self.card.wake(
            self._is_decided() and not own, tr("records.queue.own_do" if own else "records.queue.first")
        )
        self._own.setVisible(own)
        self._own.show_state(State.ATTENTION, tr("records.queue.own"))
        for button in (self.agree, self.reject):
            button.setEnabled(not own and self._case is not None)

    def _demands(self, demands: Sequence[DemandWords]) -> QWidget:
        page = look(QWidget(), "plain")
        lines = column(page, spacing=GRID_PX)
        lines.setContentsMargins(0, 0, GRID_PX, 0)
        for one in demands:
            lines.addWidget(self._demand(one))
        lines.addStretch(1)
        return page

    def _demand(self, one: DemandWords) -> QFrame:
        frame = look(QFrame(), "outline")
        chip, title, value = Chip(self._around.theme), label("strong", wrap=True), label("title", wrap=True)
        chip.show_state(State.ATTENTION, one.because)
        title.setText(one.title)
        value.setText(one.value)
        words = column(spacing=GRID_PX)
        for part in (chip, title, value):
            words.addWidget(part)
        words.addStretch(1)
        line = row(frame, spacing=2 * GRID_PX, margin=2 * GRID_PX)
        line.addLayout(words, 1)
        if one.picture is not None:
            line.addWidget(Picture(one.picture, self._around.theme, _PICTURE))
        return frame

    def _lay_out(self) -> None:
        waiting = look(QFrame(), "card")
        waiting.setFixedWidth(_LIST_PX)
        look(self.list, "flush")
        lines = column(waiting, spacing=GRID_PX, margin=2 * GRID_PX)
        lines.addWidget(self._heading)
        lines.addWidget(self.list, 1)
        foot = row(spacing=GRID_PX)
        foot.addWidget(self._back)
        foot.addStretch(1)
        foot.addWidget(self._whole)
        lines.addLayout(foot)
        work = look(QWidget(), "page")
        line = row(work, spacing=2 * GRID_PX)
        line.addWidget(self._middle(), 1)
        line.addLayout(self._right())
        empty = look(QFrame(), "card")
        column(empty).addWidget(self._nothing)
        self.setFocusProxy(self.list)
        self._places.addWidget(work)
        self._places.addWidget(empty)
        whole = row(self, spacing=2 * GRID_PX, margin=3 * GRID_PX)
        whole.addWidget(waiting)
        whole.addWidget(self._places, 1)

    def _middle(self) -> QFrame:
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        facts = look(QFrame(), "card")
        lines = column(facts, spacing=12, margin=3 * GRID_PX)
        for part in (self._title, self._about):
            lines.addWidget(part)
        lines.addWidget(self._scroll, 1)
        foot = row(spacing=GRID_PX)
        foot.addStretch(1)
        for button in (self.reject, self.agree):
            foot.addWidget(button)
        lines.addLayout(foot)
        return facts

    def _right(self) -> QVBoxLayout:
        lines = column(spacing=2 * GRID_PX)
        lines.addWidget(self._own)
        lines.addWidget(self.says)
        lines.addWidget(self.card, 1)
        return lines
