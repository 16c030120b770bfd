"""Measurement-system studies: readings into the table, the verdict out of it, on screen and on paper."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from station.analysis.study_form import StudyForm, StudyKind
from station.errors import KnownError
from station.model.analysis_page import AnalysisPage
from ui.context import Context
from ui.printing.loose_sheets import LooseSheets
from ui.screens.analysis.desk import Desk
from ui.screens.analysis.studies.reading_grid import ReadingCells, ReadingGrid
from ui.screens.analysis.studies.study_fields import StudyFields
from ui.screens.analysis.studies.study_result import StudyResult
from ui.screens.analysis.studies.study_work import StudyWork
from ui.theme import State
from ui.widgets.action_button import ActionButton
from ui.widgets.busy_line import BusyLine
from ui.widgets.looks import column, label, look, row
from ui.widgets.notice import Notice
from ui.widgets.segments import Segments
from ui.widgets.surroundings import Surroundings

_KINDS = tuple(one.value for one in StudyKind)


class StudyDesk(Desk):
    """Two places: the readings, and what they say."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context, words = context, context.translator
        self._told: KnownError | None = None
        self.work = StudyWork(context, self)
        self.fields, self.cells = StudyFields(words), ReadingCells(context.theme)
        self.grid = ReadingGrid(self.cells)
        self.kind, self.notice = Segments(_KINDS), Notice(Surroundings(words, context.theme))
        self._title, self._lead = label("title"), label("muted", wrap=True)
        self._hint, self._filled = label("muted small", wrap=True), label("muted small")
        self.open_file = ActionButton(keys=("Ctrl", "O"), shortcut="Ctrl+O")
        self.clear = ActionButton()
        self.show_result = ActionButton(keys=("F9",), shortcut="F9", primary=True)
        self._busy = BusyLine(words)
        self.result = StudyResult(context, self.work)
        self._entry, self._stack = look(QWidget(), "plain"), QStackedWidget()
        self._lay_out()
        self.sheets = LooseSheets(context, self._stack)
        self._connect()

    @property
    def form(self) -> StudyForm:
        """The study as it stands in the table."""
        return self.fields.form(self.cells.cells)

    def read_file(self, path: Path) -> None:
        """Fill the table from a file."""
        self.work.read_file(path)

    def show_form(self, form: StudyForm) -> None:
        """Fill fields and table; what stood there goes."""
        self._forget()
        self.kind.mark(form.kind)
        self.cells.lay_out([], [])
        self.fields.show_form(form)
        self.cells.fill(form.cells)
        self._back()

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self._context.translator.tr
        self._title.setText(tr("studies.title"))
        self._lead.setText(tr("studies.lead"))
        self._hint.setText(tr("studies.paste"))
        self.kind.set_words([tr(f"studies.kind.{one}") for one in _KINDS])
        self.open_file.set_text(tr("studies.open"))
        self.clear.set_text(tr("studies.clear"))
        self.show_result.set_text(tr("studies.show"))
        self.grid.setAccessibleName(tr("studies.readings"))
        self._count()
        if self._told is not None:
            self._refuse(self._told)
        if self._stack.currentWidget() is self.result:
            self.work.judge(self.form)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for url in event.mimeData().urls()[:1]:
            self.read_file(Path(url.toLocalFile()))

    def _lay_out(self) -> None:
        self.setAcceptDrops(True)
        head = row(spacing=12)
        head.addWidget(self._title)
        head.addWidget(self.kind)
        head.addStretch(1)
        for button in (self.clear, self.open_file, self.show_result):
            head.addWidget(button)
        foot = row(spacing=12)
        foot.addWidget(self._hint, 1)
        foot.addWidget(self._filled)
        entry = column(self._entry, spacing=12)
        entry.addLayout(head)
        entry.addWidget(self._lead)
        entry.addWidget(self.fields)
        entry.addWidget(self.notice)
        entry.addWidget(self.grid, 1)
        entry.addLayout(foot)
        for page in (self._entry, self.result):
            self._stack.addWidget(page)
        layout = column(self, spacing=12)
        layout.addWidget(self._busy)
        layout.addWidget(self._stack, 1)
        self.kind.mark(StudyKind.GAUGE)
        self.setFocusProxy(self.grid)

    def _connect(self) -> None:
        work = self.work
        work.read.connect(self._take)
        work.judged.connect(self._show)
        work.drawn.connect(self.sheets.ask)
        work.errand.refused.connect(self._refuse)
        work.errand.working.connect(self._busy.show_working)
        self._busy.cancelled.connect(work.errand.cancel)
        self.kind.chosen.connect(lambda kind: self._choose(StudyKind(kind)))
        self.fields.resized.connect(self._resize)
        self.cells.filled.connect(self._count)
        self.grid.overflowed.connect(self._overflow)
        self.open_file.clicked.connect(self._ask_file)
        self.clear.clicked.connect(self.cells.clear)
        self.show_result.clicked.connect(lambda: work.judge(self.form))
        self.result.closed.connect(self._back)
        self.result.print_asked.connect(lambda: work.draw(self.form))
        self.result.export_asked.connect(lambda: work.export(self.form))
        self._context.session.changed.connect(self.result.offer)
        self._context.translator.follow(self.retranslate)
        self._resize()

    def _choose(self, kind: StudyKind) -> None:
        self._forget()
        self.fields.show_kind(kind)
        self.cells.lay_out([], [])
        self._resize()

    def _resize(self) -> None:
        rows, columns = self.fields.row_titles(), self.fields.column_titles()
        if (len(rows), len(columns)) == (self.cells.rowCount(), self.cells.columnCount()):
            self.cells.name_rows(rows)
        else:
            self.cells.lay_out(rows, columns)
        if not self.grid.currentIndex().isValid():
            self.grid.setCurrentIndex(self.cells.index(0, 0))

    def _ask_file(self) -> None:
        tr = self._context.translator.tr
        sort = f"{tr('studies.files')} (*.csv *.xlsx *.json)"
        chosen, _ = QFileDialog.getOpenFileName(self, tr("studies.open"), "", sort)
        if chosen:
            self.read_file(Path(chosen))

    def _take(self, form: StudyForm, file: str) -> None:
        self.show_form(form)
        self._context.messages.tell(
            State.OK, "studies.read", file=file, count=sum(bool(one) for line in form.cells for one in line)
        )

    def _show(self, page: AnalysisPage) -> None:
        self._forget()
        self.result.show_page(page)
        self._stack.setCurrentWidget(self.result)
        self.result.setFocus()

    def _back(self) -> None:
        self._stack.setCurrentWidget(self._entry)
        self.grid.setFocus()

    def _refuse(self, error: KnownError) -> None:
        """Beside the readings, where it can be put right."""
        self._told = error
        what, do = self._context.translator.error(error)
        self.notice.say(State.ATTENTION, f"{what} {error.code}", do)
        self._stack.setCurrentWidget(self._entry)

    def _forget(self) -> None:
        self._told = None
        self.notice.clear()

    def _overflow(self, rows: int, columns: int) -> None:
        self._told = None
        self.notice.say(
            State.ATTENTION, self._context.translator.tr("studies.overflow", rows=rows, columns=columns)
        )

    def _count(self) -> None:
        cells = [one for line in self.cells.cells for one in line]
        filled = sum(bool(one) for one in cells)
        self._filled.setText(self._context.translator.tr("studies.filled", filled=filled, all=len(cells)))
