"""Rungs tried one after the other: the first that surely holds is taken."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from station.grading.truth import Truth
from station.standards.channel import Criterion


@dataclass(frozen=True, slots=True)
class Judged:
    """A criterion and how the unit stands against it."""

    criterion: Criterion
    truth: Truth


@dataclass(frozen=True, slots=True)
class Rung:
    """A grade (of the unit or of one surface) or a row, with its demands judged.

    ``truth`` counts gates and silence in, unless the rung refuses the unit.
    """

    gives: str
    judged: tuple[Judged, ...]
    truth: Truth


@dataclass(frozen=True)
class Ladder:
    """The rungs of one unit, or of one ``surface``, in the order in which they are tried."""

    surface: str
    rungs: tuple[Rung, ...]

    @cached_property
    def possible(self) -> tuple[Rung, ...]:
        """What may be taken: up to the first that surely holds, and those with the very same demands."""
        possible: list[Rung] = []
        for rung in self.rungs:
            if possible and possible[-1].truth is Truth.TRUE and not _same(possible[-1], rung):
                break
            if rung.truth is not Truth.FALSE:
                possible.append(rung)
        return tuple(possible)

    @property
    def may_end(self) -> bool:
        """Whether it is still possible that no rung holds."""
        return not self.possible or self.possible[-1].truth is not Truth.TRUE

    @property
    def passed_over(self) -> tuple[Rung, ...]:
        """The rungs known not to hold that come before the last that may."""
        end = self.rungs.index(self.possible[-1]) if self.possible else len(self.rungs)
        return tuple(rung for rung in self.rungs[:end] if rung.truth is Truth.FALSE)


def _same(one: Rung, other: Rung) -> bool:
    """Whether two grades make the same demands; the text cannot separate them."""

    def demands(rung: Rung) -> list[object]:
        return [judged.criterion.require for judged in rung.judged]

    return demands(one) == demands(other)
