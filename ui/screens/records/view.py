"""The Records screen: a list to search, one record to read, its certificate to print."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.context import Context
from ui.screens.records.certificate_page import CertificatePage
from ui.screens.records.detail import RecordDetail
from ui.screens.records.detail_page import DetailPage
from ui.screens.records.find_page import FindPage
from ui.screens.records.viewmodel import RecordsModel
from ui.screens.screen import ScreenView, TopLineText
from ui.theme import State
from ui.widgets.looks import column, look
from ui.widgets.surroundings import Surroundings


class RecordsView(ScreenView):
    """List, record and certificate, one at a time; Esc goes back one."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        look(self, "page")
        self._context = context
        around = Surroundings(context.translator, context.theme)
        self.model = RecordsModel(context, self)
        self.finding = FindPage(context, self.model.find, around)
        self.detail = DetailPage(context, self.model)
        self.certificate = CertificatePage(context, self.model)
        self._stack = look(QStackedWidget(), "page")
        self._shown: RecordDetail | None = None
        for page in (self.finding, self.detail, self.certificate):
            self._stack.addWidget(page)
        column(self).addWidget(self._stack)
        self._connect()

    def top_line(self) -> TopLineText:
        tr = self._context.translator.tr
        if self._stack.currentWidget() is self.finding or self._shown is None:
            return TopLineText(tr("records.title"))
        record, content = self._shown.record, self._shown.content
        named = (content.title, content.subtitle) if record.document["unit"]["model"] else ()
        facts = (*named, record.id)
        sealed = tr("records.sealed", number=record.sequence)
        return TopLineText(record.document["unit"]["code"], facts, (State.OK, sealed))

    def entered(self) -> None:
        self.model.find.refresh()
        if self._stack.currentWidget() is self.finding:
            self.finding.take_focus()

    def open(self, target: str) -> None:
        self.model.open(target)

    def _connect(self) -> None:
        self.finding.opened.connect(self.model.open)
        self.model.opened.connect(self._on_opened)
        self.model.certificate_ready.connect(lambda: self._show(self.certificate))
        self.detail.closed.connect(lambda: self._show(self.finding))
        self._context.translator.changed.connect(self._print_again)
        self.certificate.closed.connect(lambda: self._show(self.detail))

    def _on_opened(self, detail: RecordDetail) -> None:
        self._shown = detail
        if self._stack.currentWidget() is self.finding:
            self._show(self.detail)
        self.top_line_changed.emit()

    def _print_again(self) -> None:
        if self._stack.currentWidget() is self.certificate:
            self.model.print_certificate()

    def _show(self, page: QWidget) -> None:
        self._stack.setCurrentWidget(page)
        if page is self.finding:
            self.finding.take_focus()
        else:
            page.setFocus()
        self.top_line_changed.emit()
