"""What is found in a draft, each with its ruling or the form for one."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QFrame, QLineEdit, QStackedWidget, QWidget

from station.model.checklist import Title
from station.standards.findings import Finding, finding_message
from station.texts import text
from ui.context import Context
from ui.screens.standards.drafts.viewmodel import DraftsModel, DraftView
from ui.screens.standards.finding_frame import STATES
from ui.theme import State
from ui.widgets.action_button import ActionButton
from ui.widgets.chip import Chip
from ui.widgets.empty_state import EmptyState
from ui.widgets.looks import column, label, look, row
from ui.widgets.table import Row, Rows, Table

_COLUMNS = ("finding", "clause", "says", "ruling")
_WIDTHS = (152, 120, 0, 160)


class FindingSheet(QStackedWidget):
    """A table of findings; the one chosen is told in full below, with the form for its ruling."""

    def __init__(self, context: Context, model: DraftsModel) -> None:
        super().__init__()
        self._context, self._model = context, model
        self._view: DraftView | None = None
        self._rows = Rows(context.theme, strong=0)
        self._table = look(Table(self._rows, _WIDTHS), "flush")
        self._sound = EmptyState(context.theme, "check")
        self._sort, self._says = Chip(context.theme), label(wrap=True)
        self._ruled = label("muted", wrap=True)
        self._reason_zh, self._reason_en = QLineEdit(), QLineEdit()
        self._rule = ActionButton(keys=("Ctrl+Enter",), shortcut="Ctrl+Return", primary=True)
        self._next = ActionButton(keys=("F3",), shortcut="F3")
        self._lay_out()
        self._connect()

    def show_view(self, view: DraftView) -> None:
        """Show the findings of this draft; the first open one is chosen."""
        self._view = view
        self.retranslate()
        self.next_open()

    def next_open(self) -> None:
        """Go to the next finding without a ruling."""
        findings = self._view.findings if self._view else ()
        start = self._table.currentIndex().row() + 1
        places = [*range(start, len(findings)), *range(min(start, len(findings)))]
        place = next((one for one in places if findings[one].is_open), 0 if findings else None)
        if place is not None:
            self._table.selectRow(place)
            self._reason_zh.setFocus()

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self._context.translator.tr
        self._table.setAccessibleName(tr("standards.drafts.findings"))
        self._sound.set_texts(tr("standards.drafts.sound"), tr("standards.drafts.sound_do"))
        for field, key in ((self._reason_zh, "reason_zh"), (self._reason_en, "reason_en")):
            field.setPlaceholderText(tr(f"standards.drafts.{key}"))
            field.setAccessibleName(tr(f"standards.drafts.{key}"))
        self._rule.set_text(tr("standards.drafts.rule"))
        self._next.set_text(tr("standards.drafts.next"))
        self._rows.set_headers([tr(f"standards.column.{name}") for name in _COLUMNS])
        findings = self._view.findings if self._view else ()
        self._rows.set_rows([self._row(one) for one in findings])
        self.setCurrentIndex(0 if findings else 1)
        self._show_chosen()

    def _lay_out(self) -> None:
        page = look(QWidget(), "plain")
        detail = look(QFrame(), "outline")
        inside = column(detail, spacing=8, margin=16)
        head = row(spacing=16)
        head.addWidget(self._sort)
        head.addStretch(1)
        head.addWidget(self._next)
        reasons = row(spacing=8)
        for part in (self._reason_zh, self._reason_en):
            reasons.addWidget(part, 1)
        reasons.addWidget(self._rule)
        inside.addLayout(head)
        inside.addWidget(self._says)
        inside.addWidget(self._ruled)
        inside.addLayout(reasons)
        layout = column(page, spacing=8, margin=8)
        layout.addWidget(self._table, 1)
        layout.addWidget(detail)
        self.addWidget(page)
        self.addWidget(self._sound)

    def _connect(self) -> None:
        self._table.selectionModel().currentRowChanged.connect(self._on_current)
        self._rule.clicked.connect(self._on_rule)
        self._next.clicked.connect(self.next_open)
        self._context.translator.follow(self.retranslate)

    def _chosen(self) -> Finding | None:
        place = self._table.currentIndex().row()
        findings = self._view.findings if self._view else ()
        return findings[place] if 0 <= place < len(findings) else None

    def _on_current(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self._show_chosen()

    def _show_chosen(self) -> None:
        chosen, words = self._chosen(), self._context.translator
        if chosen is None or self._view is None:
            return
        title = text(words.lang, f"findings.{chosen.code}.title")
        state = State.OK if chosen.ruling is not None else STATES[chosen.severity]
        self._sort.show_state(state, f"{chosen.clause} · {title}" if chosen.clause else title)
        self._says.setText(finding_message(chosen, self._view.internal).of(words.lang))
        ruling = chosen.ruling
        self._ruled.setVisible(ruling is not None)
        if ruling is not None:
            by = words.tr("standards.ruled", by=ruling.by, at=ruling.at[:10])
            self._ruled.setText(f"{ruling.says.of(words.lang)}\n{by}")
        for part in (self._reason_zh, self._reason_en, self._rule):
            part.setVisible(chosen.is_open)

    def _on_rule(self) -> None:
        chosen = self._chosen()
        zh, en = self._reason_zh.text().strip(), self._reason_en.text().strip()
        if chosen is not None and chosen.is_open:
            self._model.rule(chosen, Title(zh or en, en or zh))
            self._reason_zh.clear()
            self._reason_en.clear()

    def _row(self, one: Finding) -> Row:
        words = self._context.translator
        internal = self._view.internal if self._view else None
        told = finding_message(one, internal).of(words.lang)
        ruled = one.ruling.by if one.ruling else words.tr(f"standards.drafts.{_open_word(one)}")
        title = text(words.lang, f"findings.{one.code}.title")
        state = STATES[one.severity] if one.is_open else None
        return Row((title, one.clause, told, ruled), one.id, state, quiet=not one.is_open)


def _open_word(one: Finding) -> str:
    return "open" if one.is_open else "told"
