"""Clause and finding side by side: what the channel wrote, what is found, what it means inside."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from station.errors import KnownError
from station.standards.findings import Finding
from station.standards.importing.clause import ImportedClause
from ui.context import Context
from ui.screens.standards.importing.clause_card import ClauseCard
from ui.screens.standards.importing.meaning_card import MeaningCard
from ui.screens.standards.importing.silence_card import SilenceCard
from ui.screens.standards.importing.viewmodel import WHOLE, ImportModel
from ui.theme import State
from ui.widgets.action_button import ActionButton
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.looks import column, label, look, row
from ui.widgets.notice import Notice
from ui.widgets.surroundings import Surroundings
from ui.widgets.table import Row, Rows, Table

_LIST_PX, _MEANING_PX = 376, 376
_COLUMNS = ("clause", "original", "open")
_WIDTHS = (96, 0, 80)


class ClausesPage(QWidget):
    """``closed`` when the person goes back to the columns, ``rule_wanted(clause)`` to write one by hand."""

    closed = Signal()
    rule_wanted = Signal(object)

    def __init__(self, context: Context, model: ImportModel) -> None:
        super().__init__()
        look(self, "plain")
        self._context, self._model = context, model
        self._by_clause: dict[str, list[Finding]] = {}
        self._chosen = WHOLE
        self._rows = Rows(context.theme, strong=1)
        self.table = look(Table(self._rows, _WIDTHS), "flush")
        self.clause, self.meaning = ClauseCard(context), MeaningCard(context)
        self.silence = SilenceCard(context)
        self._counter, self._told = Chip(context.theme), label("muted")
        self._notice = Notice(Surroundings(context.translator, context.theme))
        self._exact = ActionButton(keys=("F7",), shortcut="F7")
        self._next = ActionButton(keys=("F3",), shortcut="F3")
        self._build = ActionButton(keys=("F8",), shortcut="F8", primary=True)
        self._back = ActionButton(keys=("Esc",), shortcut="Esc")
        self._lay_out()
        self._connect()

    def take_focus(self) -> None:
        """Ready to go through the clauses."""
        self.table.setFocus()

    def refuse(self, error: KnownError) -> None:
        """Say what a decision lacks."""
        what, do = self._context.translator.error(error)
        self._notice.say(State.BAD, f"{what} {error.code}", do)

    @property
    def chosen(self) -> str:
        """Id of the clause shown; empty for the standard as a whole."""
        return self._chosen

    def next_open(self) -> None:
        """Go to the next clause with a finding that wants a ruling."""
        keys = self._keys()
        start = keys.index(self._chosen) + 1 if self._chosen in keys else 0
        around = [*keys[start:], *keys[:start]]
        wanted = next((key for key in around if self._open(key)), None)
        if wanted is not None:
            self.table.selectRow(keys.index(wanted))
            self.table.setFocus()

    def show_job(self) -> None:
        """Show the import as it stands; the clause chosen stays."""
        self._by_clause = {}
        known = {clause.id for clause in self._model.job.clauses}
        for found in self._model.job.findings:
            key = found.clause if found.clause in known else WHOLE
            self._by_clause.setdefault(key, []).append(found)
        self._notice.clear()
        keys, chosen = self._keys(), self._chosen
        self._rows.set_rows([self._row(clause) for clause in self._model.job.clauses] + [self._whole_row()])
        self._show_counts()
        self.table.selectRow(keys.index(chosen) if chosen in keys else 0)
        self._show_chosen()

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self._context.translator.tr
        self._exact.set_text(tr("standards.import.confirm_exact"))
        self._next.set_text(tr("standards.drafts.next"))
        self._build.set_text(tr("standards.import.build"))
        self._back.set_text(tr("standards.import.to_columns"))
        self.table.setAccessibleName(tr("standards.import.clauses"))
        self._rows.set_headers([tr(f"standards.import.column.{name}") for name in _COLUMNS])
        if self._model.is_open:
            self.show_job()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits pick a suggestion, or what silence means."""
        card = self.silence if self._chosen == WHOLE else self.meaning
        if not card.press(event.text()):
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        bar = row(spacing=16)
        bar.addWidget(self._counter)
        bar.addWidget(self._told)
        bar.addStretch(1)
        for button in (self._exact, self._next, self._build):
            bar.addWidget(button)
        left = Card(margin=0)
        left.setFixedWidth(_LIST_PX)
        left.body.addWidget(self.table)
        for side in (self.meaning, self.silence):
            side.setFixedWidth(_MEANING_PX)
        body = row(spacing=16)
        body.addWidget(left)
        body.addWidget(self.clause, 1)
        body.addWidget(self.meaning)
        body.addWidget(self.silence)
        foot = row()
        foot.addWidget(self._back)
        foot.addStretch(1)
        layout = column(self, spacing=12)
        layout.addLayout(bar)
        layout.addWidget(self._notice)
        layout.addLayout(body, 1)
        layout.addLayout(foot)

    def _connect(self) -> None:
        model = self._model
        self.table.selectionModel().currentRowChanged.connect(self._on_current)
        self._exact.clicked.connect(self._on_exact)
        self._next.clicked.connect(self.next_open)
        self._build.clicked.connect(model.build)
        self._back.clicked.connect(self.closed)
        self.clause.ruled.connect(model.rule)
        self.clause.reworded.connect(lambda words, says: model.reword(self._chosen, words, says))
        self.clause.rule_wanted.connect(lambda: self.rule_wanted.emit(model.job.clause(self._chosen)))
        self.silence.ruled.connect(model.rule_silence)
        self.meaning.confirmed.connect(self._on_confirmed)
        self.meaning.left_out.connect(lambda says: model.leave_out(self._chosen, says))
        self._context.translator.follow(self.retranslate)

    def _keys(self) -> list[str]:
        return [clause.id for clause in self._model.job.clauses] + [WHOLE]

    def _open(self, key: str) -> int:
        return sum(found.is_open for found in self._by_clause.get(key, ()))

    def _row(self, clause: ImportedClause) -> Row:
        waiting = self._open(clause.id)
        words = str(waiting) if waiting else self._context.translator.tr("standards.import.done")
        state = State.ATTENTION if waiting else None
        return Row((clause.id, clause.original, words), clause.id, state, quiet=not waiting)

    def _whole_row(self) -> Row:
        tr, waiting = self._context.translator.tr, self._open(WHOLE)
        words = str(waiting) if waiting else tr("standards.import.done")
        return Row(("–", tr("standards.import.whole"), words), "", State.ATTENTION if waiting else None)

    def _show_counts(self) -> None:
        tr, job = self._context.translator.tr, self._model.job
        waiting = len(job.open_findings)
        if waiting:
            self._counter.show_state(State.ATTENTION, tr("standards.release.open", count=waiting))
        else:
            self._counter.show_state(State.OK, tr("standards.import.all_settled"))
        self._told.setText(
            tr("standards.import.counted", clauses=len(job.clauses), findings=len(job.findings))
        )
        self._build.setEnabled(not waiting)
        self._exact.setEnabled(any(one.state == "open" and one.is_exact for one in job.clauses))

    def _on_current(self, now: QModelIndex, _before: QModelIndex) -> None:
        keys = self._keys()
        if 0 <= now.row() < len(keys):
            self._chosen = keys[now.row()]
            self._show_chosen()

    def _show_chosen(self) -> None:
        job, internal = self._model.job, self._model.internal
        findings = self._by_clause.get(self._chosen, ())
        self.meaning.setVisible(self._chosen != WHOLE)
        self.silence.setVisible(self._chosen == WHOLE)
        if self._chosen == WHOLE:
            self.silence.show_ruling(job.when_silent)
            self.clause.show_clause(None, findings, internal)
            return
        clause = job.clause(self._chosen)
        self.clause.show_clause(clause, findings, internal)
        self.meaning.show_clause(clause, internal)

    def _on_exact(self) -> None:
        self._model.confirm_exact(self._context.translator.tr("standards.import.because.exact"))

    def _on_confirmed(self, item: str, options: tuple[str, ...], says: str) -> None:
        self._model.confirm(self._model.job.clause(self._chosen), item, options, says)
