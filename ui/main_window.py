"""The frame: rail, top line, one screen at a time, message strip, status line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QLabel, QMainWindow, QStackedWidget, QWidget

from ui.code_routing import CodeRouting
from ui.context import Context
from ui.countersign_count import CountersignCount
from ui.pages.message_history import MessageHistory
from ui.parts import Parts
from ui.screens.screen import Screen, ScreenView, TopLineText
from ui.shell import DESIGN_SIZE, MIN_SIZE
from ui.wedge import Wedge
from ui.widgets.crash_offer import CrashOffer
from ui.widgets.curtain import Curtain
from ui.widgets.looks import column, label, look, row
from ui.widgets.message_strip import HISTORY_KEY, MessageStrip
from ui.widgets.rail import Rail
from ui.widgets.status_line import StationFacts, StatusLine
from ui.widgets.top_line import TopLine

RECORDS = "records"
"""Id of the screen that carries the countersign queue."""

SYNC = "sync"
"""Id of the screen that the status line opens."""
LABELS = ("settings", "printing")
"""The screen, and the page of it, where labels wait."""


class MainWindow(QMainWindow):
    """Shows the screens the person signed in may use; each is built when first shown.

    ``switch_asked()`` when somebody else wants to take over. ``curtain`` hides the frame while nobody works,
    ``routing`` says what scanned codes are for.
    """

    switch_asked = Signal()

    def __init__(self, parts: Parts, screens: Sequence[Screen]) -> None:
        super().__init__()
        self._parts, self._screens = parts, tuple(screens)
        self._context: Context | None = None
        self._views: dict[str, ScreenView] = {}
        self._current, self._waiting = "", ""
        self._make_parts()
        self._lay_out()
        self._connect()

    def attach(self, context: Context) -> None:
        """The store is open: screens may be built and codes taken from now on."""
        self._context = context
        self.routing = CodeRouting(context, self)
        self._wedge.scanned.connect(self.routing.take)
        self._wedge.refused.connect(self.routing.refuse_commands)
        waiting = CountersignCount(context, self)
        waiting.counted.connect(lambda count: self._rail.count(RECORDS, count))
        waiting.refresh()

    @property
    def current_screen(self) -> str:
        """Id of the screen shown, empty before the first."""
        return self._current

    def show_facts(self, facts: StationFacts) -> None:
        """Show in the status line what is known about the station itself."""
        self._status.show_facts(facts)

    def offer_report(self, report: Path) -> None:
        """Offer the report of a bug of the last run."""
        self._offer.offer(report)

    def view(self, screen_id: str) -> ScreenView:
        """The view of a screen, built on first use.

        Raises:
            RuntimeError: no context attached yet.
        """
        if self._context is None:
            raise RuntimeError("the store is not open yet")
        if screen_id not in self._views:
            screen = next(screen for screen in self._screens if screen.id == screen_id)
            view = screen.build(self._context)
            view.top_line_changed.connect(self._refresh_top_line)
            self._views[screen_id] = view
            self._stack.addWidget(view)
        return self._views[screen_id]

    def show_screen(self, screen_id: str, target: str = "") -> None:
        """Show a screen and, with ``target``, open that on it. What the role may not use is not shown."""
        if screen_id not in {screen.id for screen in self._allowed()}:
            return
        if screen_id != self._current:
            self._leave()
            self._current = screen_id
            self.view(screen_id).entered()
        if target:
            self.view(screen_id).open(target)
        self._stack.setCurrentWidget(self.view(screen_id))
        self._rail.mark(self._entry_of(screen_id))
        self._refresh_top_line()

    def show_page(self, page: QWidget) -> None:
        """Show a page of the frame instead of a screen."""
        if self._stack.indexOf(page) < 0:
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        page.setFocus()
        self._refresh_top_line()

    def show_history(self) -> None:
        """Show every message, or go back when they are shown."""
        if self._stack.currentWidget() is self._history:
            self._back_to_screen()
            return
        self._parts.messages.mark_seen()
        self._history.refresh()
        self.show_page(self._history)
        self._history.setFocus()

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self._parts.translator.tr
        self.setWindowTitle(tr("app.product"))
        self._banner_words.setText(tr("frame.practice.banner"))
        self._refresh_top_line()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._leave()
        super().closeEvent(event)

    def _make_parts(self) -> None:
        parts = self._parts
        theme, translator = parts.theme, parts.translator
        self._rail = Rail(theme, translator)
        self._top = TopLine(theme)
        self._stack = look(QStackedWidget(), "page")
        self._history = MessageHistory(parts.messages, theme, translator)
        for page in (look(QWidget(), "page"), self._history):  # empty until the store is open
            self._stack.addWidget(page)
        self._offer = CrashOffer(translator)
        self._strip = MessageStrip(parts.messages, theme, translator)
        self._status = StatusLine(
            parts.devices,
            parts.exchange,
            parts.labels,
            translator,
            theme,
            parts.home,
            lambda: parts.settings.now.space,
        )
        self._banner, self._banner_words = _practice_banner()
        self._banner.setVisible(parts.home.is_practice)
        self._wedge = Wedge(self)

    def _lay_out(self) -> None:
        middle = column(spacing=0)
        middle.addWidget(self._top)
        middle.addWidget(self._stack, 1)
        for part in (self._strip, self._status):
            middle.addWidget(part)
        frame, behind, whole = (look(QWidget(), "page") for _ in range(3))
        layout = row(frame, spacing=0)
        layout.addWidget(self._rail)
        layout.addLayout(middle, 1)
        column(behind, spacing=0).addWidget(frame)
        self.curtain = Curtain(frame, self._parts.theme, self._parts.translator)
        above = column(whole, spacing=0)
        above.addWidget(self._banner)
        above.addWidget(self._offer)
        above.addWidget(behind, 1)
        self.setCentralWidget(whole)
        self.setMinimumSize(*MIN_SIZE)
        self.resize(*DESIGN_SIZE)

    def _connect(self) -> None:
        parts = self._parts
        self._rail.chosen.connect(self.show_screen)
        parts.navigation.requested.connect(self.show_screen)
        parts.session.changed.connect(self._on_person)
        parts.settings.changed.connect(self._refresh_names)
        self._strip.history_asked.connect(self.show_history)
        self._history.closed.connect(self._back_to_screen)
        self._top.switch_asked.connect(self.switch_asked)
        self._status.sync_asked.connect(lambda: self.show_screen(SYNC))
        self._status.labels_asked.connect(lambda: self.show_screen(*LABELS))
        QShortcut(QKeySequence(HISTORY_KEY), self, self.show_history)
        parts.translator.follow(self.retranslate)
        self._refresh_people()

    def _allowed(self) -> tuple[Screen, ...]:
        return tuple(screen for screen in self._screens if self._parts.session.may(screen.right))

    def _entry_of(self, screen_id: str) -> str:
        """Id of the rail entry that stands for a screen."""
        return next((one.under for one in self._screens if one.id == screen_id and one.under), screen_id)

    def _on_person(self) -> None:
        self._refresh_people()
        allowed = [screen.id for screen in self._allowed()]
        if self._context is None:
            return
        if not allowed:
            self._leave()
            self._waiting, self._current = self._current or self._waiting, ""
        else:
            stays = self._current or self._waiting
            self.show_screen(stays if stays in allowed else allowed[0])

    def _refresh_people(self) -> None:
        self._rail.show_screens([screen for screen in self._allowed() if not screen.under])
        self._rail.mark(self._entry_of(self._current))
        self._refresh_names()

    def _refresh_names(self) -> None:
        person = self._parts.session.person
        self._top.show_inspector(person.name if person else "")
        self._top.show_station(self._parts.settings.now.station_name)
        self.curtain.show_station(self._parts.settings.now.station_name)

    def _refresh_top_line(self) -> None:
        shown = self._stack.currentWidget()
        tr = self._parts.translator.tr
        if isinstance(shown, ScreenView):
            self._top.show_text(shown.top_line())
        elif shown is self._history:
            self._top.show_text(TopLineText(tr("frame.message.history_title")))
        else:
            self._top.show_text(TopLineText(tr("app.product")))

    def _back_to_screen(self) -> None:
        if self._current:
            self.show_screen(self._current)

    def _leave(self) -> None:
        if self._current:
            self.view(self._current).left()


def _practice_banner() -> tuple[QFrame, QLabel]:
    banner, words = look(QFrame(), "banner"), label("strong small")
    banner.setProperty("state", "attention")
    words.setProperty("state", "attention")
    banner.setFixedHeight(28)
    layout = row(banner)
    layout.addStretch()
    layout.addWidget(words)
    layout.addStretch()
    return banner, words
