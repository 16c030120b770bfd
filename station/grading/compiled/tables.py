"""Demands that look at the same facts, and the bits they set for every class of those facts met so far."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from station.grading.seen import Seen
from station.grading.truth import Truth
from station.model.answer import Answer
from station.standards.channel import Vocabulary

MOST_CLASSES = 1 << 16
"""How many classes one table keeps at a time."""

Facts = Mapping[str, Answer]
Class = Hashable


@dataclass(frozen=True, slots=True)
class Demand:
    """Something a channel demands: its truth for the facts, and the bits each truth sets."""

    truth: Callable[[Seen], Truth]
    vocabulary: Vocabulary
    claims_open: bool
    bits: Mapping[Truth, int]


class Table:
    """Bits by the classes at ``places``; classes met for the first time are judged by the interpreter."""

    def __init__(self, places: Sequence[int], demands: Sequence[Demand]) -> None:
        self.places = tuple(places)
        self._demands = demands
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
        for demand in self._demands:
            truth = demand.truth(Seen(facts, demand.vocabulary, demand.claims_open))
            mask |= demand.bits.get(truth, 0)
        self._masks[class_] = mask
        return mask
