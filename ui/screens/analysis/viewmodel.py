"""What the Analysis screen asks and knows; no widgets."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from station.analysis.controlling import Control
from station.analysis.figures import Watch
from station.errors import KnownError
from station.model.analysis_page import AnalysisPage
from station.model.rights import Right
from ui.choice import Choice
from ui.context import Context
from ui.screens.analysis.filters import Filters, filters_of
from ui.screens.analysis.reading import (
    PageMade,
    Wanted,
    make_page,
    offered_pages,
    read_choices,
)
from ui.stopping import Stop

_AFTER_SEALING_MS = 1500
"""Records sealed within this time are counted together."""


class AnalysisModel(QObject):
    """Asks for pages and counts them again when records are sealed while the screen is shown.

    ``page_made(AnalysisPage)`` only when something on it has changed; ``listed(tuple of (key, title))`` are
    the pages there are, ``offered(choices by chip)`` what the chips offer, ``filtered()`` says that the
    filters have changed. ``working(bool)`` tells that a page is being counted, ``progress(share)`` how far it
    is (0 to 1), ``left(entries)`` how much is not counted yet.
    """

    page_made = Signal(object)
    listed = Signal(object)
    offered = Signal(object)
    filtered = Signal()
    working = Signal(bool)
    progress = Signal(float)
    left = Signal(int)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._key, self._filters, self._control = "overview", Filters(), Control()
        self._page: AnalysisPage | None = None
        self._stop = Stop()
        self._is_shown = False
        self._later = QTimer(self, singleShot=True, interval=_AFTER_SEALING_MS)
        self._later.timeout.connect(self._count_again)
        context.events.record_sealed.connect(self._on_record)
        context.events.record_judged.connect(self._on_record)
        context.translator.changed.connect(self._tell_again)
        context.session.changed.connect(self._on_person)

    @property
    def key(self) -> str:
        """The page asked for."""
        return self._key

    @property
    def filters(self) -> Filters:
        """What is analysed."""
        return self._filters

    @property
    def control(self) -> Control:
        """What the page of control charts controls."""
        return self._control

    @property
    def page(self) -> AnalysisPage | None:
        """The page as counted last, None before the first."""
        return self._page

    @property
    def sees_people(self) -> bool:
        """Whether who works here may see figures of single inspectors."""
        return self._context.session.may(Right.COMPARE_PEOPLE)

    def enter(self) -> None:
        """The screen is shown: read everything that may have changed."""
        self._is_shown = True
        self._tell_again()

    def leave(self) -> None:
        """The screen is hidden: nothing is counted any more."""
        self._is_shown = False
        self._later.stop()
        self.cancel()

    def show_page(self, key: str) -> None:
        """Ask for another page."""
        if key != self._key:
            self._key = key
            self.refresh()

    def choose(self, name: str, value: str) -> None:
        """Choose in a chip."""
        self._filter(self._filters.choose(name, value))

    def clear(self) -> None:
        """Narrow by nothing but the period."""
        self._filter(self._filters.cleared())

    def choose_days(self, since: date, until: date) -> None:
        """Analyse a period of a person's own."""
        self._filter(self._filters.between(since, until))

    def control_by(self, control: Control) -> None:
        """Control something else, or otherwise."""
        self._control = control
        self.refresh()

    def refresh(self) -> None:
        """Count the page again; a question that is still on its way is given up."""
        self._later.stop()
        self._stop.ask()
        stop = self._stop = Stop()
        keep, wanted = self._context.keep, self.wanted(self._key)
        self.working.emit(True)
        self._context.reckoning.run(
            lambda: make_page(keep, wanted, Watch(stop.goes, self.progress.emit)),
            partial(self._on_made, stop, wanted),
            partial(self._on_refused, stop),
        )

    def cancel(self) -> None:
        """Give up the question that is on its way; what is shown stays."""
        self._stop.ask()
        self.working.emit(False)

    def wanted(self, key: str, *, people: bool | None = None) -> Wanted:
        """A page over what is chosen now."""
        plan = self._context.settings.now.shift_plan()
        scope = self._filters.scope(plan.place(self._context.clock.now()))
        sees = self.sees_people if people is None else people
        return Wanted(key, scope, self._context.translator.lang, sees, self._control)

    def save_view(self, name: str) -> None:
        """Keep what is shown under a name; one of the same name is replaced.

        Raises:
            KnownError: PEO-006 without the right, STO-002 or STO-003 it cannot be written.
        """
        kept = [one for one in self._context.settings.now.analysis_views if one.name != name]
        self._change_views((*kept, self._filters.as_view(name, self._key)))

    def forget_view(self, name: str) -> None:
        """Forget a saved view; raises as :meth:`save_view`."""
        kept = (one for one in self._context.settings.now.analysis_views if one.name != name)
        self._change_views(tuple(kept))

    def open_view(self, name: str) -> None:
        """Show what was saved under a name."""
        found = [one for one in self._context.settings.now.analysis_views if one.name == name]
        for view in found:
            self._key = view.page
            self._filter(filters_of(view))

    def _change_views(self, views: tuple[object, ...]) -> None:
        person = self._context.session.person
        if person is not None:
            self._context.settings.change_by(person, analysis_views=views)

    def _filter(self, filters: Filters) -> None:
        self._filters = filters
        self.filtered.emit()
        self.refresh()

    def _count_again(self) -> None:
        """With new records there may be something new to choose."""
        self.refresh()
        self._read_choices()

    def _offer(self) -> None:
        lang, people = self._context.translator.lang, self.sees_people
        self.listed.emit(offered_pages(lang, people=people))
        self._read_choices()

    def _read_choices(self) -> None:
        lang, people, keep = self._context.translator.lang, self.sees_people, self._context.keep
        self._context.reckoning.run(partial(read_choices, keep, lang, people=people), self._on_offer)

    def _on_offer(self, choices: Mapping[str, tuple[Choice, ...]]) -> None:
        self.offered.emit(choices)

    def _on_record(self, _record: str) -> None:
        if self._is_shown and not self._later.isActive():
            self._later.start()

    def _on_person(self) -> None:
        """Whoever may not see single inspectors loses every trace of them at once."""
        if not self.sees_people and "person" in self._filters.chosen:
            self._filters = self._filters.choose("person", "")
            self.filtered.emit()
        self._tell_again()

    def _tell_again(self) -> None:
        """The page first: counting it brings the figures up to date that the choices are read from."""
        if self._is_shown:
            self.refresh()
            self._offer()

    def _on_made(self, stop: Stop, wanted: Wanted, made: PageMade) -> None:
        if stop is not self._stop or not stop.goes():
            return
        self.working.emit(False)
        self.left.emit(made.left)
        if made.page != self._page:
            self._page = made.page
            self.page_made.emit(made.page)
        if made.left and self._is_shown:
            self.refresh()

    def _on_refused(self, stop: Stop, error: KnownError) -> None:
        """What was given up is no trouble."""
        if stop is self._stop and stop.goes():
            self.working.emit(False)
            self._context.messages.refuse(error)
