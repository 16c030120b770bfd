"""The import page: workbook, columns, clauses; the finished standard becomes a draft."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from station.errors import KnownError
from station.model.checklist import Title
from station.standards.channel import ChannelStandard
from station.standards.importing.clause import ImportedClause
from station.standards.importing.layout import Assignment
from ui.context import Context
from ui.screens.screen import TopLineText
from ui.screens.standards.editor.page import EditorPage
from ui.screens.standards.editor.rule_tree import fitting, fresh
from ui.screens.standards.editor.viewmodel import Subject
from ui.screens.standards.importing.clauses_page import ClausesPage
from ui.screens.standards.importing.columns_page import ColumnsPage
from ui.screens.standards.importing.start_page import StartPage
from ui.screens.standards.importing.viewmodel import ImportModel, Named
from ui.widgets.looks import column, look


class ImportPage(QWidget):
    """``changed`` when the top line has something else to say, ``built(ChannelStandard)`` at the end."""

    changed = Signal()
    built = Signal(object)

    def __init__(self, context: Context, model: ImportModel) -> None:
        super().__init__()
        look(self, "plain")
        self._context, self.model = context, model
        self.start = StartPage(context)
        self.columns = ColumnsPage(context)
        self.clauses = ClausesPage(context, model)
        self.editor = EditorPage(context)
        self._stack = look(QStackedWidget(), "page")
        for page in (self.start, self.columns, self.clauses, self.editor):
            self._stack.addWidget(page)
        column(self).addWidget(self._stack)
        self._connect()

    def take_focus(self) -> None:
        """The page is shown from now on."""
        self.model.refresh()
        if self._stack.currentWidget() is self.start:
            self.start.take_focus()
        elif self._stack.currentWidget() is self.clauses:
            self.clauses.take_focus()

    def top_line(self) -> TopLineText:
        """What stands in the top line."""
        tr = self._context.translator.tr
        facts = [tr("standards.page.import")]
        if self.model.is_open and self._stack.currentWidget() is not self.start:
            facts += [self.model.job.header.name_zh, self.model.job.header.source]
        return TopLineText(tr("standards.title"), tuple(facts))

    def _connect(self) -> None:
        model = self.model
        self.start.chosen.connect(self._on_chosen)
        self.start.resumed.connect(model.resume)
        self.columns.assigned.connect(self._on_assigned)
        self.columns.closed.connect(lambda: self._show(self.start))
        self.clauses.closed.connect(self._show_columns)
        self.clauses.rule_wanted.connect(self._on_rule_wanted)
        self.editor.closed.connect(lambda: self._show(self.clauses))
        self.editor.ruled.connect(
            lambda rule, says: model.set_rule(self.editor.model.subject.clause, rule, says)
        )
        model.columns_wanted.connect(self._show_columns)
        model.changed.connect(self._on_changed)
        model.built.connect(self._on_built)
        model.refused.connect(self._on_refused)
        model.left.connect(self.start.show_left)

    def _on_chosen(self, file: Path, named: Named) -> None:
        self.model.open(file, named)

    def _on_assigned(self, assignment: Assignment) -> None:
        self.model.assign(assignment)

    def _show_columns(self) -> None:
        self.columns.show_workbook(self.model.job.sheets, self.model.job.assignment)
        self._show(self.columns)

    def _on_changed(self) -> None:
        self.clauses.show_job()
        if self._stack.currentWidget() is not self.clauses:
            self._show(self.clauses)
            self.clauses.next_open()

    def _on_rule_wanted(self, clause: ImportedClause) -> None:
        internal, words = self.model.internal, clause.original
        heading = clause.source.grade or clause.source.term
        begin = clause.rule or fresh("options", fitting(internal, "options")[0])
        self.editor.model.open_clause(Subject(heading, clause.id, Title(words, words), begin), internal)
        self._show(self.editor)

    def _on_built(self, standard: ChannelStandard) -> None:
        self._show(self.start)
        self.built.emit(standard)

    def _on_refused(self, error: KnownError) -> None:
        page = self._stack.currentWidget()
        if page is self.start:
            self.start.refuse(error)
        elif page is self.clauses:
            self.clauses.refuse(error)
        else:
            self._context.messages.refuse(error)

    def _show(self, page: QWidget) -> None:
        self._stack.setCurrentWidget(page)
        if page is self.clauses:
            self.clauses.take_focus()
        elif page is self.start:
            self.start.take_focus()
        elif page is self.editor:
            self.editor.tree.setFocus()
        self.changed.emit()
