"""Hands out what the screen shows: as a paper and as a workbook. Made on the lanes, stated in the ledger."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from station.analysis.figures import Figures, Watch
from station.analysis.made import made_page
from station.analysis.pages import pages
from station.analysis.scope import Scope
from station.analysis.workbook import workbook_of
from station.errors import KnownError
from station.inspection.analysis_papers import DEFAULT, AnalysisPapers
from station.inspection.loose_papers import LoosePaper, save_loose
from station.inspection.papers import Papers
from ui.context import Context, Keep
from ui.screens.analysis.reading import Wanted
from ui.stopping import Stop
from ui.theme import State

_SHIFT, _INSPECTOR = "shift-report", "inspector-report"


class Handing(QObject):
    """``made(bytes)`` is a paper to look at, ``saved(path)`` comes once it is written, ``working(bool)``
    and ``progress(share)`` while it is made."""

    made = Signal(object)
    saved = Signal(str)
    working = Signal(bool)
    progress = Signal(float)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.paper: LoosePaper | None = None
        """The one made last; nobody has it yet."""
        self._stop = Stop()

    def make_paper(self, wanted: Wanted) -> None:
        """Draw the report over what ``wanted`` covers."""
        keep, watch, stop = self._context.keep, self._begin(), self._stop
        self._context.reckoning.run(
            partial(_paper, keep, wanted, watch),
            partial(self._on_paper, stop),
            partial(self._on_refused, stop),
        )

    def save_paper(self) -> None:
        """Save the paper shown into the station's output folder."""
        paper, keep, person = self.paper, self._context.keep, self._person()
        if paper is not None:
            save = partial(save_loose, Papers(keep.store), paper, self._out(paper.file_name), person)
            self._context.database.run(save, self._on_saved)

    def export(self, wanted: Wanted) -> None:
        """Write every page that the reader may see as an .xlsx file into the station's output folder."""
        keep, watch, stop = self._context.keep, self._begin(), self._stop
        path, person = self._out(f"analysis-{_named(wanted.scope)}-{wanted.lang.value}.xlsx"), self._person()
        self._context.reckoning.run(
            partial(_workbook, keep, wanted, watch),
            partial(self._on_workbook, stop, path, person),
            partial(self._on_refused, stop),
        )

    def cancel(self) -> None:
        """Give up what is being made."""
        self._stop.ask()
        self.working.emit(False)

    def _begin(self) -> Watch:
        self._stop.ask()
        self._stop = Stop()
        self.working.emit(True)
        return Watch(self._stop.goes, self.progress.emit)

    def _on_paper(self, stop: Stop, paper: LoosePaper) -> None:
        if stop is self._stop and stop.goes():
            self.working.emit(False)
            self.paper = paper
            self.made.emit(paper.content)

    def _on_workbook(self, stop: Stop, path: Path, person: str, content: bytes) -> None:
        if stop is self._stop and stop.goes():
            self.working.emit(False)
            papers = Papers(self._context.keep.store)
            statement = {"paper": "analysis-workbook", "record": "", "record_sha256": "", "standing": ""}
            self._context.database.run(
                lambda: papers.save_stated(path, content, statement, person), self._on_saved
            )

    def _on_refused(self, stop: Stop, error: KnownError) -> None:
        if stop is self._stop and stop.goes():
            self.working.emit(False)
            self._context.messages.refuse(error)

    def _on_saved(self, path: Path) -> None:
        self._context.messages.tell(State.OK, "records.saved", path=path)
        self.saved.emit(str(path))

    def _out(self, name: str) -> Path:
        return self._context.home.output / name

    def _person(self) -> str:
        person = self._context.session.person
        return person.id if person else ""


def template_for(scope: Scope) -> str:
    """The report that fits a scope: of an inspector, of a shift, of a period."""
    if scope.person:
        return _INSPECTOR
    is_shift = bool(scope.shift) and scope.since is not None and scope.since == scope.until
    return _SHIFT if is_shift else DEFAULT


def _paper(keep: Keep, wanted: Wanted, watch: Watch) -> LoosePaper:
    figures = Figures(keep.store, people=wanted.people, watch=watch)
    return AnalysisPapers(figures, Papers(keep.store)).make(
        wanted.scope, wanted.lang, template_for(wanted.scope), shown=wanted.key, control=wanted.control
    )


def _workbook(keep: Keep, wanted: Wanted, watch: Watch) -> bytes:
    figures = Figures(keep.store, people=wanted.people, watch=watch)
    figures.behind()
    shown = [one for one in pages() if wanted.people or not one.of_people]
    return workbook_of(
        [made_page(one, figures, wanted.scope, wanted.lang, wanted.control) for one in shown], wanted.lang
    )


def _named(scope: Scope) -> str:
    """The days of a scope, for the name of a file."""
    days = [day.isoformat() for day in dict.fromkeys((scope.since, scope.until)) if day is not None]
    return "_".join(days) or "all"
