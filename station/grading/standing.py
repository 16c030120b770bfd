"""How a unit stands against every gate and grade of one standard, before any result is drawn from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from station.grading.judge import judge
from station.grading.seen import Seen
from station.grading.truth import Truth, both
from station.model.answer import Answer
from station.model.defect import Defect
from station.standards.channel import ChannelStandard, Criterion, Grade


@dataclass(frozen=True, slots=True)
class Judged:
    """A criterion and how the unit stands against it."""

    criterion: Criterion
    truth: Truth


@dataclass(frozen=True, slots=True)
class GradeStanding:
    """A grade, its own criteria judged, and the truth of the grade with gates and silence counted in."""

    grade: Grade
    judged: tuple[Judged, ...]
    truth: Truth


@dataclass(frozen=True)
class Standing:
    """One unit against one standard."""

    standard: ChannelStandard
    seen: Seen

    @classmethod
    def of(cls, standard: ChannelStandard, facts: Mapping[str, Answer]) -> Standing:
        """The standing of a unit with these facts."""
        return cls(standard, Seen(facts, standard.vocabulary))

    @cached_property
    def gates(self) -> tuple[Judged, ...]:
        """Every gate, judged."""
        return self._judged(self.standard.gates)

    @cached_property
    def refusing(self) -> Judged | None:
        """The first gate that is known to refuse the unit."""
        return next((gate for gate in self.gates if gate.truth is Truth.FALSE), None)

    @cached_property
    def unheard(self) -> tuple[tuple[str, Defect], ...]:
        """Defects seen that the standard does not mention, where its silence leaves the grade open."""
        return tuple(self._unheard()) if self._listens else ()

    @cached_property
    def unwatched(self) -> tuple[str, ...]:
        """Watched items not known yet that could hold a defect the standard does not mention."""
        unspoken = self.standard.unspoken if self._listens else {}
        return tuple(item for item in unspoken if self.seen.is_unknown(item))

    @cached_property
    def grades(self) -> tuple[GradeStanding, ...]:
        """Every grade this station can give, best first."""
        around = [gate.truth for gate in self.gates]
        around += [Truth.UNKNOWN] if self.unwatched else []
        return tuple(self._grade(grade, around) for grade in self.standard.given)

    @cached_property
    def with_claims_open(self) -> Standing:
        """The same unit, a claim not proven yet counting as still possible."""
        return Standing(self.standard, replace(self.seen, claims_open=True))

    @property
    def _listens(self) -> bool:
        return self.standard.silence.when_silent == "undetermined"

    def _unheard(self) -> Iterator[tuple[str, Defect]]:
        for item, pairs in self.standard.unspoken.items():
            found = self.seen.defects(item)
            for defect in found.defects if found else ():
                if (defect.zone, defect.kind) in pairs:
                    yield item, defect

    def _grade(self, grade: Grade, around: list[Truth]) -> GradeStanding:
        judged = self._judged(grade.criteria)
        return GradeStanding(grade, judged, both([*around, *(one.truth for one in judged)]))

    def _judged(self, criteria: tuple[Criterion, ...]) -> tuple[Judged, ...]:
        return tuple(Judged(one, judge(one.require, self.seen)) for one in criteria)
