"""The classes of defects by which of them a standard leaves unmentioned."""

from __future__ import annotations

from collections.abc import Sequence

from station.grading.compiled.item import SOME_DEFECT
from station.grading.compiled.subject import Unspoken
from station.grading.compiled.tables import Class, Facts
from station.model.answer import Defects


class UnspokenClasses:
    """Whether any defect of an item is one that a standard does not mention."""

    def __init__(self, unspoken: Unspoken, item_place: int) -> None:
        self._unspoken = unspoken
        self.item_places = (item_place,)

    def of(self, facts: Facts, items: Sequence[Class]) -> Class:
        """True or False; ``items`` is the class of the item."""
        if items[0] != SOME_DEFECT:
            return False
        found = facts[self._unspoken.item]
        return isinstance(found, Defects) and any(map(self._unspoken.is_one, found.defects))
