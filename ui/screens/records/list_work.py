"""Makes a list of records, found or chosen: read in small parts so that nobody waits, then drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from station.errors import KnownError
from station.inspection.loose_papers import LoosePaper, with_copies
from station.inspection.papers import Papers
from station.inspection.record_lists import (
    LIST_TEMPLATE,
    MOST_LISTED,
    Listed,
    batch_of_all,
    list_paper,
    list_workbook,
    read_listed,
)
from station.model.rights import Right
from station.store.index.query import Page, Query
from station.texts import Lang
from ui.context import Context
from ui.stopping import Stop
from ui.theme import State

_PAGE, _TOGETHER = 200, 20
_WITHIN_S = 0.05
"""How long one search may keep the database's lane."""
Wanted = Query | tuple[str, ...]
"""Everything that a search finds, or the records with these ids, the newest first."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a list is called on paper, and its language."""

    lang: Lang
    batch: str = ""
    box: str = ""


class ListWork(QObject):
    """``gathered(count, batch)`` once all are read, ``made(LoosePaper)`` a list to look at,
    ``refused(KnownError)`` why there is none."""

    working = Signal(bool)
    progress = Signal(float)
    gathered = Signal(int, str)
    made = Signal(object)
    refused = Signal(object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context, self._papers = context, Papers(context.keep.store)
        self._stop = Stop()
        self._listed: tuple[Listed, ...] = ()
        context.session.changed.connect(self.forget)

    def gather(self, wanted: Wanted) -> None:
        """Read the records as they stand now, for who works now."""
        self.forget()
        stop = self._begin()
        if isinstance(wanted, Query):
            self._find(stop, wanted, (), None)
        else:
            self._read(stop, wanted[::-1], ())

    def draw(self, named: Named) -> None:
        """Draw what was gathered under these names."""
        if self._listed:
            work = partial(
                list_paper, self._context.home, self._listed, named.lang, batch=named.batch, box=named.box
            )
            self._reckon(work, self._count)

    def export(self, named: Named) -> None:
        """Write what was gathered as .xlsx."""
        if self._listed:
            work = partial(
                list_workbook, self._context.home, self._listed, named.lang, batch=named.batch, box=named.box
            )
            self._reckon(work, partial(self._save, f"{_plain(named)}-{named.lang.value}.xlsx"))

    def cancel(self) -> None:
        """Give up what is on its way."""
        self._stop.ask()
        self.working.emit(False)

    def forget(self) -> None:
        """Nothing is gathered any more."""
        self.cancel()
        self._listed = ()

    def _begin(self) -> Stop:
        self._stop.ask()
        self._stop = Stop()
        self.working.emit(True)
        return self._stop

    def _find(self, stop: Stop, query: Query, ids: tuple[str, ...], before: int | None) -> None:
        search = partial(self._context.keep.records.search, query, _PAGE, before, _WITHIN_S)
        self._ask(stop, search, partial(self._found, stop, query, ids))

    def _found(self, stop: Stop, query: Query, ids: tuple[str, ...], page: Page) -> None:
        ids = (*ids, *(row.id for row in page.rows))
        if len(ids) > MOST_LISTED:
            self._refuse(stop, KnownError("REP-018", most=MOST_LISTED))
        elif page.next is not None:
            self._find(stop, query, ids, page.next)
        else:
            self._read(stop, ids[::-1], ())

    def _read(self, stop: Stop, ids: tuple[str, ...], listed: tuple[Listed, ...]) -> None:
        part = ids[len(listed) : len(listed) + _TOGETHER]
        if not part:
            self._on_gathered(listed)
            return
        self.progress.emit(len(listed) / len(ids))
        clear = self._context.session.may(Right.SEE_PRIVATE)
        work = partial(self._read_part, part, clear)
        self._ask(stop, work, lambda more: self._read(stop, ids, (*listed, *more)))

    def _read_part(self, ids: Sequence[str], clear: bool) -> tuple[Listed, ...]:
        """Runs on the database lane."""
        keep = self._context.keep
        return tuple(read_listed(keep.store, self._papers, keep.records.get(one), clear=clear) for one in ids)

    def _on_gathered(self, listed: tuple[Listed, ...]) -> None:
        self._listed = listed
        self.working.emit(False)
        if listed:
            self.gathered.emit(len(listed), batch_of_all(listed))
        else:
            self.refused.emit(KnownError("REP-011", batch="—"))

    def _count(self, paper: LoosePaper) -> None:
        """How often the same list was handed out before."""
        done = self._finish(self.made.emit)
        self._ask(self._stop, partial(with_copies, self._papers, paper), done)

    def _save(self, name: str, content: bytes) -> None:
        """Into the station's output folder; the ledger says who took it."""
        person, path = self._context.session.person, self._context.home.output / name
        about = {"records": [one.record.id for one in self._listed]}
        statement = {"paper": "list-workbook", "record": "", "record_sha256": "", "standing": "", **about}
        work = partial(self._papers.save_stated, path, content, statement, person.id if person else "")
        self._ask(self._stop, work, self._finish(self._saved))

    def _saved(self, path: Path) -> None:
        self._context.messages.tell(State.OK, "records.saved", path=path)

    def _finish(self, tell: Callable[[Any], None]) -> Callable[[Any], None]:
        def finished(value: object) -> None:
            self.working.emit(False)
            tell(value)

        return finished

    def _reckon(self, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        stop = self._begin()
        self._context.reckoning.run(work, partial(self._answered, stop, then), partial(self._refuse, stop))

    def _ask(self, stop: Stop, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        self._context.database.run(work, partial(self._answered, stop, then), partial(self._refuse, stop))

    def _answered(self, stop: Stop, then: Callable[[Any], None], value: object) -> None:
        if stop is self._stop and stop.goes():
            then(value)

    def _refuse(self, stop: Stop, error: KnownError) -> None:
        if stop is self._stop and stop.goes():
            self.working.emit(False)
            self.refused.emit(error)


def _plain(named: Named) -> str:
    """A file name of letters, digits, - and _."""
    words = "-".join(part for part in (LIST_TEMPLATE, named.batch, named.box) if part)
    return "".join(one if one.isalnum() or one in "-_" else "-" for one in words)
