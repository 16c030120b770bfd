"""Conditions over finitely many cases: exact answers to "can this hold, and where".

Every fact is one of finitely many cases, numbered from 0, and a set of cases is the bits of an integer. A
condition is then a small and/or tree over such sets. A conjunction of sets is a *box*; the search splits
every alternative until only boxes are left.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

MOST_STEPS = 4000
"""How many alternatives one search may try."""


class TooComplexError(Exception):
    """The search would try more alternatives than :data:`MOST_STEPS`."""


@dataclass(frozen=True, slots=True)
class Within:
    """The fact is one of the cases in ``mask``."""

    fact: int
    mask: int


@dataclass(frozen=True, slots=True)
class Every:
    """Every part holds; true without parts."""

    parts: tuple[Formula, ...] = ()


@dataclass(frozen=True, slots=True)
class Some:
    """At least one part holds; false without parts."""

    parts: tuple[Formula, ...] = ()


Formula = Within | Every | Some
Box = dict[int, int]

TRUE = Every()
FALSE = Some()


def negated(formula: Formula, full: Sequence[int]) -> Formula:
    """The opposite; ``full[fact]`` is the set of all cases of a fact."""
    match formula:
        case Within(fact, mask):
            return Within(fact, full[fact] & ~mask)
        case Every(parts):
            return Some(tuple(negated(part, full) for part in parts))
        case Some(parts):
            return Every(tuple(negated(part, full) for part in parts))


def facts_of(formula: Formula) -> Iterator[int]:
    """Every fact the formula looks at."""
    if isinstance(formula, Within):
        yield formula.fact
    else:
        for part in formula.parts:
            yield from facts_of(part)


@dataclass(slots=True)
class Search:
    """Searches over facts whose full sets of cases are ``full``."""

    full: Sequence[int]
    most_steps: int = MOST_STEPS
    _steps: int = field(default=0, init=False)

    def can_hold(self, *formulas: Formula) -> Box | None:
        """A box in which all hold, or None.

        Raises:
            TooComplexError: it cannot be settled within the allowed steps.
        """
        return next(self.boxes(*formulas), None)

    def boxes(self, *formulas: Formula) -> Iterator[Box]:
        """Boxes that together are exactly the cases in which all formulas hold.

        Raises:
            TooComplexError: they cannot be told within the allowed steps.
        """
        self._steps = 0
        yield from self._boxes(formulas, {})

    def cases(self, fact: int, *formulas: Formula) -> int:
        """The cases of ``fact`` for which all formulas can hold; raises :class:`TooComplexError`."""
        found, left = 0, self.full[fact]
        while left and (box := self.can_hold(Within(fact, left), *formulas)) is not None:
            found |= box.get(fact, left)
            left &= ~found
        return found

    def _boxes(self, formulas: Iterable[Formula], box: Box) -> Iterator[Box]:
        self._steps += 1
        if self._steps > self.most_steps:
            raise TooComplexError
        open_ = self._settled(formulas, box)
        if open_ is None:
            return
        if not open_:
            yield box
            return
        narrow = min(open_, key=lambda one: len(one.parts))
        rest = [one for one in open_ if one is not narrow]
        for part in narrow.parts:
            yield from self._boxes([part, *rest], dict(box))

    def _settled(self, formulas: Iterable[Formula], box: Box) -> list[Some] | None:
        """Put what must hold into ``box``; the alternatives still open, or None when nothing can hold."""
        todo, open_ = list(formulas), list[Some]()
        while todo:
            if not self._put(todo, box, open_):
                return None
            open_, again = self._simpler(open_, box)
            todo = again
        return None if any(not one.parts for one in open_) else open_

    def _put(self, todo: Sequence[Formula], box: Box, open_: list[Some]) -> bool:
        for formula in todo:
            match formula:
                case Within(fact, mask):
                    box[fact] = box.get(fact, self.full[fact]) & mask
                    if not box[fact]:
                        return False
                case Every(parts):
                    if not self._put(parts, box, open_):
                        return False
                case Some():
                    open_.append(formula)
        return True

    def _simpler(self, open_: Iterable[Some], box: Box) -> tuple[list[Some], list[Formula]]:
        """Alternatives without what the box already refutes or proves; a last one left must hold."""
        left, forced = list[Some](), list[Formula]()
        for one in open_:
            parts = tuple(part for part in one.parts if not self._refuted(part, box))
            if any(self._proven(part, box) for part in parts):
                continue
            if len(parts) == 1:
                forced.append(parts[0])
            else:
                left.append(Some(parts))
        return left, forced

    def _refuted(self, formula: Formula, box: Mapping[int, int]) -> bool:
        match formula:
            case Within(fact, mask):
                return not box.get(fact, self.full[fact]) & mask
            case Every(parts):
                return any(self._refuted(part, box) for part in parts)
            case Some(parts):
                return all(self._refuted(part, box) for part in parts)

    def _proven(self, formula: Formula, box: Mapping[int, int]) -> bool:
        match formula:
            case Within(fact, mask):
                return not box.get(fact, self.full[fact]) & ~mask
            case Every(parts):
                return all(self._proven(part, box) for part in parts)
            case Some(parts):
                return any(self._proven(part, box) for part in parts)


def bits(mask: int) -> Iterator[int]:
    """The numbers of the cases in a set, smallest first."""
    number = 0
    while mask:
        if mask & 1:
            yield number
        mask >>= 1
        number += 1
