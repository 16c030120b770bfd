"""The classes of a measure over defects: where its ends lie among the limits of every rule that takes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from station.grading.compiled.item import NO_DEFECT, NOT_FITTED, SOME_DEFECT
from station.grading.compiled.measure import DefectMeasure, Ends
from station.grading.compiled.positions import Positions
from station.grading.compiled.tables import Class, Facts
from station.grading.defects import spans
from station.grading.seen import Seen
from station.grading.span import ZERO
from station.model.answer import Defects
from station.standards.channel import Vocabulary
from station.standards.channel_file import MEASURE_UNITS
from station.standards.limits import limits_in
from station.standards.rules import DefectLimit, Measure, Scope, Which

COMPLETE, INCOMPLETE = "complete", "incomplete"
"""Classes where no defect was seen: every item looked at, or not."""

_LOOKED_AT = frozenset({NO_DEFECT, SOME_DEFECT, NOT_FITTED})
_NOTHING: Ends = (ZERO, ZERO)


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
        self._measure = DefectMeasure(self._leaf, vocabulary)
        self.item_places = item_places
        unit = MEASURE_UNITS[self._leaf.measure]
        self._positions = Positions(limit for one in limits for limit in limits_in(one, unit))

    def of(self, facts: Facts, items: Sequence[Class]) -> Class:
        """The class of the defects in ``facts``; ``items`` are the classes at :attr:`item_places`."""
        nothing = COMPLETE if _LOOKED_AT.issuperset(items) else INCOMPLETE
        if SOME_DEFECT not in items:
            return nothing
        found = self._spans(facts, nothing is COMPLETE)
        return self._ends(found) if found else nothing

    def _spans(self, facts: Facts, complete: bool) -> list[Ends]:
        if self._leaf.scope == "per_100cm2":
            return [(span.low, span.high) for span in spans(self._leaf, Seen(facts, self._vocabulary))]
        answers = map(facts.get, self._leaf.items)
        defects = [one for answer in answers if isinstance(answer, Defects) for one in answer.defects]
        found = self._measure.spans(defects)
        if complete:
            return found
        elsewhere = [] if self._leaf.scope == "device" else [_NOTHING]
        return [(low, None) for low, _ in (*found, *elsewhere)]

    def _ends(self, found: Sequence[Ends]) -> Class:
        if len(found) == 1:
            low, high = self._place(found[0][0]), self._place(found[0][1])
            return low, low, high, high
        lows = [low for low, _ in found]
        highs = [high for _, high in found if high is not None]
        return (
            self._place(min(lows)),
            self._place(max(lows)),
            self._place(min(highs, default=None)),
            self._place(max(highs) if len(highs) == len(found) else None),
        )

    def _place(self, end: Decimal | None) -> int | None:
        return None if end is None else self._positions.of(end)
