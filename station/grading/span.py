"""What is known of a number: it lies somewhere in a span, and a limit may already be settled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from station.grading.truth import Truth, both, opposite
from station.standards.rules import Bounds
from station.standards.units import convert

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Span:
    """From ``low`` to ``high``; ``high`` None means that nothing limits it."""

    low: Decimal
    high: Decimal | None

    def within(self, bounds: Bounds, unit: str) -> Truth:
        """Whether a number of this span, told in ``unit``, keeps the bounds.

        Unknown where the span straddles a limit, or where the units measure different things.
        """
        return both(self._kept(bounds, unit))

    def _kept(self, bounds: Bounds, unit: str) -> Iterator[Truth]:
        for limit, inclusive, upper in (
            (bounds.at_least, True, False),
            (bounds.at_most, True, True),
            (bounds.above, False, False),
            (bounds.below, False, True),
        ):
            if limit is not None:
                told = convert(limit, bounds.unit, unit)
                yield Truth.UNKNOWN if told is None else self._keeps(told, inclusive, upper)

    def _keeps(self, limit: Decimal, inclusive: bool, upper: bool) -> Truth:
        if upper:
            return opposite(self._exceeds(limit, not inclusive))
        return self._exceeds(limit, inclusive)

    def _exceeds(self, limit: Decimal, inclusive: bool) -> Truth:
        if self.low > limit or (inclusive and self.low == limit):
            return Truth.TRUE
        if self.high is None or self.high > limit or (inclusive and self.high == limit):
            return Truth.UNKNOWN
        return Truth.FALSE
