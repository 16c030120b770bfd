"""How each way of aggregating draws a result from the truth of groups of demands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from station.grading.compiled.outcome import Outcome
from station.grading.compiled.subject import Group, claims, cut, silence
from station.grading.compiled.tables import Facts
from station.grading.evaluate import evaluate
from station.grading.truth import Truth
from station.model.verdict import Result
from station.standards.channel import ChannelStandard, Question


class Plan(Protocol):
    """What must be judged of a unit, and the outcome that follows from it."""

    @property
    def groups(self) -> tuple[Group, ...]:
        """Everything the result can hang on."""
        ...

    def draw(self, truths: Sequence[Truth], facts: Facts) -> Outcome:
        """The outcome of a unit with these truths of the groups."""
        ...


def plan_of(standard: ChannelStandard) -> Plan:
    """The plan of a standard; the interpreter draws what no quicker plan is known for."""
    match standard.aggregation:
        case "best_grade":
            return BestGrade(standard)
        case "itemised":
            return Itemised(standard)
        case _:
            return Interpreted(standard)


class BestGrade:
    """Grades best first; every one that is not refused stays possible until the first that surely holds."""

    def __init__(self, standard: ChannelStandard) -> None:
        self._standard = standard
        self._codes = [grade.code for grade in standard.given]
        gates = cut(gate.require for gate in standard.gates)
        watched, unspoken = silence(standard)
        demands = [cut(one.require for one in grade.criteria) for grade in standard.given]
        grades = [Group((*gates, *watched, *own)) for own in demands]
        with_claims = [Group(group.subjects, claims_open=True) for group in grades]
        has_claims = any(map(claims, (rule for _, rule in standard.rules())))
        self.groups = (Group(gates), Group(unspoken), *grades, *(with_claims if has_claims else ()))
        self._demands = [[one.require for one in grade.criteria] for grade in standard.given]

    def draw(self, truths: Sequence[Truth], facts: Facts) -> Outcome:
        """As the interpreter: gates, then silence, then the grades still possible."""
        gates, heard, *grades = truths
        own, with_claims = grades[: len(self._codes)], grades[-len(self._codes) :]
        possible = self._possible(own)
        result = self._result(gates, heard, [own[place] for place in possible])
        if result is Result.BOUND and len(self._possible(with_claims)) == len(self._codes):
            result = Result.UNDETERMINED
        told = heard is Truth.TRUE and result is not Result.NOT_ACCEPTED
        return Outcome(self._standard.id, result, tuple(self._codes[place] for place in possible if told))

    def _result(self, gates: Truth, heard: Truth, possible: Sequence[Truth]) -> Result:
        if gates is Truth.FALSE:
            return Result.NOT_ACCEPTED
        if heard is not Truth.TRUE:
            return Result.UNDETERMINED
        if not possible:
            return Result(self._standard.otherwise)
        if Truth.UNKNOWN in possible:
            return Result.BOUND
        if possible[-1] is Truth.VAGUE:
            return Result.UNDETERMINED
        return Result.GRADE if len(possible) == 1 else Result.TIE

    def _possible(self, truths: Sequence[Truth]) -> list[int]:
        possible: list[int] = []
        for place, truth in enumerate(truths):
            last = possible[-1] if possible else None
            if (
                last is not None
                and truths[last] is Truth.TRUE
                and self._demands[last] != self._demands[place]
            ):
                break
            if truth is not Truth.FALSE:
                possible.append(place)
        return possible


class Itemised:
    """One option per question: the first whose rule holds, none while an earlier one is open."""

    def __init__(self, standard: ChannelStandard) -> None:
        self._standard = standard
        rules = [one.when for question in standard.questions for one in question.options]
        self.groups = tuple(Group(cut([rule] if rule else [])) for rule in rules)

    def draw(self, truths: Sequence[Truth], facts: Facts) -> Outcome:
        """As the interpreter."""
        left = iter(truths)
        options = tuple(_chosen(question, left) for question in self._standard.questions)
        result = Result.ITEMISED if any(options) else Result.UNDETERMINED
        return Outcome(self._standard.id, result, options=options)


def _chosen(question: Question, truths: Iterator[Truth]) -> str | None:
    asked = [(option.code, next(truths)) for option in question.options]
    code, truth = next(
        ((code, truth) for code, truth in asked if truth is not Truth.FALSE), ("", Truth.FALSE)
    )
    return code if truth is Truth.TRUE else None


class Interpreted:
    """Drawn by the interpreter, once for every pattern of truths."""

    def __init__(self, standard: ChannelStandard) -> None:
        self._standard = standard
        rules = [cut([rule]) for _, rule in standard.rules()]
        open_ = [Group(one, claims_open=True) for one in rules if any(map(claims, one))]
        self.groups = (*(Group(part) for part in silence(standard)), *map(Group, rules), *open_)

    def draw(self, truths: Sequence[Truth], facts: Facts) -> Outcome:
        """What the interpreter says."""
        verdict = evaluate(self._standard, facts)
        options = tuple(one.option for one in verdict.options)
        return Outcome(self._standard.id, verdict.result, verdict.grades, options)
