"""Amending: choose what was said wrongly, answer it again with the step an inspector uses, then sign."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from station.model.answer import Answer, NotFitted, Unknown, UnknownReason
from station.model.checklist import CheckItem, ItemKind
from station.model.facts_json import answer_to_json
from station.reports.wording import Wording
from ui.screens.inspect.step_card import StepCard
from ui.screens.records.correction_work import AmendForm
from ui.screens.records.detail import printed_offset
from ui.steps.step import Asked, Given
from ui.theme import GRID_PX, State
from ui.widgets.action_button import ActionButton
from ui.widgets.empty_state import EmptyState
from ui.widgets.looks import column, label, look, row
from ui.widgets.marked_rows import MarkedRows
from ui.widgets.surroundings import Surroundings
from ui.widgets.table import Row, Table

_LIST_PX = 620
_WIDTHS = (0, 180, 180)
_NOT_BY_HAND = frozenset({ItemKind.PHOTO})
"""What cannot be answered away from the unit."""


class AmendPage(QWidget):
    """``sign_asked()`` once something is changed; ``closed()`` leaves everything as it was."""

    sign_asked = Signal()
    closed = Signal()

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look(self, "page")
        self._around = around
        self._form: AmendForm | None = None
        self.changes: dict[str, Answer] = {}
        self._item: CheckItem | None = None
        self._title, self._lead = label("step", wrap=True), label("muted", wrap=True)
        self._rows = MarkedRows(around.theme, strong=2)
        self.items = Table(self._rows, _WIDTHS)
        self.card = StepCard(around)
        self._choose = EmptyState(around.theme, "wrench")
        self._places = QStackedWidget()
        self._back = ActionButton(keys=("Esc",), shortcut="Esc")
        self._take_back = ActionButton(keys=("Del",), shortcut="Del")
        self._sign = ActionButton(keys=("Ctrl", "Enter"), shortcut="Ctrl+Return", primary=True)
        self._lay_out()
        self._connect()

    def show_form(self, form: AmendForm) -> None:
        """Start from a record as it was sealed."""
        self._form, self._item = form, None
        self.changes.clear()
        self._places.setCurrentWidget(self._choose)
        self.retranslate()
        self.items.selectRow(0)
        self.items.setFocus()

    def place_of(self, item: str) -> int:
        """The row of an item; -1 when it cannot be amended."""
        return self._rows.place(item)

    def lines(self) -> tuple[tuple[str, str, str], ...]:
        """What was said and what is said now, of everything changed."""
        words = self._wording()
        if self._form is None or words is None:
            return ()
        facts = self._form.inspection.facts
        return tuple(
            (words.item_title(item), self._said(facts.get(item), item), self._said(new, item))
            for item, new in self.changes.items()
        )

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self._around.words.tr
        self._title.setText(tr("records.amend.title", record=self._form.record.id if self._form else ""))
        self._lead.setText(tr("records.amend.lead"))
        self._choose.set_texts(tr("records.amend.choose"), tr("records.amend.choose_do"))
        self._back.set_text(tr("records.back"))
        self._take_back.set_text(tr("records.amend.take_back"))
        self._rows.set_headers([tr(f"records.column.{name}") for name in ("item", "was", "now")])
        self._refresh()

    def _connect(self) -> None:
        self.items.opened.connect(self._ask)
        self.items.clicked.connect(lambda index: self._ask(self._rows.row(index).key))
        self.card.answered.connect(self._answered)
        self.card.unknown_decided.connect(self._unknown)
        self.card.not_fitted_asked.connect(lambda: self._change(NotFitted()))
        self.card.back_asked.connect(self.items.setFocus)
        self._back.clicked.connect(self.closed)
        self._take_back.clicked.connect(self._drop)
        self._sign.clicked.connect(self._ask_to_sign)
        self._around.words.follow(self.retranslate)

    def _ask_to_sign(self) -> None:
        if self.changes:
            self.sign_asked.emit()

    def _ask(self, item: str) -> None:
        form = self._form
        asked = form.inspection.checklist.item(item) if form else None
        if form is None or asked is None or asked.kind in _NOT_BY_HAND:
            return
        self._item = asked
        self.items.selectRow(self._rows.place(item))
        current = self.changes.get(item, form.inspection.facts.get(item))
        zones = {zone.id: zone.title for zone in form.standard.zones}
        photos = tuple(photo for photo in form.inspection.photos if photo.item == item)
        self.card.show_step(Asked(asked, current, zones, form.standard.views, photos), (), ())
        self._places.setCurrentWidget(self.card)
        self.card.show_answer()

    def _answered(self, given: Given) -> None:
        self._change(given.answer)

    def _unknown(self, reason: UnknownReason, note: str) -> None:
        self._change(Unknown(reason, note))

    def _change(self, answer: Answer) -> None:
        if self._form is None or self._item is None:
            return
        if self._form.inspection.facts.get(self._item.id) == answer:
            self.changes.pop(self._item.id, None)
        else:
            self.changes[self._item.id] = answer
        self._refresh()
        self.items.setFocus()

    def _drop(self) -> None:
        index = self.items.currentIndex()
        if index.isValid():
            self.changes.pop(self._rows.row(index).key, None)
            self._refresh()

    def _refresh(self) -> None:
        place = max(0, self.items.currentIndex().row())
        self._rows.set_rows(list(self._item_rows()))
        self.items.selectRow(place)
        self._sign.setEnabled(bool(self.changes))
        self._take_back.setVisible(bool(self.changes))
        self._sign.set_text(self._around.words.tr("records.amend.sign", count=len(self.changes)))

    def _item_rows(self) -> Iterator[Row]:
        form, words = self._form, self._wording()
        if form is None or words is None:
            return
        for item in form.inspection.checklist.items:
            if item.kind in _NOT_BY_HAND or item.id not in form.inspection.facts:
                continue
            was = self._said(form.inspection.facts[item.id], item.id)
            now = self._said(self.changes.get(item.id), item.id)
            state = State.ATTENTION if item.id in self.changes else None
            yield Row((words.item_title(item.id), was, now), item.id, state)

    def _said(self, answer: Answer | None, item: str) -> str:
        form, words = self._form, self._wording()
        if form is None or words is None:
            return ""
        raw: Mapping[str, object] | None = None if answer is None else answer_to_json(answer)
        return self._around.words.seen(words.said(raw, item), form.inspection.unit.serial)

    def _wording(self) -> Wording | None:
        form = self._form
        return Wording(self._around.words.lang, form.standard, printed_offset()) if form else None

    def _lay_out(self) -> None:
        chosen = look(QFrame(), "card")
        chosen.setFixedWidth(_LIST_PX)
        look(self.items, "flush")
        lines = column(chosen, spacing=GRID_PX, margin=2 * GRID_PX)
        for part in (self._title, self._lead):
            lines.addWidget(part)
        lines.addWidget(self.items, 1)
        foot = row(spacing=GRID_PX)
        for button in (self._back, self._take_back):
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(self._sign)
        lines.addLayout(foot)
        self._places.addWidget(self._choose)
        self._places.addWidget(self.card)
        line = row(self, spacing=2 * GRID_PX, margin=3 * GRID_PX)
        line.addWidget(chosen)
        line.addWidget(self._places, 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
