"""Demands that look at the same facts, and the bits they set for every class of those facts met so far."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from station.grading.seen import Seen
from station.model.answer import Answer
from station.standards.channel import Vocabulary

MOST_CLASSES = 1 << 16
"""How many classes one table keeps at a time."""

Facts = Mapping[str, Answer]
Class = Hashable


Demand = Callable[[Seen], int]
"""Something a channel demands: the bits that it sets for facts."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Demands that read facts alike: with the same vocabulary, with claims open or not."""

    vocabulary: Vocabulary
    claims_open: bool
    demands: Sequence[Demand]

    def bits(self, facts: Facts) -> int:
        """The bits of all demands; what one finds out about a rule the others need not."""
        seen, bits = Seen(facts, self.vocabulary, self.claims_open), 0
        for demand in self.demands:
            bits |= demand(seen)
        return bits


class Table:
    """Bits by the classes at ``places``; classes met for the first time are judged by the interpreter."""

    def __init__(self, places: Sequence[int], readings: Sequence[Reading]) -> None:
        self.places = tuple(places)
        self._readings = readings
        self._class: Callable[[Sequence[Class]], Class] = itemgetter(*places) if places else lambda _: ()
        self._masks: dict[Class, int] = {}

    def mask(self, classes: Sequence[Class], facts: Facts) -> int:
        """The bits of all demands for ``facts``, which are of these classes."""
        class_ = self._class(classes)
        mask = self._masks.get(class_)
        return self._judge(class_, facts) if mask is None else mask

    def mask_of(self, own: Sequence[Class], facts: Facts) -> int:
        """As :meth:`mask`, from the classes at the table's own places alone."""
        class_ = own[0] if len(own) == 1 else tuple(own)
        mask = self._masks.get(class_)
        return self._judge(class_, facts) if mask is None else mask

    def _judge(self, class_: Class, facts: Facts) -> int:
        if len(self._masks) >= MOST_CLASSES:
            self._masks.clear()
        mask = 0
        for reading in self._readings:
            mask |= reading.bits(facts)
        self._masks[class_] = mask
        return mask
