"""How a unit stands against every gate and scale of one standard, before any result is drawn from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from station.grading.judge import judge
from station.grading.ladder import Judged, Ladder, Rung
from station.grading.scale import Scale
from station.grading.seen import Seen
from station.grading.truth import Truth, both
from station.model.answer import Answer
from station.model.defect import Defect
from station.standards.channel import NOT_ACCEPTED, Axis, ChannelStandard, Criterion


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
        """The first gate, or else the row of a decision list, that is known to refuse the unit."""
        gate = next((gate for gate in self.gates if gate.truth is Truth.FALSE), None)
        rows = (scale.refusing for scale in self.scales)
        return gate or next((row for row in rows if row), None)

    @cached_property
    def unheard(self) -> tuple[tuple[str, Defect], ...]:
        """Defects seen that the standard does not mention, where its silence leaves the grade open."""
        return tuple(self._unheard()) if self._listens else ()

    @cached_property
    def unwatched(self) -> tuple[str, ...]:
        """Watched items not known yet that could hold a defect the standard does not mention."""
        unspoken = self.standard.unspoken if self._listens else {}
        return tuple(item for item in unspoken if self.seen.defects(item) is None)

    @cached_property
    def scales(self) -> tuple[Scale, ...]:
        """Every scale of the standard; none when it is itemised."""
        around = [gate.truth for gate in self.gates]
        around += [Truth.UNKNOWN] if self.unwatched else []
        return tuple(Scale(axis, tuple(self._ladders(axis, both(around)))) for axis in self.standard.scales)

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

    def _ladders(self, axis: Axis, around: Truth) -> Iterator[Ladder]:
        given = {NOT_ACCEPTED, *(grade.code for grade in axis.given)}
        for surface, steps in _steps(axis):
            rungs = (self._rung(code, criteria, around) for code, criteria in steps if code in given)
            yield Ladder(surface, tuple(rungs))

    def _rung(self, gives: str, criteria: tuple[Criterion, ...], around: Truth) -> Rung:
        """A refusal stands on its own; a grade is given only when gates and silence allow it."""
        judged = self._judged(criteria)
        own = both(one.truth for one in judged)
        return Rung(gives, judged, own if gives == NOT_ACCEPTED else both([around, own]))

    def _judged(self, criteria: tuple[Criterion, ...]) -> tuple[Judged, ...]:
        return tuple(Judged(one, judge(one.require, self.seen)) for one in criteria)


def _steps(axis: Axis) -> Iterator[tuple[str, list[tuple[str, tuple[Criterion, ...]]]]]:
    """What is tried, in order: one list for the unit, or one for each surface."""
    match axis.aggregation:
        case "best_grade":
            yield "", [(grade.code, grade.criteria) for grade in axis.graded]
        case "worst_surface":
            for surface in axis.surfaces:
                yield surface.id, [(grade.code, grade.criteria) for grade in surface.graded]
        case "first_match":
            yield "", [(row.gives, (Criterion(row.clause, row.when),)) for row in axis.rows]
