"""The classes of the answers to one item: its options, the positions of its number, the sorts of answer."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from station.grading.compiled.positions import Positions
from station.grading.span import ZERO
from station.model.answer import Answer, Choice, Defects, Measured, NotFitted, Unknown
from station.standards.limits import limits_in
from station.standards.rules import AtWorst, Good, Leaf, Number, Options
from station.standards.units import convertible

UNKNOWN, NOT_FITTED, NO_DEFECT, SOME_DEFECT, OTHER_SORT, OTHER_OPTION, FIRST_OWN = range(7)
"""Classes that every item has; its own options and numbers follow."""

_SORTS: dict[type, int] = {type(None): UNKNOWN, Unknown: UNKNOWN, NotFitted: NOT_FITTED}


class ItemClasses:
    """Answers to one item that no leaf tells apart; ``options`` are the values it is known to have."""

    def __init__(self, leaves: Iterable[Leaf], options: Iterable[str]) -> None:
        told = list(leaves)
        values = dict.fromkeys([*options, *_values(told)])
        self._options = {value: FIRST_OWN + place for place, value in enumerate(values)}
        self._bounds = [leaf for leaf in told if isinstance(leaf, Number)]
        self._zero = [ZERO] if any(isinstance(leaf, Good) for leaf in told) else []
        self._next = FIRST_OWN + len(self._options)
        self._units: dict[str, tuple[int, Positions]] = {}
        self._incomparable = self._number_classes(self._zero)

    def of(self, answer: Answer | None) -> int:
        """The class of an answer; None says that the item was not inspected."""
        if isinstance(answer, Choice):
            return self._options.get(answer.value, OTHER_OPTION)
        if isinstance(answer, Measured):
            first, positions = self._units.get(answer.unit) or self._of_unit(answer.unit)
            return first + positions.of(answer.value)
        if isinstance(answer, Defects):
            return SOME_DEFECT if answer.defects else NO_DEFECT
        return _SORTS.get(type(answer), OTHER_SORT)

    def _of_unit(self, unit: str) -> tuple[int, Positions]:
        if not any(convertible(one.unit, unit) for one in self._bounds):
            return self._incomparable
        limits = (limit for one in self._bounds for limit in limits_in(one, unit))
        self._units[unit] = self._number_classes([*self._zero, *limits])
        return self._units[unit]

    def _number_classes(self, limits: Iterable[Decimal]) -> tuple[int, Positions]:
        positions = Positions(limits)
        first, self._next = self._next, self._next + positions.count
        return first, positions


def _values(leaves: Iterable[Leaf]) -> Iterable[str]:
    for leaf in leaves:
        if isinstance(leaf, Options):
            yield from leaf.allowed
        if isinstance(leaf, AtWorst):
            yield leaf.option
