"""Prints labels by itself, one after the other; what a printer does not take waits and is tried again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from station.errors import KnownError
from station.inspection.reprints import Reprint
from station.ports import Clock, Readiness
from station.reports.label_form import DOTS_OF_DPI, LabelForm, Language
from station.texts import Lang
from ui.messages import Messages
from ui.printing.sending import check_printer, send_label
from ui.settings_keeper import SettingsKeeper
from ui.tasks import Lane
from ui.theme import State

if TYPE_CHECKING:
    from station.inspection.label_queue import LabelQueue, WaitingLabel
    from station.inspection.papers import Paper, Papers
    from station.model.record import Record
    from station.settings import Settings
    from ui.context import Keep

T = TypeVar("T")

_AGAIN_MS = 10_000


@dataclass(frozen=True, slots=True)
class _Made:
    label: WaitingLabel
    paper: Paper


class LabelDesk(QObject):
    """The one place in the desktop that prints labels.

    ``changed`` follows every change of :attr:`waiting` and :attr:`trouble`; ``printed(record id)`` comes when
    a label went to the printer and the ledger says so.
    """

    changed = Signal()
    printed = Signal(str)

    def __init__(self, clock: Clock, settings: SettingsKeeper, messages: Messages, database: Lane) -> None:
        super().__init__()
        self._clock, self._settings, self._messages, self._database = clock, settings, messages, database
        self._lane = Lane("labels")
        self.waiting: tuple[WaitingLabel, ...] = ()
        """Oldest first; those that are ``unsure`` wait for a person."""
        self.trouble: KnownError | None = None
        """Why the printer does not print; None when it does or nothing was tried."""
        self._queue: LabelQueue | None = None
        self._papers: Papers | None = None
        self._keep: Keep | None = None
        self._busy, self._closed = False, False
        self._again = QTimer(self, singleShot=True, interval=_AGAIN_MS)
        self._again.timeout.connect(self.go_on)

    @property
    def under_way(self) -> int:
        """Tasks under way."""
        return self._lane.waiting

    def attach(self, keep: Keep) -> None:
        """The store is open: print what waits since the station was last closed."""
        from station.inspection.label_queue import LabelQueue
        from station.inspection.papers import Papers

        self._keep, self._papers = keep, Papers(keep.store)
        self._queue = LabelQueue(keep.store.home, self._clock)
        self._settings.changed.connect(self.go_on)
        self.refresh()

    def print(
        self, record: Record, lang: Lang, person: str, *, clear: bool, reprint: Reprint | None = None
    ) -> None:
        """Let the label of ``record`` wait, and print it as soon as the printer takes it."""
        queue = self._needed()
        self._database.run(
            lambda: queue.add(record.id, lang, person, clear=clear, reprint=reprint),
            lambda _: self.refresh(),
        )

    def print_again(self, label: WaitingLabel) -> None:
        """A person looked and wants a label that may have been printed."""
        queue = self._needed()
        self._database.run(lambda: queue.wait_on(label), lambda _: self.refresh())

    def remove(self, label: WaitingLabel) -> None:
        """Nobody wants this label any more."""
        queue = self._needed()
        self._database.run(lambda: queue.remove(label), lambda _: self.refresh())

    def go_on(self) -> None:
        """Print the next label, if there is a printer, none is under way and one waits."""
        ready = next((one for one in self.waiting if not one.unsure), None)
        if self._closed or self._busy or ready is None or not self._settings.now.label_printer:
            return
        self._busy = True
        now = self._settings.now
        self._lane.run(
            partial(check_printer, now.label_printer, now.label.language),
            lambda _: self._make(ready, now),
            self._failed,
        )

    def try_out(self, done: Callable[[object], None]) -> None:
        """Print a test label; failures are told."""
        now = self._settings.now
        self._lane.run(partial(_print_trial, now), done, self._messages.refuse)

    def run(
        self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[KnownError], None]
    ) -> None:
        """Do something else that waits for a printer."""
        self._lane.run(work, done, failed)

    def ask(self, done: Callable[[Readiness], None], failed: Callable[[KnownError], None]) -> None:
        """Ask the printer that is set how it is."""
        now = self._settings.now
        self._lane.run(partial(check_printer, now.label_printer, now.label.language), done, failed)

    def close(self) -> None:
        """Stop; what waits is on the disk. Safe to call twice."""
        self._closed = True
        self._again.stop()
        self._lane.close()

    def _make(self, label: WaitingLabel, now: Settings) -> None:
        self._database.run(partial(self._made, label, now), partial(self._send, now=now), self._failed)

    def _made(self, label: WaitingLabel, now: Settings) -> _Made:
        """Runs on the database lane."""
        if self._keep is None or self._papers is None:
            raise RuntimeError("no store is open")
        record = self._keep.records.get(label.record)
        paper = self._papers.label(record, Lang(label.lang), clear=label.clear, form=form_of(now))
        self._needed().leaving(label)
        return _Made(label, paper)

    def _send(self, made: _Made, now: Settings) -> None:
        for notice in made.paper.notices:
            self._messages.refuse(notice)
        self._lane.run(
            partial(send_label, now.label_printer, now.label.language, made.paper.content, now.label.copies),
            lambda _: self._state(made, now),
            lambda error: self._not_sent(made, error),
        )

    def _state(self, made: _Made, now: Settings) -> None:
        self._database.run(
            partial(self._stated, made, now),
            lambda _: self._done(made.label, now.label_printer),
            self._failed,
        )

    def _stated(self, made: _Made, now: Settings) -> None:
        """Runs on the database lane."""
        if self._papers is not None:
            label, number = made.label, now.label.copies
            why = Reprint(label.reason, label.says) if label.reason else None
            self._papers.handed_over(made.paper, now.label_printer, label.person, why, together=number)
        self._needed().remove(made.label)

    def _done(self, label: WaitingLabel, printer: str) -> None:
        self._busy, self.trouble = False, None
        self._messages.tell(State.OK, "papers.label.printed", printer=printer)
        self.printed.emit(label.record)
        self.refresh()

    def _not_sent(self, made: _Made, error: KnownError) -> None:
        queue = self._needed()
        self._database.run(lambda: queue.wait_on(made.label), lambda _: self._failed(error), self._failed)

    def _failed(self, error: KnownError) -> None:
        """Told once; the same trouble again only keeps the labels waiting."""
        self._busy = False
        if self.trouble is None or self.trouble.code != error.code:
            self._messages.refuse(error)
        self.trouble = error
        self._again.start()
        self._read()

    def refresh(self) -> None:
        """Read from the disk what waits, and go on."""
        self._read(self.go_on)

    def _read(self, then: Callable[[], None] | None = None) -> None:
        self._database.run(self._needed().waiting, partial(self._show, then))

    def _show(self, then: Callable[[], None] | None, waiting: tuple[WaitingLabel, ...]) -> None:
        under_way = self.waiting if self._busy else ()
        known = {one.id for one in under_way if not one.unsure}
        self.waiting = tuple(_as_known(one, one.id in known) for one in waiting)
        self.changed.emit()
        if then is not None:
            then()

    def _needed(self) -> LabelQueue:
        if self._queue is None:
            raise RuntimeError("no store is open")
        return self._queue


def _as_known(label: WaitingLabel, is_under_way: bool) -> WaitingLabel:
    """A label on its way right now is not one that a crash left behind."""
    return replace(label, unsure=False) if is_under_way else label


def form_of(now: Settings) -> LabelForm:
    """What the label printer that is set takes."""
    return LabelForm(Language(now.label.language), DOTS_OF_DPI[now.label.dpi])


def _print_trial(now: Settings) -> None:
    from station.reports.trial_label import trial_label

    if not now.label_printer:
        raise KnownError("LAB-002")
    check_printer(now.label_printer, now.label.language)
    content = trial_label(form_of(now), now.station_name)
    send_label(now.label_printer, now.label.language, content)
