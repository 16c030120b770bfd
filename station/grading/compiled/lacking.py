"""What a record that stays open lacks: the interpreter's ``missing``, put together from tables.

Every group of demands says which items keep it unknown; the groups on which a result still hangs follow from
the truths of all groups. So units of which the same is unknown share one answer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import partial

from station.grading.compiled.compile import Compilation
from station.grading.compiled.subject import Subject, Unspoken, Watched, silence
from station.grading.compiled.tables import MOST_CLASSES, Facts
from station.grading.seen import Seen
from station.grading.telling import lacking
from station.model.verdict import Result
from station.standards.channel import ChannelStandard

_OPEN = frozenset({Result.BOUND, Result.UNDETERMINED, Result.ITEMISED})


class Lacking:
    """The items whose facts could still change what ``standard`` says of a unit."""

    def __init__(self, standard: ChannelStandard) -> None:
        self._items = standard.items
        self._places = {item: place for place, item in enumerate(self._items)}
        compilation = Compilation()
        self._channel = compilation.add(standard)
        self._first = compilation.bits
        for subject, groups in self._asked(standard).items():
            bits = sum(1 << self._first + group * len(self._items) for group in groups)
            compilation.ask(subject, standard.vocabulary, partial(_lacked_bits, subject, self._places, bits))
        self._tables = compilation.finished()
        self._missing: dict[int, tuple[str, ...]] = {}

    def _asked(self, standard: ChannelStandard) -> dict[Subject, set[int]]:
        """The groups of each subject; what must be watched is always asked, as gates are."""
        found: dict[Subject, set[int]] = defaultdict(set)
        for number, group in enumerate(self._channel.groups):
            for subject in () if group.claims_open else group.subjects:
                found[subject].add(number)
        for subject in silence(standard)[0]:
            found[subject].add(self._channel.gates)
        return found

    def missing(self, facts: Facts) -> tuple[str, ...]:
        """As :attr:`Verdict.missing` of the interpreter."""
        state = self._tables.state(facts)
        found = self._missing.get(state)
        if found is None:
            if len(self._missing) >= MOST_CLASSES:
                self._missing.clear()
            found = self._missing[state] = self._told(state, facts)
        return found

    def _told(self, state: int, facts: Facts) -> tuple[str, ...]:
        outcome = self._channel.outcome(state, facts)
        if outcome.result not in _OPEN:
            return ()
        lacked = 0
        for number in self._channel.open_groups(state):
            lacked |= state >> self._first + number * len(self._items)
        return tuple(item for place, item in enumerate(self._items) if lacked >> place & 1)


def _lacked_bits(subject: Subject, places: Mapping[str, int], bits: int, seen: Seen) -> int:
    found = 0
    for item in _lacked(subject, seen):
        found |= bits << places[item]
    return found


def _lacked(subject: Subject, seen: Seen) -> Iterator[str]:
    match subject:
        case Watched(item):
            yield from [item] if seen.defects(item) is None else []
        case Unspoken():
            return
        case _:
            yield from lacking(subject, seen)
