"""The Sync page: how the exchange with the hub stands, or how to begin it."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget

from ui.context import Context
from ui.screens.screen import ScreenView, TopLineText
from ui.screens.sync.enrol_page import EnrolPage
from ui.screens.sync.overview_page import OverviewPage
from ui.screens.sync.viewmodel import SyncModel
from ui.sync_standing import LOOKS, standing_words
from ui.widgets.looks import column, look


class SyncView(ScreenView):
    """Shows the page that fits: enrolment as long as the station belongs to no hub."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        look(self, "page")
        self._context = context
        self.model = SyncModel(context, self)
        self.enrolment = EnrolPage(context, self.model)
        self.overview = OverviewPage(context, self.model)
        self._stack = QStackedWidget()
        for page in (self.enrolment, self.overview):
            self._stack.addWidget(page)
        column(self, spacing=0).addWidget(self._stack)
        self.model.changed.connect(self._show)
        context.session.changed.connect(self._show)
        context.translator.follow(self._show)

    def top_line(self) -> TopLineText:
        state, _icon = LOOKS[self.model.standing]
        words = standing_words(self._context.exchange, self._context.translator)
        return TopLineText(self._context.translator.tr("sync.title"), chip=(state, words))

    def entered(self) -> None:
        self.model.refresh()
        self._page().begin()

    def _show(self) -> None:
        page = self._page()
        page.refresh()
        if self._stack.currentWidget() is not page:
            self._stack.setCurrentWidget(page)
            page.begin()
        self.top_line_changed.emit()

    def _page(self) -> EnrolPage | OverviewPage:
        is_enrolled = self.model.state is not None and self.model.state.enrolled
        return self.overview if is_enrolled else self.enrolment
