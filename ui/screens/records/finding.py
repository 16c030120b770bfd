"""Finding records: what is asked, and the answers page by page; no widgets."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from station.errors import KnownError
from station.standards.library import local_day
from station.store.index.query import Page, Query, RecordSummary
from ui.context import Context
from ui.screens.records.facets import Facets

PAGE = 50
"""Records of one page."""
_TYPING_MS = 120
_WITHIN_S = 0.03
"""How long one search may keep the database's lane; it goes on by itself where that was not enough."""


@dataclass(frozen=True, slots=True)
class Found:
    """The first page of an answer; ``total`` counts every sealed record, ``narrowed`` is False for all."""

    rows: tuple[RecordSummary, ...]
    has_more: bool
    total: int
    behind: int
    words: str
    narrowed: bool


class FindModel(QObject):
    """Asks as one types and scrolls.

    ``found(Found)`` is a new answer, ``added(tuple of RecordSummary, bool has more)`` a further page of the
    same, ``misread(KnownError)`` says that the words cannot be read as a query. An answer that a newer
    question has overtaken is dropped.
    """

    found = Signal(object)
    added = Signal(object, bool)
    misread = Signal(object)

    def __init__(self, context: Context, parent: QObject | None = None, *, page: int = PAGE) -> None:
        super().__init__(parent)
        self._context, self._page = context, page
        self._words, self._facets = "", Facets()
        self._asked = Query()
        self._question = 0
        self._next: int | None = None
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._typing.timeout.connect(self.refresh)
        context.events.record_sealed.connect(self.refresh)

    @property
    def facets(self) -> Facets:
        """What narrows beside the words."""
        return self._facets

    @property
    def asked(self) -> Query:
        """What is shown was asked by this."""
        return self._asked

    def search(self, words: str) -> None:
        """Ask once the person stops typing for a moment."""
        self._words = words
        self._typing.start()

    def choose(self, name: str, value: str) -> None:
        """Choose a facet's value, or take the choice back with an empty one."""
        self._facets = self._facets.choose(name, value)
        self.refresh()

    def clear_facets(self) -> None:
        """Take every choice back."""
        self._facets = Facets()
        self.refresh()

    def refresh(self) -> None:
        """Ask again, from the newest record on."""
        self._typing.stop()
        self._question += 1
        question, words, page = self._question, self._words, self._page
        records = self._context.keep.records
        query = self._asked = self._facets.query(words.strip(), local_day())
        self._context.database.run(
            lambda: (records.search(query, page, within_s=_WITHIN_S), records.count()),
            lambda answer: self._on_answer(question, words, *answer),
            lambda error: self._on_refused(question, error),
        )

    def more(self) -> None:
        """Ask for the page after the last one; nothing happens when there is none, or it is on its way."""
        if self._next is None:
            return
        question, query, before, page = self._question, self._asked, self._next, self._page
        records = self._context.keep.records
        self._next = None
        self._context.database.run(
            lambda: records.search(query, page, before, _WITHIN_S),
            lambda more: self._on_more(question, more),
        )

    def _on_answer(self, question: int, words: str, page: Page, total: int) -> None:
        if question != self._question:
            return
        if page.searched_to is not None and not page.rows:
            self._look_further(question, words, page, total)
            return
        self._next = page.next
        narrowed = bool(words.strip()) or self._facets.any
        self.found.emit(Found(page.rows, page.next is not None, total, page.behind, words, narrowed))
        self._fill(page)

    def _look_further(self, question: int, words: str, page: Page, total: int) -> None:
        """Nothing is found yet, which is not to say that nothing is there."""
        query, records = self._asked, self._context.keep.records
        self._context.database.run(
            lambda: records.search(query, self._page, page.next, _WITHIN_S),
            lambda further: self._on_answer(question, words, further, total),
        )

    def _on_more(self, question: int, page: Page) -> None:
        if question == self._question:
            self._next = page.next
            self.added.emit(page.rows, page.next is not None)
            self._fill(page)

    def _fill(self, page: Page) -> None:
        """Go on at once after a page that time, not its length, has ended."""
        if page.searched_to is not None:
            self.more()

    def _on_refused(self, question: int, error: KnownError) -> None:
        if question == self._question:
            self.misread.emit(error)
