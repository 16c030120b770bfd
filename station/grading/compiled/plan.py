"""What a standard's result hangs on, and how it is drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from station.grading.compiled.outcome import Outcome
from station.grading.compiled.subject import Group, Subject, claims, cut, silence
from station.grading.compiled.tables import Facts
from station.grading.itemise import answered, itemised_result
from station.grading.joining import outcome
from station.grading.standing import Standing
from station.standards.channel import NOT_ACCEPTED, ChannelStandard, Criterion


def groups_of(standard: ChannelStandard) -> tuple[Group, ...]:
    """Groups of demands; units with the same truth of every group have the same result."""
    gates = cut(gate.require for gate in standard.gates)
    watched, unspoken = silence(standard)
    rungs = [_rung((*gates, *watched), gives, criteria) for gives, criteria in _steps(standard)]
    asked = [one.when for question in standard.questions for one in question.options if one.when]
    has_claims = any(claims(rule) for _, rule in standard.rules())
    with_claims = [Group(rung.subjects, claims_open=True) for rung in rungs] if has_claims else []
    return (Group(gates), Group(unspoken), *rungs, *(Group(cut([rule])) for rule in asked), *with_claims)


def _steps(standard: ChannelStandard) -> Iterator[tuple[str, tuple[Criterion, ...]]]:
    ladders = (ladder for scale in Standing.of(standard, {}).scales for ladder in scale.ladders)
    for rung in (rung for ladder in ladders for rung in ladder.rungs):
        yield rung.gives, tuple(judged.criterion for judged in rung.judged)


def _rung(around: Iterable[Subject], gives: str, criteria: Iterable[Criterion]) -> Group:
    """A refusal stands on its own; a grade is given only when gates and silence allow it."""
    own = cut(criterion.require for criterion in criteria)
    return Group(own if gives == NOT_ACCEPTED else (*around, *own))


def draw(standard: ChannelStandard, facts: Facts) -> Outcome:
    """The interpreter's result, without its reasons."""
    standing = Standing.of(standard, facts)
    if standard.aggregation == "itemised":
        options = answered(standard.questions, standing.seen)
        told = tuple(one.option for one in options)
        return Outcome(standard.id, itemised_result(standing, options), options=told)
    found = outcome(standing)
    return Outcome(standard.id, found.result, found.grades)
