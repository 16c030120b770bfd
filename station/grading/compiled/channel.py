"""One compiled channel: the part of the bits that is its own, and the outcomes met so far."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from station.grading.compiled.outcome import Outcome
from station.grading.compiled.plan import Plan
from station.grading.compiled.tables import MOST_CLASSES, Facts
from station.grading.truth import Truth

_WORST_FIRST: Final = (Truth.FALSE, Truth.UNKNOWN, Truth.VAGUE)
"""The order in which one truth outweighs another among demands that must all hold."""


class CompiledChannel:
    """Bits from ``first`` on: a plane per truth of :data:`_WORST_FIRST`, in it one bit per group."""

    def __init__(self, plan: Plan, first: int) -> None:
        self.plan = plan
        self.first = first
        self._groups = len(plan.groups)
        self.width = self._groups * len(_WORST_FIRST)
        self._mask = (1 << self.width) - 1
        self._outcomes: dict[int, Outcome] = {}

    def bits(self, group: int) -> dict[Truth, int]:
        """The bit that each truth of a demand sets for its group."""
        return {
            truth: 1 << (self.first + plane * self._groups + group)
            for plane, truth in enumerate(_WORST_FIRST)
        }

    def outcome(self, state: int, facts: Facts) -> Outcome:
        """What the channel says of ``facts``, of which all demands together set the bits ``state``."""
        pattern = state >> self.first & self._mask
        outcome = self._outcomes.get(pattern)
        return self._draw(pattern, facts) if outcome is None else outcome

    def _draw(self, pattern: int, facts: Facts) -> Outcome:
        if len(self._outcomes) >= MOST_CLASSES:
            self._outcomes.clear()
        self._outcomes[pattern] = outcome = self.plan.draw(list(self._truths(pattern)), facts)
        return outcome

    def _truths(self, pattern: int) -> Iterator[Truth]:
        for group in range(self._groups):
            planes = enumerate(_WORST_FIRST)
            told = (truth for plane, truth in planes if pattern >> plane * self._groups + group & 1)
            yield next(told, Truth.TRUE)
