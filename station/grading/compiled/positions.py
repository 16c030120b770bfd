"""Where a number lies among sorted limits: on one of them or between two.

The lint cuts numbers the same way (:mod:`station.standards.lint.cells`) but walks over every stretch of them;
here one number is looked up.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from decimal import Decimal


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
