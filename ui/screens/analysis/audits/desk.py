"""Audits at the screen: the list, the sample of one, and the plan of another."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QStackedWidget, QWidget

from station.analysis.audit_results import AuditResult
from station.errors import KnownError
from station.model.rights import Right
from station.store.audits import Audit, Audited
from ui.context import Context
from ui.printing.loose_sheets import LooseSheets
from ui.screens.analysis.audits.audit_rows import (
    AUDIT_COLUMNS,
    UNIT_COLUMNS,
    audit_row,
    sample_title,
    unit_row,
)
from ui.screens.analysis.audits.audit_work import AuditsRead, AuditWork
from ui.screens.analysis.audits.plan_form import PlanForm
from ui.screens.analysis.desk import Desk
from ui.theme import State
from ui.widgets.action_button import ActionButton
from ui.widgets.busy_line import BusyLine
from ui.widgets.empty_state import EmptyState
from ui.widgets.looks import column, label, look, row
from ui.widgets.table import Rows, Table

_AUDIT_WIDTHS = (164, 0, 164, 92, 84, 96, 64, 116)
_UNIT_WIDTHS = (216, 0, 150, 212, 124)


class AuditDesk(Desk):
    """Two places: the audits with their samples, and the plan of a new one."""

    right = Right.COMPARE_PEOPLE

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context, words = context, context.translator
        self._read: AuditsRead | None = None
        self._shown = ""
        self.work, self.form = AuditWork(context, self), PlanForm(context)
        self.audit_rows, self.unit_rows = Rows(context.theme), Rows(context.theme)
        self.audits = Table(self.audit_rows, _AUDIT_WIDTHS)
        self.units = Table(self.unit_rows, _UNIT_WIDTHS)
        self._title, self._sample = label("title"), label("lead strong")
        self.back = ActionButton(keys=("Esc",), shortcut="Esc")
        self.new = ActionButton(keys=("F3",), shortcut="F3", primary=True)
        self.print = ActionButton(keys=("F7",), shortcut="F7")
        self._busy, self._nothing = BusyLine(words), EmptyState(context.theme, "search")
        self._list, self._both = look(QWidget(), "plain"), look(QWidget(), "plain")
        self._places, self._stack = QStackedWidget(), QStackedWidget()
        self._lay_out()
        self.sheets = LooseSheets(context, self._stack)
        self._connect()

    @property
    def shown(self) -> AuditResult | None:
        """The audit whose sample is shown."""
        results = self._read.results if self._read else ()
        return next((one for one in results if one.audit.id == self._shown), None)

    def entered(self) -> None:
        """Judge every audit anew: records decide them."""
        self.work.read_all()

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self._context.translator.tr
        self._title.setText(tr("audits.desk_title"))
        self._nothing.set_texts(tr("audits.none"), tr("audits.none_do"))
        self.back.set_text(tr("analyse.behind.back"))
        self.new.set_text(tr("audits.new"))
        self.print.set_text(tr("audits.print"))
        self.audits.setAccessibleName(tr("audits.desk_title"))
        self.units.setAccessibleName(tr("audits.sample"))
        self.audit_rows.set_headers([tr(f"audits.{one}") for one in AUDIT_COLUMNS])
        self.unit_rows.set_headers([tr(f"audits.{one}") for one in UNIT_COLUMNS])
        self._tell()

    def _take(self, read: AuditsRead) -> None:
        self._read = read
        self.form.offer(read.lots)
        self._tell()

    def _tell(self) -> None:
        """The audits, the one shown kept."""
        words, results = self._context.translator, self._read.results if self._read else ()
        people = self._read.lots[Audited.INSPECTOR] if self._read else {}
        self.audit_rows.set_rows([audit_row(one, people, words) for one in results])
        place = max(0, self.audit_rows.place(self._shown))
        if results:
            self.audits.setCurrentIndex(self.audit_rows.index(place, 0))
        else:
            self._show_sample(QModelIndex())
        self._places.setCurrentWidget(self._both if results else self._nothing)

    def _show_sample(self, index: QModelIndex) -> None:
        self._shown = self.audit_rows.row(index).key if index.isValid() else ""
        found, words = self.shown, self._context.translator
        self.unit_rows.set_rows([unit_row(found.audit, one, words) for one in found.units] if found else [])
        self._sample.setText(sample_title(found.audit, words) if found else "")
        may = found is not None and self._context.session.may(Right.PRINT)
        self.print.setVisible(may)
        self.print.setEnabled(may)

    def _print(self) -> None:
        if self.shown is not None:
            self.work.draw(self.shown)

    def _plan(self) -> None:
        self._stack.setCurrentWidget(self.form)
        self.form.setFocus()

    def _to_list(self) -> None:
        self._stack.setCurrentWidget(self._list)
        self.audits.setFocus()

    def _planned(self, audit: Audit) -> None:
        self._context.messages.tell(State.OK, "audits.drawn", audit=audit.id, n=audit.n)
        self._shown = audit.id
        self._to_list()
        self.work.read_all()

    def _refuse(self, error: KnownError) -> None:
        self._context.messages.refuse(error)

    def _on_person(self) -> None:
        """Nothing of single inspectors stays for who may not see them."""
        self._read = None
        self._stack.setCurrentWidget(self._list)
        self._tell()

    def _connect(self) -> None:
        work = self.work
        work.read.connect(self._take)
        work.proposal.connect(self.form.propose)
        work.planned.connect(self._planned)
        work.drawn.connect(self.sheets.ask)
        work.errand.refused.connect(self._refuse)
        work.proposing.refused.connect(self.form.refuse)
        for errand in (work.errand, work.proposing):
            errand.working.connect(self._busy.show_working)
            errand.progress.connect(self._busy.tell)
            self._busy.cancelled.connect(errand.cancel)
        self.form.changed.connect(work.propose)
        self.form.wanted.connect(work.plan)
        self.form.closed.connect(self._to_list)
        self.audits.selectionModel().currentRowChanged.connect(lambda now, _before: self._show_sample(now))
        self.units.opened.connect(lambda record: self._context.navigation.go("records", record))
        self.back.clicked.connect(self.closed)
        self.new.clicked.connect(self._plan)
        self.print.clicked.connect(self._print)
        self._context.session.changed.connect(self._on_person)
        self._context.translator.follow(self.retranslate)

    def _lay_out(self) -> None:
        head = row(spacing=12)
        head.addWidget(self._title, 1)
        for button in (self.back, self.print, self.new):
            head.addWidget(button)
        both = column(self._both, spacing=12)
        both.addWidget(self.audits, 2)
        both.addWidget(self._sample)
        both.addWidget(self.units, 3)
        for place in (self._nothing, self._both):
            self._places.addWidget(place)
        listed = column(self._list, spacing=12)
        listed.addLayout(head)
        listed.addWidget(self._places, 1)
        for page in (self._list, self.form):
            self._stack.addWidget(page)
        layout = column(self, spacing=12)
        layout.addWidget(self._busy)
        layout.addWidget(self._stack, 1)
        self.setFocusProxy(self.audits)
