"""What the replay page knows and does; no widgets."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject, Signal

from station.grading.compiled.outcome import Outcome
from station.grading.replay import Replay, StoredFacts, replay
from station.inspection.stored_facts import stored_facts
from station.model.verdict import Verdict
from station.places import Home
from station.ports import Clock
from station.standards.channel import ChannelStandard
from station.standards.library import home_library
from station.store.opening import open_to_read
from station.store.records import RecordBook
from ui.context import Context
from ui.screens.standards.choices import Choice


@dataclass(frozen=True, slots=True)
class Period:
    """Local days, both included."""

    since: date
    until: date


@dataclass(frozen=True, slots=True)
class Replayed:
    """A finished or cancelled replay; ``before`` and ``after`` count the results of the records compared."""

    choice: Choice
    found: Replay
    before: Mapping[str, int]
    after: Mapping[str, int]


class ReplayModel(QObject):
    """Runs one replay at a time.

    ``started()``, ``progress(done, of)`` while it runs, ``finished(Replayed)`` at the end or when cancelled.
    """

    started = Signal()
    progress = Signal(int, int)
    finished = Signal(object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._cancelled = threading.Event()
        self._running = False

    @property
    def is_running(self) -> bool:
        """Whether a replay is under way."""
        return self._running

    def run(self, choice: Choice, period: Period) -> None:
        """Replay a version over the records sealed in a period."""
        if self._running:
            return
        self._running = True
        self._cancelled.clear()
        self.started.emit()
        context = self._context
        self._context.reckoning.run(
            lambda: _replayed(
                context.home, context.clock, choice, period, self.progress.emit, self._cancelled.is_set
            ),
            self._on_finished,
        )

    def cancel(self) -> None:
        """Stop after the records being worked on; what is found by then is shown."""
        self._cancelled.set()

    def _on_finished(self, replayed: Replayed) -> None:
        self._running = False
        self.finished.emit(replayed)


def _replayed(
    home: Home,
    clock: Clock,
    choice: Choice,
    period: Period,
    tell: Callable[[int, int], None],
    is_cancelled: Callable[[], bool],
) -> Replayed:
    """The replay, over a connection of its own: the database lane stays free."""
    standard = choice.standard
    before: dict[str, str] = {}
    with open_to_read(home, clock) as store:
        total = RecordBook(store).count()
        tell(0, total)
        stored = stored_facts(store, choice.internal, standard.id, period.since, period.until)
        found = replay(
            standard,
            _noting(stored, before),
            _in_force(home, standard),
            on_progress=lambda done: tell(done, total),
            is_cancelled=is_cancelled,
        )
    after = _after(before, found)
    return Replayed(choice, found, Counter(before.values()), Counter(after.values()))


def _in_force(home: Home, standard: ChannelStandard) -> ChannelStandard | None:
    known = home_library(home).channel_standards(standard.category)
    return next((one for one in known if one.id == standard.id), None)


def _noting(records: Iterable[StoredFacts], said: dict[str, str]) -> Iterator[StoredFacts]:
    """The records, each with what it states noted down under its id."""
    for one in records:
        if one.verdict is not None:
            said[one.record] = _said(one.verdict)
        yield one


def _said(verdict: Verdict) -> str:
    options = tuple(one.option for one in verdict.options)
    return Outcome(verdict.channel, verdict.result, verdict.grades, options).said


def _after(before: Mapping[str, str], found: Replay) -> dict[str, str]:
    return {**before, **{one.record: one.after.said for one in found.flips if one.record in before}}
