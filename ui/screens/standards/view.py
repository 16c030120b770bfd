"""The Standards screen: one page at a time, chosen by the segments at the top or Alt+digit."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget

from station.model.rights import Right
from station.standards.channel import ChannelStandard
from ui.context import Context
from ui.screens.screen import ScreenView, TopLineText
from ui.screens.standards.choices import Choice
from ui.screens.standards.difference.page import DifferencePage
from ui.screens.standards.difference.viewmodel import DifferenceModel
from ui.screens.standards.drafts.page import DraftsPage
from ui.screens.standards.drafts.viewmodel import DraftsModel
from ui.screens.standards.importing.page import ImportPage
from ui.screens.standards.importing.viewmodel import ImportModel
from ui.screens.standards.library.page import LibraryPage
from ui.screens.standards.matrix.page import MatrixPage
from ui.screens.standards.matrix.viewmodel import MatrixModel
from ui.screens.standards.replay.page import ReplayPage
from ui.screens.standards.replay.viewmodel import ReplayModel
from ui.screens.standards.viewmodel import StandardsModel
from ui.screens.standards.volumes import Shelf, Volume
from ui.widgets.looks import column, look, row
from ui.widgets.segments import Segments

Page = LibraryPage | MatrixPage | ImportPage | DraftsPage | DifferencePage | ReplayPage
_RIGHTS = {"import": Right.WRITE_STANDARDS, "drafts": Right.REVIEW_STANDARDS}
"""Pages that are not open to everyone."""


class StandardsView(ScreenView):
    """Library, matrix, import, drafts, comparison and replay."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        look(self, "page")
        self._context = context
        self.model = StandardsModel(context, self)
        self.library = LibraryPage(context, self.model)
        self.drafts = DraftsPage(context, DraftsModel(context, self))
        self.matrix = MatrixPage(context, MatrixModel(context, self))
        self.importing = ImportPage(context, ImportModel(context, self))
        self.difference = DifferencePage(context, DifferenceModel(context, self))
        self.replay = ReplayPage(context, ReplayModel(context, self))
        self._pages: dict[str, Page] = {
            "library": self.library,
            "matrix": self.matrix,
            "import": self.importing,
            "drafts": self.drafts,
            "difference": self.difference,
            "replay": self.replay,
        }
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
        """Show one page by its name; what the role may not use is not shown."""
        if name not in self._allowed():
            return
        self._stack.setCurrentWidget(self._pages[name])
        self._segments.mark(name)
        self._pages[name].take_focus()
        self.top_line_changed.emit()

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self._context.translator.tr
        self._segments.set_words([tr(f"standards.page.{name}") for name in self._pages])
        self.top_line_changed.emit()

    def _page(self) -> Page:
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
        self.library.standard.draft_wanted.connect(self._start_draft)
        self.library.standard.compared.connect(self.compare)
        self.drafts.draft.compared.connect(self.compare)
        self.drafts.published.connect(self.model.refresh)
        self.importing.built.connect(self._on_imported)
        self.matrix.opened.connect(self.model.open)
        self.model.read.connect(self._on_read)
        self.drafts.model.read.connect(self._read_choices)
        self._context.session.changed.connect(self._on_person)
        self._context.translator.follow(self.retranslate)
        self._on_person()

    def _allowed(self) -> tuple[str, ...]:
        may = self._context.session.may
        return tuple(name for name in self._pages if may(_RIGHTS.get(name, Right.SEE_STANDARDS)))

    def _on_person(self) -> None:
        allowed = self._allowed()
        self._segments.offer(allowed)
        self._segments.setVisible(len(allowed) > 1)
        if self._page() not in [self._pages[name] for name in allowed]:
            self.show_page("library")

    def _on_imported(self, standard: ChannelStandard) -> None:
        self.show_page("drafts")
        self.drafts.model.save(standard)

    def _on_read(self, shelf: Shelf) -> None:
        self.matrix.show_shelf(shelf)
        self._read_choices()

    def _read_choices(self) -> None:
        self.drafts.model.read_choices(self.model.shelf, self._on_choices)

    def _on_choices(self, choices: tuple[Choice, ...]) -> None:
        self.difference.offer(choices)
        self.replay.offer(choices)

    def compare(self, old: ChannelStandard, new: ChannelStandard) -> None:
        """Show what changes from one standard to another."""
        self.difference.show_pair(old, new)
        self.show_page("difference")

    def _start_draft(self, standard: ChannelStandard) -> None:
        self.show_page("drafts")
        self.drafts.model.start(standard)

    def _shower(self, name: str) -> Callable[[], None]:
        return lambda: self.show_page(name)

    def _on_opened(self, _volume: Volume, _clause: str) -> None:
        if self._stack.currentWidget() is not self.library:
            self.show_page("library")
