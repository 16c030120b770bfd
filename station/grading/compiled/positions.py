"""Where a number lies among sorted limits: on one of them or between two."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from decimal import Decimal

from station.standards.rules import Bounds
from station.standards.units import convert


class Positions:
    """Sorted limits in one unit; numbers at the same position keep and break the same bounds."""

    def __init__(self, limits: Iterable[Decimal]) -> None:
        self._limits = sorted(set(limits))
        self.count = 2 * len(self._limits) + 1

    def of(self, value: Decimal) -> int:
        """An odd number on a limit, an even one between limits; from 0 to ``count`` - 1."""
        place = bisect_left(self._limits, value)
        on_limit = place < len(self._limits) and self._limits[place] == value
        return 2 * place + on_limit


def limits_in(unit: str, bounds: Iterable[Bounds]) -> list[Decimal]:
    """Every limit that can be told in ``unit``, converted as the interpreter converts."""
    given = ((one.unit, (one.at_least, one.at_most, one.above, one.below)) for one in bounds)
    told = (convert(limit, of, unit) for of, limits in given for limit in limits if limit is not None)
    return [limit for limit in told if limit is not None]
