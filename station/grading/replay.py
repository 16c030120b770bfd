"""A version of a channel standard over stored facts: which results flip, and what would have been needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from station.grading.compiled.columns import FactColumns
from station.grading.compiled.compile import compile_standards
from station.grading.compiled.lacking import Lacking
from station.grading.compiled.many import outcomes_of_many
from station.grading.compiled.outcome import Outcome
from station.model.answer import Answer
from station.model.verdict import Result, Verdict
from station.standards.channel import ChannelStandard

BATCH = 256
"""Records between two reports of progress."""


@dataclass(frozen=True, slots=True)
class StoredFacts:
    """The facts of one sealed record; ``verdict`` is what it states for the channel, None when nothing.

    ``unreadable`` names items with a stored answer that today's internal standard no longer knows.
    """

    record: str
    sealed_at: datetime
    facts: Mapping[str, Answer]
    verdict: Verdict | None = None
    unreadable: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Flip:
    """A record whose result changes."""

    record: str
    before: Outcome
    after: Outcome


@dataclass(frozen=True, slots=True)
class Undetermined:
    """A record the new version cannot decide, and the items that should have been observed.

    ``missing`` is empty where no fact could help, only a ruling on the words of the standard.
    """

    record: str
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A record with answers that today's internal standard no longer knows; they count as unknown."""

    record: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Replay:
    """``examined`` records; those without an earlier result to compare with cannot flip.

    ``complete`` is false when the replay was cancelled before the last record.
    """

    examined: int
    flips: tuple[Flip, ...]
    undetermined: tuple[Undetermined, ...]
    unreadable: tuple[Unreadable, ...] = ()
    complete: bool = True


def replay(
    new: ChannelStandard,
    records: Iterable[StoredFacts],
    old: ChannelStandard | None = None,
    *,
    on_progress: Callable[[int], None] = lambda _examined: None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> Replay:
    """What ``new`` says of every record, compared with the verdict as sealed, else with what ``old`` says.

    ``on_progress`` is told how many records are done, every :data:`BATCH`; then ``is_cancelled`` is asked.
    """
    replayer = _Replayer(new, old)
    left = iter(records)
    while batch := list(islice(left, BATCH)):
        if is_cancelled():
            return replayer.so_far(complete=False)
        replayer.add((one, replayer.tables.outcomes(one.facts)) for one in batch)
        on_progress(replayer.examined)
    return replayer.so_far(complete=True)


@dataclass(frozen=True)
class LoadedRecords:
    """Records whose facts are kept as columns, for one replay after the other while a draft is written."""

    records: Sequence[StoredFacts]
    columns: FactColumns

    @classmethod
    def of(cls, records: Sequence[StoredFacts]) -> LoadedRecords:
        """The records with their columns."""
        return cls(records, FactColumns.of([one.facts for one in records]))


def replay_loaded(new: ChannelStandard, loaded: LoadedRecords, old: ChannelStandard | None = None) -> Replay:
    """As :func:`replay`, on columns."""
    replayer = _Replayer(new, old)
    found = outcomes_of_many(replayer.tables, loaded.columns)
    replayer.add(zip(loaded.records, zip(*(channel.each() for channel in found), strict=True), strict=True))
    return replayer.so_far(complete=True)


class _Replayer:
    def __init__(self, new: ChannelStandard, old: ChannelStandard | None) -> None:
        self.tables = compile_standards([new] if old is None else [new, old])
        self._lacking = Lacking(new)
        self._flips: list[Flip] = []
        self._undetermined: list[Undetermined] = []
        self._unreadable: list[Unreadable] = []
        self.examined = 0

    def add(self, judged: Iterable[tuple[StoredFacts, Sequence[Outcome]]]) -> None:
        for one, (after, *by_old) in judged:
            self._compare(one, _as_sealed(one.verdict) or next(iter(by_old), None), after)
            self.examined += 1

    def so_far(self, complete: bool) -> Replay:
        found = tuple(self._flips), tuple(self._undetermined), tuple(self._unreadable)
        return Replay(self.examined, *found, complete)

    def _compare(self, one: StoredFacts, before: Outcome | None, after: Outcome) -> None:
        if one.unreadable:
            self._unreadable.append(Unreadable(one.record, one.unreadable))
        if before is not None and (before.result, before.said) != (after.result, after.said):
            self._flips.append(Flip(one.record, before, after))
        if after.result is Result.UNDETERMINED:
            self._undetermined.append(Undetermined(one.record, self._lacking.missing(one.facts)))


def _as_sealed(verdict: Verdict | None) -> Outcome | None:
    if verdict is None:
        return None
    options = tuple(one.option for one in verdict.options)
    return Outcome(verdict.channel, verdict.result, verdict.grades, options)
