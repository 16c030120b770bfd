"""What the comparison page knows and does; no widgets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from station.standards.difference import Change, difference
from station.standards.difference_wording import ChangeWords, change_words
from station.standards.places_of import Place
from station.standards.rule_direction import Direction
from station.texts import Lang
from ui.context import Context
from ui.screens.standards.choices import Choice

GROUPS = ("gates", "grades", "questions", "rulings", "texts", "standard")
"""What changes are told under, in this order."""
_GROUP_OF: Mapping[str, str] = {
    "gate": "gates",
    **dict.fromkeys(
        ("criterion", "grade", "not_given", "axis", "axes", "surface", "surface_grade", "row", "row_gives"),
        "grades",
    ),
    **dict.fromkeys(
        ("question", "attribute", "options", "option", "option_when", "target"),
        "questions",
    ),
    **dict.fromkeys(("silence", "ruling", "ruling_by"), "rulings"),
    **dict.fromkeys(("clause", "original"), "texts"),
}
_OF_SOMETHING = frozenset({"order", "condition"})
"""Sorts of places that belong to what their first name says."""


@dataclass(frozen=True, slots=True)
class Line:
    """One change as shown; ``sort`` is ``added``, ``removed`` or ``changed``."""

    group: str
    sort: str
    direction: Direction
    clause: str
    words: ChangeWords


@dataclass(frozen=True, slots=True)
class Compared:
    """Two standards and every change from the old to the new one."""

    old: Choice
    new: Choice
    lines: tuple[Line, ...]

    def count(self, direction: str) -> int:
        """How many changes go in a direction."""
        return sum(line.direction == direction for line in self.lines)


class DifferenceModel(QObject):
    """``compared(Compared)`` after every comparison."""

    compared = Signal(object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context

    def compare(self, old: Choice, new: Choice) -> None:
        """Work out what changes from ``old`` to ``new``, in the language in use."""
        lang = self._context.translator.lang
        self._context.reckoning.run(lambda: _compared(old, new, lang), self.compared.emit)


def group_of(place: Place) -> str:
    """Which of :data:`GROUPS` a change at ``place`` belongs to."""
    sort = place.where[0] if place.sort in _OF_SOMETHING and place.where else place.sort
    return _GROUP_OF.get(sort, "standard")


def _compared(old: Choice, new: Choice, lang: Lang) -> Compared:
    lines = (_line(one, new, lang) for one in difference(old.standard, new.standard))
    return Compared(old, new, tuple(sorted(lines, key=lambda line: GROUPS.index(line.group))))


def _line(change: Change, new: Choice, lang: Lang) -> Line:
    words = change_words(change, new.internal, lang)
    return Line(group_of(change.place), change.sort, change.direction, change.clause, words)
