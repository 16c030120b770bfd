"""The Standards screen: one page at a time, chosen by the segments at the top or Alt+digit."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget

from ui.context import Context
from ui.screens.screen import ScreenView, TopLineText
from ui.screens.standards.library.page import LibraryPage
from ui.screens.standards.viewmodel import StandardsModel
from ui.screens.standards.volumes import Volume
from ui.widgets.looks import column, look, row
from ui.widgets.segments import Segments


class StandardsView(ScreenView):
    """Library, matrix, import, drafts, comparison and replay."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        look(self, "page")
        self._context = context
        self.model = StandardsModel(context, self)
        self.library = LibraryPage(context, self.model)
        self._pages: dict[str, LibraryPage] = {"library": self.library}
        self._segments = Segments(tuple(self._pages))
        self._stack = look(QStackedWidget(), "page")
        self._lay_out()
        self._connect()

    def top_line(self) -> TopLineText:
        return self._page().top_line()

    def entered(self) -> None:
        self.model.refresh()
        self._page().take_focus()

    def open(self, target: str) -> None:
        standard, _, clause = target.partition("#")
        self.model.open(standard, clause)

    def show_page(self, name: str) -> None:
        """Show one page: ``library``."""
        self._stack.setCurrentWidget(self._pages[name])
        self._segments.mark(name)
        self._pages[name].take_focus()
        self.top_line_changed.emit()

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self._context.translator.tr
        self._segments.set_words([tr(f"standards.page.{name}") for name in self._pages])
        self.top_line_changed.emit()

    def _page(self) -> LibraryPage:
        return next(page for page in self._pages.values() if page is self._stack.currentWidget())

    def _lay_out(self) -> None:
        for page in self._pages.values():
            self._stack.addWidget(page)
        bar = row()
        bar.addWidget(self._segments)
        layout = column(self, spacing=16, margin=24)
        layout.addLayout(bar)
        layout.addWidget(self._stack, 1)
        self._segments.mark("library")

    def _connect(self) -> None:
        self._segments.chosen.connect(self.show_page)
        for number, (name, page) in enumerate(self._pages.items(), start=1):
            page.changed.connect(self.top_line_changed)
            QShortcut(QKeySequence(f"Alt+{number}"), self, self._shower(name))
        self.model.opened.connect(self._on_opened)
        self._context.translator.follow(self.retranslate)

    def _shower(self, name: str) -> Callable[[], None]:
        return lambda: self.show_page(name)

    def _on_opened(self, _volume: Volume, _clause: str) -> None:
        if self._stack.currentWidget() is not self.library:
            self.show_page("library")
