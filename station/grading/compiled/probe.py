"""The classes of a measure over defects: where its ends lie among the limits of every rule that takes it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from station.grading.compiled.item import NO_DEFECT, NOT_FITTED, SOME_DEFECT
from station.grading.compiled.positions import Positions, limits_in
from station.grading.compiled.tables import Class, Facts
from station.grading.defects import spans
from station.grading.seen import Seen
from station.grading.span import Span
from station.standards.channel import Vocabulary
from station.standards.channel_file import MEASURE_UNITS
from station.standards.rules import DefectLimit, Measure, Scope, Which

COMPLETE, INCOMPLETE = "complete", "incomplete"
"""Classes where no defect was seen: every item looked at, or not."""

_LOOKED_AT = frozenset({NO_DEFECT, NOT_FITTED})


@dataclass(frozen=True, slots=True)
class Probe:
    """What is measured of which defects; ``vocabulary`` is the place of its vocabulary in the compilation."""

    items: tuple[str, ...]
    measure: Measure
    which: Which
    scope: Scope
    vocabulary: int

    @classmethod
    def of(cls, leaf: DefectLimit, vocabulary: int) -> Probe:
        """The measure that a limit bounds."""
        return cls(leaf.items, leaf.measure, leaf.which, leaf.scope, vocabulary)


class ProbeClasses:
    """Defects that no limit on one measure tells apart.

    Bounds hold everywhere or not at all, so only the extremes over all places matter: of the surely reached
    (low) and of the possible (high) ends.
    """

    def __init__(
        self, limits: Sequence[DefectLimit], vocabulary: Vocabulary, item_places: Sequence[int]
    ) -> None:
        self._leaf = limits[0]
        self._vocabulary = vocabulary
        self.item_places = item_places
        self._positions = Positions(limits_in(MEASURE_UNITS[self._leaf.measure], limits))

    def of(self, facts: Facts, classes: Sequence[Class]) -> Class:
        """The class of the defects in ``facts``; ``classes`` are those of the items."""
        items = [classes[place] for place in self.item_places]
        if SOME_DEFECT not in items:
            return COMPLETE if _LOOKED_AT.issuperset(items) else INCOMPLETE
        found = list(spans(self._leaf, Seen(facts, self._vocabulary)))
        return tuple(self._ends(found))

    def _ends(self, found: Sequence[Span]) -> Iterator[int | None]:
        lows = [span.low for span in found]
        highs = [span.high for span in found if span.high is not None]
        yield self._positions.of(min(lows))
        yield self._positions.of(max(lows))
        yield self._positions.of(min(highs)) if highs else None
        yield self._positions.of(max(highs)) if len(highs) == len(found) else None
