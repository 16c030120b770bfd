"""One compiled channel: the part of the bits that is its own, and the outcomes met so far."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from station.grading.compiled.outcome import Outcome
from station.grading.compiled.plan import Plan
from station.grading.compiled.tables import MOST_CLASSES, Facts
from station.grading.truth import Truth
from station.standards.channel import ChannelStandard

_PLANES: Final = (Truth.FALSE, Truth.UNKNOWN, Truth.VAGUE)
"""Truths that keep a group from holding surely. Which of them were met says how the group stands."""


class CompiledChannel:
    """Bits from ``first`` on: a plane per truth of :data:`_PLANES`, in it one bit per group."""

    def __init__(self, standard: ChannelStandard, first: int) -> None:
        self._plan = Plan(standard)
        self.groups = self._plan.groups
        self.gates = self._plan.gates
        self.first = first
        self.width = len(self.groups) * len(_PLANES)
        self._mask = (1 << self.width) - 1
        self._outcomes: dict[int, Outcome] = {}

    def bits(self, group: int) -> dict[Truth, int]:
        """The bit that each truth of a demand sets for its group."""
        first, step = self.first + group, len(self.groups)
        return {truth: 1 << first + plane * step for plane, truth in enumerate(_PLANES)}

    def outcome(self, state: int, facts: Facts) -> Outcome:
        """What the channel says of ``facts``, of which all demands together set the bits ``state``."""
        pattern = state >> self.first & self._mask
        outcome = self._outcomes.get(pattern)
        return self._draw(pattern, facts) if outcome is None else outcome

    def open_groups(self, state: int) -> Iterator[int]:
        """The groups (by number) whose unknown facts could still change the outcome."""
        settled = self._settled(state >> self.first & self._mask)
        return self._plan.open_groups(list(self._truths(settled)))

    def _draw(self, pattern: int, facts: Facts) -> Outcome:
        settled = self._settled(pattern)
        outcome = self._outcomes.get(settled) or self._plan.draw(list(self._truths(settled)), facts)
        if len(self._outcomes) >= MOST_CLASSES:
            self._outcomes.clear()
        self._outcomes[pattern] = self._outcomes[settled] = outcome
        return outcome

    def _truths(self, settled: int) -> Iterator[Truth]:
        planes = [settled >> plane * len(self.groups) for plane in range(len(_PLANES))]
        for group in range(len(self.groups)):
            met = (truth for truth, plane in zip(_PLANES, planes, strict=True) if plane >> group & 1)
            yield next(met, Truth.TRUE)

    def _settled(self, pattern: int) -> int:
        """The pattern with the one truth that counts in each group: false, else unknown, else vague."""
        step = len(self.groups)
        false = pattern & (1 << step) - 1
        unknown = pattern >> step & (1 << step) - 1 & ~false
        vague = pattern >> 2 * step & ~false & ~unknown
        return false | unknown << step | vague << 2 * step
