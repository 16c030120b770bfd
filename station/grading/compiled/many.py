"""The outcomes of very many units at once, on columns of classes instead of unit by unit.

Whatever is asked of facts is asked once for each class, with the first unit of that class.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from station.grading.compiled.channel import CompiledChannel
from station.grading.compiled.columns import FactColumns, Numbers
from station.grading.compiled.compiled import Compiled, DefectClasses
from station.grading.compiled.distinct import distinct
from station.grading.compiled.item import SOME_DEFECT, ItemClasses
from station.grading.compiled.outcome import Outcome
from station.grading.compiled.tables import Class, Table

Words = NDArray[np.uint64]
"""The bits of every unit, 64 to a word, the lowest first."""

_WORD, _PIECE = 64, 62


@dataclass(frozen=True)
class ChannelOutcomes:
    """What one channel says of every unit: ``outcomes[places[unit]]``."""

    outcomes: Sequence[Outcome]
    places: Numbers

    def each(self) -> list[Outcome]:
        """The outcome of every unit, in their order."""
        return [self.outcomes[place] for place in self.places.tolist()]


@dataclass(frozen=True)
class _Classes:
    """Classes that occur and, for each unit, the place of its own."""

    met: Sequence[Class]
    places: Numbers

    @classmethod
    def merged(cls, found: Sequence[Class], places: Numbers) -> _Classes:
        """Classes of things that the units' ``places`` point at, each class once."""
        numbers: dict[Class, int] = {}
        merged = np.array([numbers.setdefault(one, len(numbers)) for one in found], np.int64)
        return cls(list(numbers), merged[places])

    def of(self, unit: int) -> Class:
        return self.met[int(self.places[unit])]


def outcomes_of_many(compiled: Compiled, facts: FactColumns) -> tuple[ChannelOutcomes, ...]:
    """As :meth:`Compiled.outcomes` for every unit, channel by channel."""
    classes = [_of_item(item, of_item, facts) for item, of_item in compiled.items.items()]
    items = list(compiled.items)
    for of_defects in compiled.defects:
        cited = [items[place] for place in of_defects.item_places]
        classes.append(
            _of_defects(of_defects, cited, [classes[place] for place in of_defects.item_places], facts)
        )
    bits = sum(channel.width for channel in compiled.channels)
    words = np.zeros((len(facts.units), bits // _WORD + 2), np.uint64)
    for table in compiled.tables:
        _set_bits(words, table, [classes[place] for place in table.places], facts)
    return tuple(_outcomes(channel, words, facts) for channel in compiled.channels)


def _of_item(item: str, of_item: ItemClasses, facts: FactColumns) -> _Classes:
    column = facts.column(item)
    return _Classes.merged([of_item.of(answer) for answer in column.answers], column.places)


def _of_defects(
    of_defects: DefectClasses, items: Sequence[str], classes: Sequence[_Classes], facts: FactColumns
) -> _Classes:
    keys = [_seen(facts.column(item).places, of_item) for item, of_item in zip(items, classes, strict=True)]
    places, firsts = distinct(keys, len(facts.units))
    met = [of_defects.of(facts.units[unit], [one.of(unit) for one in classes]) for unit in firsts]
    return _Classes.merged(met, places)


def _seen(answers: Numbers, classes: _Classes) -> Numbers:
    """A number for each list of defects that was found, and one for each class of every other answer."""
    some = classes.met.index(SOME_DEFECT) if SOME_DEFECT in classes.met else -1
    return np.where(classes.places == some, answers + len(classes.met), classes.places)


def _set_bits(words: Words, table: Table, classes: Sequence[_Classes], facts: FactColumns) -> None:
    places, firsts = distinct([one.places for one in classes], len(facts.units))
    size = words.shape[1] * words.itemsize
    masks = (table.mask_of([one.of(unit) for one in classes], facts.units[unit]) for unit in firsts)
    met = np.frombuffer(b"".join(mask.to_bytes(size, "little") for mask in masks), np.uint64)
    words |= met.reshape(len(firsts), words.shape[1])[places]


def _outcomes(channel: CompiledChannel, words: Words, facts: FactColumns) -> ChannelOutcomes:
    places, firsts = distinct(list(_pieces(words, channel)), len(facts.units))
    states = (int.from_bytes(words[unit].tobytes(), "little") for unit in firsts)
    met = [channel.outcome(state, facts.units[unit]) for state, unit in zip(states, firsts, strict=True)]
    return ChannelOutcomes(met, places)


def _pieces(words: Words, channel: CompiledChannel) -> Iterator[Numbers]:
    """The channel's bits of every unit, in numbers that stay positive."""
    end = channel.first + channel.width
    for first in range(channel.first, end, _PIECE):
        word, shift = divmod(first, _WORD)
        low, high = words[:, word] >> np.uint64(shift), words[:, word + 1] << np.uint64(_WORD - shift)
        mask = np.uint64((1 << min(_PIECE, end - first)) - 1)
        yield ((low | high if shift else low) & mask).astype(np.int64)
