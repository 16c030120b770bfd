"""What one scale of grades gives.

Every ladder of a scale leaves some outcomes possible, and the worst of them counts (a scale that judges the
unit as a whole has one ladder). Words that no fact can decide leave a tie; missing facts leave a bound.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from station.grading.ladder import Judged, Ladder, Rung
from station.grading.truth import Truth
from station.model.verdict import Result, SurfaceVerdict
from station.standards.channel import NOT_ACCEPTED, Axis


@dataclass(frozen=True)
class Scale:
    """One unit on one axis.

    Outcomes are ranks: 0 the best grade this station gives, then :attr:`refusal`, then :attr:`open_end`.
    """

    axis: Axis
    ladders: tuple[Ladder, ...]

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The grades this station can give, best first."""
        return tuple(grade.code for grade in self.axis.given)

    @property
    def refusal(self) -> int:
        """The rank of a unit that is not accepted."""
        return len(self.codes)

    @property
    def open_end(self) -> int:
        """The rank of a unit on which the text stops."""
        return len(self.codes) + 1

    def rank(self, rung: Rung) -> int:
        """The rank of what a rung gives."""
        return self.refusal if rung.gives == NOT_ACCEPTED else self.codes.index(rung.gives)

    def reach(self, ladder: Ladder) -> frozenset[int]:
        """Every outcome one ladder leaves possible."""
        end = self.refusal if self.axis.otherwise == "not_accepted" else self.open_end
        ends = [end] if ladder.may_end else []
        return frozenset([*(self.rank(rung) for rung in ladder.possible), *ends])

    @cached_property
    def best(self) -> int:
        """The best outcome still possible."""
        return max(min(self.reach(ladder)) for ladder in self.ladders)

    @cached_property
    def outcomes(self) -> tuple[int, ...]:
        """Every outcome still possible, best first."""
        reached = {rank for ladder in self.ladders for rank in self.reach(ladder)}
        return tuple(sorted(rank for rank in reached if rank >= self.best))

    @cached_property
    def grades(self) -> tuple[str, ...]:
        """Codes of the grades still possible, best first."""
        return tuple(self.codes[rank] for rank in self.outcomes if rank < self.refusal)

    @cached_property
    def open_ladders(self) -> tuple[Ladder, ...]:
        """The ladders that can still make the outcome worse."""
        return tuple(ladder for ladder in self.ladders if max(self.reach(ladder)) > self.best)

    @property
    def decisive_ladders(self) -> tuple[Ladder, ...]:
        """The ladders that hold the outcome where it is at best."""
        return tuple(ladder for ladder in self.ladders if min(self.reach(ladder)) == self.best)

    def surfaces(self) -> Iterator[SurfaceVerdict]:
        """What each surface gives by itself, where the worst surface counts."""
        for ladder in self.ladders if self.axis.surfaces else ():
            ranks = sorted(rank for rank in self.reach(ladder) if rank < self.refusal)
            yield SurfaceVerdict(ladder.surface, tuple(self.codes[rank] for rank in ranks), self.axis.id)

    @cached_property
    def lacks_facts(self) -> bool:
        """Whether a fact not known could still move the outcome."""
        return any(rung.truth is Truth.UNKNOWN for ladder in self.open_ladders for rung in ladder.possible)

    @property
    def refusing(self) -> Judged | None:
        """The row that surely refuses the unit."""
        taken = self.ladders[0].possible[-1:]
        refused = self.outcomes == (self.refusal,) and not self.ladders[0].may_end
        return taken[0].judged[0] if refused and taken[0].gives == NOT_ACCEPTED else None

    def result(self, excludes: bool) -> Result:
        """The result; ``excludes`` says whether the facts known rule out any grade of the whole standard."""
        if len(self.outcomes) == 1:
            return self._settled()
        if self.lacks_facts:
            return Result.BOUND if excludes and self.grades else Result.UNDETERMINED
        return Result.TIE if self.outcomes[-1] < self.refusal else Result.UNDETERMINED

    def _settled(self) -> Result:
        if self.best < self.refusal:
            return Result.GRADE
        return Result.NOT_ACCEPTED if self.best == self.refusal else Result.UNDETERMINED

    @property
    def may_fail(self) -> bool:
        """Whether the unit may still fit no grade."""
        return self.outcomes[-1] >= self.refusal

    @property
    def excludes_any(self) -> bool:
        """Whether a grade of the scale is ruled out."""
        return len(self.grades) < len(self.codes)
