"""The Analysis screen: chips that narrow, pages at the left, figures in the middle; Esc leads back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from station.errors import KnownError
from station.model.analysis_page import AnalysisPage
from station.model.rights import Right
from ui.choice import Choice
from ui.context import Context
from ui.printing.loose_sheets import LooseSheets
from ui.screens.analysis.action_bar import ActionBar
from ui.screens.analysis.behind_page import BehindPage
from ui.screens.analysis.board import Board, says_something
from ui.screens.analysis.control_bar import ControlBar
from ui.screens.analysis.custom_days import CustomDays
from ui.screens.analysis.desks import STUDIES, Desks
from ui.screens.analysis.filters import CUSTOM, NAMES, PERIOD
from ui.screens.analysis.handing import Handing
from ui.screens.analysis.page_list import PageList
from ui.screens.analysis.paper_page import PaperPage
from ui.screens.analysis.reading import CONTROL, Wanted, offered_pages
from ui.screens.analysis.view_menu import SaveRow, ViewMenu
from ui.screens.analysis.viewmodel import AnalysisModel
from ui.screens.analysis.wall import Wall
from ui.screens.screen import ScreenView, TopLineText
from ui.theme import State
from ui.widgets.busy_line import BusyLine
from ui.widgets.empty_state import EmptyState
from ui.widgets.facet_bar import FacetBar
from ui.widgets.looks import column, label, look, row

_FIRST_DAYS = 7


class AnalysisView(ScreenView):
    """Figures, the units behind them, and the wall."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        look(self, "page")
        self._context, words = context, context.translator
        self.model = AnalysisModel(context, self)
        self.chips = FacetBar(words, NAMES, lambda part: f"analyse.facet.{part}", always=(PERIOD,))
        self.days, self.saving, self.busy = CustomDays(words), SaveRow(words), BusyLine(words)
        self.control = ControlBar(context, self.model)
        self.pages, self.board = PageList(), Board(context.theme, words)
        self.behind = BehindPage(context)
        self._nothing = EmptyState(context.theme, "chart-column")
        self._title, self._covers = label("title"), label("muted", wrap=True)
        self.actions_bar = ActionBar(words)
        self._head = look(QWidget(), "plain")
        self.handing, self.paper = Handing(context, self), PaperPage(context.theme, words)
        self._stack, self._figures = QStackedWidget(), look(QWidget(), "plain")
        self.desks = Desks(context, self._stack)
        self._wall: Wall | None = None
        self._came_from = ""
        self._lay_out()
        self.sheets = LooseSheets(context, self._stack)
        self._connect()

    @property
    def wall(self) -> Wall | None:
        """The wall view, once it was put up."""
        return self._wall

    def top_line(self) -> TopLineText:
        return TopLineText(self._context.translator.tr("analyse.title"))

    def entered(self) -> None:
        self.model.enter()
        self.pages.setFocus()

    def left(self) -> None:
        self.model.leave()

    def show_page(self, key: str) -> None:
        """Go to a page of figures."""
        self.pages.mark(key)
        self._go(key)

    def put_up_wall(self) -> None:
        """Show the pages in turn over the whole window."""
        if self._wall is None:
            self._wall = Wall(self._context, self.window())
            self._wall.closed.connect(self._take_down)
        self._back()
        self.actions_bar.buttons["wall"].setEnabled(False)  # its F11 is the wall's now
        keys = [key for key, _ in offered_pages(self._context.translator.lang, people=False)]
        first = keys.index(self.model.key) if self.model.key in keys else 0
        self._wall.put_up([self.model.wanted(key, people=False) for key in (*keys[first:], *keys[:first])])

    def _fill_screen(self) -> None:
        self.window().setWindowState(self.window().windowState() | Qt.WindowState.WindowFullScreen)
        self.put_up_wall()

    def _take_down(self) -> None:
        self.window().setWindowState(self.window().windowState() & ~Qt.WindowState.WindowFullScreen)
        self.actions_bar.buttons["wall"].setEnabled(True)
        self.pages.setFocus()

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self._context.translator.tr
        self._nothing.set_texts(tr("analyse.empty"), tr("analyse.empty_do"))
        self.pages.setAccessibleName(tr("analyse.title"))
        if self._wall is not None and self._wall.isVisible():
            self.put_up_wall()
        if self._stack.currentWidget() is self.paper:
            self._print()
        self.top_line_changed.emit()

    def _lay_out(self) -> None:
        inside = column(self._figures, spacing=12)
        inside.addWidget(self.board, 1)
        for page in (self._nothing, self._figures, self.behind, self.paper):
            self._stack.addWidget(page)
        head = row(self._head, spacing=12)
        head.addWidget(self._title)
        head.addWidget(self._covers, 1)
        head.addWidget(self.actions_bar)
        body = row(spacing=16)
        body.addWidget(self.pages)
        body.addWidget(self._stack, 1)
        layout = column(self, spacing=12, margin=24)
        layout.addWidget(self._head)
        layout.addWidget(self.chips)
        for line in (self.control, self.days, self.saving, self.busy, self.desks.bar):
            layout.addWidget(line)
        layout.addLayout(body, 1)
        for line in (self.days, self.control):
            line.hide()

    def _connect(self) -> None:
        model = self.model
        model.page_made.connect(self._show)
        model.listed.connect(self._list)
        model.offered.connect(self._offer)
        model.filtered.connect(self._on_filtered)
        for work in (model, self.handing):
            work.working.connect(self.busy.show_working)
            work.progress.connect(self.busy.tell)
            self.busy.cancelled.connect(work.cancel)
        self.handing.made.connect(self._show_paper)
        self.paper.save_asked.connect(self.handing.save_paper)
        self.paper.print_asked.connect(self._ask_printer)
        self.paper.closed.connect(self._back)
        self.actions_bar.asked.connect(lambda name: self._actions()[name]())
        self._context.session.changed.connect(self._on_person)
        self.chips.chosen.connect(self._choose)
        self.chips.cleared.connect(model.clear)
        self.days.chosen.connect(model.choose_days)
        self.pages.chosen.connect(self._go)
        self.board.drilled.connect(self.drill)
        self.behind.closed.connect(self._back)
        self.behind.opened.connect(partial(self._context.navigation.go, "records"))
        self.saving.named.connect(self._save_view)
        self.saving.closed.connect(self.saving.hide)
        self.desks.closed.connect(self._leave_desk)
        self.desks.opened.connect(self._dress)
        for keys, by in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            QShortcut(QKeySequence(keys), self, partial(self.pages.step, by))
        self._context.translator.follow(self.retranslate)
        self._on_filtered()
        self._on_person()

    def _show(self, page: AnalysisPage) -> None:
        if page.key == CONTROL:
            self.control.offer()
        self._title.setText(page.title)
        self._covers.setText(page.covers)
        says = says_something(page)
        if says:
            self.board.show_page(page)
            self._tell_behind()
        if self._stack.currentWidget() not in (self.behind, self.paper, self.desks.shown):
            self._stack.setCurrentWidget(self._figures if says else self._nothing)
        self._dress()

    def _dress(self) -> None:
        """Chips and actions stand only over figures: a desk is of no period."""
        at_desk, key = self.desks.shown is not None, self.model.key
        for part in (self._head, self.chips):
            part.setHidden(at_desk)
        self.control.setHidden(at_desk or key != CONTROL)
        if at_desk:
            self.days.hide()
        self.desks.offer("" if at_desk else key)

    def _leave_desk(self) -> None:
        """What was entered there may have changed the figures."""
        page = self.model.page
        self._stack.setCurrentWidget(self._figures if page and says_something(page) else self._nothing)
        self.pages.mark(self.model.key)
        self.days.setVisible(self.model.filters.period == CUSTOM)
        self._dress()
        self.model.refresh()

    def _tell_behind(self) -> None:
        """In other words after another language was chosen."""
        if self._stack.currentWidget() is self.behind and (what := self.board.what(self.behind.key)):
            self.behind.tell(what)

    def _list(self, pages: tuple[tuple[str, str], ...]) -> None:
        if self.model.key not in {key for key, _ in pages}:
            self.model.show_page(pages[0][0])
        at_studies = self.desks.is_shown(STUDIES)
        studies = (STUDIES, self._context.translator.tr("studies.title"))
        self.pages.offer((*pages, studies), STUDIES if at_studies else self.model.key)

    def _offer(self, choices: Mapping[str, tuple[Choice, ...]]) -> None:
        for name, offered in choices.items():
            self.chips.offer(name, offered)
        self.chips.allow("person", self.model.sees_people)
        self.behind.name_channels({one.value: one.words for one in choices["channel"]})

    def _choose(self, name: str, value: str) -> None:
        if name == PERIOD and value == CUSTOM:
            today = self._context.clock.now().astimezone().date()
            first, last = self.model.filters.days(today)
            self._ask_days(first or today - timedelta(days=_FIRST_DAYS), last or today)
            return
        self.model.choose(name, value)

    def _ask_days(self, since: date, until: date) -> None:
        self.days.show_days(since, until)
        self.days.show()
        self.days.since.setFocus()
        self.chips.show_chosen(self.model.filters.shown())

    def _on_filtered(self) -> None:
        filters = self.model.filters
        self.days.setVisible(filters.period == CUSTOM)
        if filters.period == CUSTOM and filters.since and filters.until:
            self.days.show_days(filters.since, filters.until)
        self.chips.show_chosen(filters.shown())
        self._dress()
        if self.desks.shown is None:
            self.pages.mark(self.model.key)
        self._back()

    def _go(self, key: str) -> None:
        if key == STUDIES:
            self.desks.open(STUDIES)
            return
        self.model.show_page(key)
        if self.desks.shown is not None:
            self._leave_desk()
        self._back()

    def drill(self, key: str, what: str) -> None:
        """Show the units behind a figure; ``what`` says which figure that is."""
        self._came_from = self.board.in_focus()
        self._stack.setCurrentWidget(self.behind)
        self.behind.show_behind(key, what)

    def _back(self) -> None:
        if self._stack.currentWidget() in (self.behind, self.paper):
            self._stack.setCurrentWidget(self._figures)
            if not self.board.focus(self._came_from):
                self.pages.setFocus()
            self._came_from = ""

    def _actions(self) -> Mapping[str, Callable[[], None]]:
        return {
            "views": self._open_views,
            "print": self._print,
            "export": lambda: self.handing.export(self._wanted()),
            "wall": self._fill_screen,
        }

    def _wanted(self) -> Wanted:
        return self.model.wanted(self.model.key)

    def _print(self) -> None:
        self.handing.make_paper(self._wanted())

    def _ask_printer(self) -> None:
        if self.handing.paper is not None:
            self.sheets.ask(self.handing.paper)

    def _show_paper(self, content: bytes) -> None:
        self.paper.preview.show_bytes(content)
        self._stack.setCurrentWidget(self.paper)
        self.paper.setFocus()

    def _on_person(self) -> None:
        """A paper or list made for somebody else is put away."""
        may = self._context.session.may
        self.actions_bar.allow("print", may(Right.PRINT))
        self.actions_bar.allow("export", may(Right.EXPORT))
        self._back()

    def _open_views(self) -> None:
        names = tuple(one.name for one in self._context.settings.now.analysis_views)
        menu = ViewMenu(self._context.translator, names, self)
        menu.opened.connect(self.model.open_view)
        menu.forgotten.connect(self._forget_view)
        menu.save_asked.connect(self.saving.ask)
        menu.open_under(self.actions_bar.buttons["views"])

    def _save_view(self, name: str) -> None:
        try:
            self.model.save_view(name)
        except KnownError as error:
            self._context.messages.refuse(error)
            return
        self._context.messages.tell(State.OK, "analyse.views.kept", name=name)

    def _forget_view(self, name: str) -> None:
        try:
            self.model.forget_view(name)
        except KnownError as error:
            self._context.messages.refuse(error)
