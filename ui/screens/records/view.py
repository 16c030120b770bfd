"""The Records screen: find, read, correct, countersign, compare, print; one page at a time, Esc goes back."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from station.model.discretion import identifiers_of
from station.model.rights import Right
from station.standards.library import home_library
from ui.context import Context
from ui.printing.loose_sheets import LooseSheets
from ui.printing.print_sheets import PrintSheets
from ui.screens.records.amend_page import AmendPage
from ui.screens.records.certificate_page import CertificatePage
from ui.screens.records.compare_page import ComparePage
from ui.screens.records.correcting import Correcting
from ui.screens.records.correction_work import CorrectionWork
from ui.screens.records.detail import RecordDetail
from ui.screens.records.detail_page import DetailPage
from ui.screens.records.find_page import FindPage
from ui.screens.records.list_page import ListPage
from ui.screens.records.list_work import Wanted
from ui.screens.records.queue_page import QueuePage
from ui.screens.records.sign_page import SignPage
from ui.screens.records.states import marks
from ui.screens.records.viewmodel import RecordsModel
from ui.screens.screen import ScreenView, TopLineText
from ui.widgets.looks import column, look
from ui.widgets.surroundings import Surroundings

_Left = DetailPage | CertificatePage | ComparePage | AmendPage | SignPage | QueuePage | ListPage


class RecordsView(ScreenView):
    """The pages of the screen and the ways between them."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        look(self, "page")
        self._context = context
        around = Surroundings(context.translator, context.theme, lambda: home_library(context.home))
        self.model = RecordsModel(context, self)
        self.finding = FindPage(context, self.model.find, around)
        self.detail = DetailPage(context, self.model, around, self.finding.named)
        self.certificate = CertificatePage(context, self.model)
        self.compare, self.amend = ComparePage(around), AmendPage(around)
        self.sign, self.queue = SignPage(around), QueuePage(context, around)
        self.list = ListPage(context)
        self._stack = look(QStackedWidget(), "page")
        self._shown: RecordDetail | None = None
        self._way: list[QWidget] = []
        for page in self._pages():
            self._stack.addWidget(page)
        column(self).addWidget(self._stack)
        self.sheets = PrintSheets(context, self.model.papers, self._stack)
        self.loose_sheets = LooseSheets(context, self._stack)
        self._correcting = Correcting(context, self.model, self, around)
        self._connect()

    @property
    def shown(self) -> RecordDetail | None:
        """The record that is open."""
        return self._shown

    @property
    def corrections(self) -> CorrectionWork:
        """Amending, voiding and countersigning."""
        return self._correcting.work

    def top_line(self) -> TopLineText:
        tr, page = self._context.translator.tr, self._stack.currentWidget()
        if page in (self.queue, self.list):
            return TopLineText(tr("records.queue.name" if page is self.queue else "records.list.name"))
        if page is self.finding or self._shown is None:
            return TopLineText(tr("records.title"))
        record, content, life = self._shown.record, self._shown.content, self._shown.life
        named = (content.title, content.subtitle) if record.document["unit"]["model"] else ()
        mark = marks(life.standing.value, life.countersign.value, False, self._context.translator)[0]
        code = self._context.translator.seen(
            record.document["unit"]["code"], *identifiers_of(record.document)
        )
        return TopLineText(code, (*named, record.id), (mark.state, mark.word))

    def entered(self) -> None:
        """Take scans of the whole window, badges aside; show what was sealed meanwhile."""
        self._context.scans.claim_other(self._scanned)
        self.model.find.refresh()
        self.finding.refresh_choices()
        self._correcting.refresh()
        if self._stack.currentWidget() is self.finding:
            self.finding.take_focus()

    def left(self) -> None:
        """Scans belong to the inspection again."""
        self._context.scans.release(self._scanned)

    def open(self, target: str) -> None:
        self.model.open(target)

    def go(self, page: QWidget) -> None:
        """Show ``page``; Esc leads back to the one shown now."""
        shown = self._stack.currentWidget()
        if shown is not None and page is not shown:
            self._way.append(shown)
            self._show(page)

    def back(self) -> None:
        """Show the page before."""
        self._show(self._way.pop() if self._way else self.finding)

    def home(self, page: QWidget) -> None:
        """Show ``page`` with the list behind it and nothing else."""
        self._way = [] if page is self.finding else [self.finding]
        self._show(page)

    def put_signing_aside(self) -> None:
        """Leave what another person had begun to sign, and a queue that is not for the one who came."""
        shown = self._stack.currentWidget()
        if shown in (self.amend, self.sign):
            self.home(self.detail)
        elif shown is self.queue and not self._context.session.may(Right.COUNTERSIGN):
            self.home(self.finding)

    def _pages(self) -> tuple[QWidget, ...]:
        return (self.finding, *self._left())

    def _left(self) -> tuple[_Left, ...]:
        """The pages that a person leaves for the one before."""
        return (
            self.detail,
            self.certificate,
            self.compare,
            self.amend,
            self.sign,
            self.queue,
            self.list,
        )

    def _connect(self) -> None:
        self.finding.opened.connect(self.model.open)
        self.finding.list_asked.connect(self._show_list)
        self.list.print_asked.connect(self.loose_sheets.ask)
        self.finding.queue_asked.connect(self._correcting.show_queue)
        self.model.opened.connect(self._on_opened)
        self.model.renewed.connect(self._on_renewed)
        self.model.certificate_ready.connect(lambda: self.go(self.certificate))
        for told in (self.model.compared, self.model.compared_again):
            told.connect(self.compare.show_comparison)
        self.model.compared.connect(lambda: self.go(self.compare))
        self.detail.compared.connect(self.model.compare)
        self.detail.opened.connect(self.model.open)
        for page in self._left():
            page.closed.connect(self.back)
        self._context.translator.changed.connect(self._tell_again)
        self._context.translator.hid.connect(self._put_away)

    def _scanned(self, code: str) -> None:
        self.home(self.finding)
        self.finding.scan(code)

    def _show_list(self, wanted: Wanted) -> None:
        self.go(self.list)
        self.list.show_list(wanted)

    def _on_opened(self, detail: RecordDetail) -> None:
        self._on_renewed(detail)
        if self._stack.currentWidget() in (self.finding, self.queue):
            self.go(self.detail)

    def _on_renewed(self, detail: RecordDetail) -> None:
        self._shown = detail
        self.top_line_changed.emit()

    def _put_away(self) -> None:
        """Whoever reads now may not see what the pages beside list and record were made for."""
        if self._stack.currentWidget() not in (self.finding, self.detail):
            self.home(self.detail if self._shown is not None else self.finding)

    def _tell_again(self) -> None:
        """What was made in the language before and is not kept to be told in another."""
        if self._stack.currentWidget() is self.certificate:
            self.model.print_certificate()
        elif self._stack.currentWidget() is self.compare:
            self.model.compare_again()

    def _show(self, page: QWidget) -> None:
        self._stack.setCurrentWidget(page)
        if page is self.finding:
            self.finding.take_focus()
        else:
            page.setFocus()
        self.top_line_changed.emit()
