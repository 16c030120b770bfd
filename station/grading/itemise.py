"""One option per question: standards without an overall grade, and what is stated beside a grade."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from station.grading.judge import judge
from station.grading.seen import Seen
from station.grading.shown import told
from station.grading.standing import Standing
from station.grading.telling import lacking
from station.grading.truth import Truth
from station.model.verdict import Deciding, ItemisedOption, Result
from station.standards.channel import Attribute, ChannelStandard, Question, QuestionOption
from station.standards.rules import cited, leaves


def itemised_result(standing: Standing, options: Sequence[ItemisedOption]) -> Result:
    """``itemised`` when any question is answered and every gate surely lets the unit pass."""
    if standing.refusing:
        return Result.NOT_ACCEPTED
    passed = all(gate.truth is Truth.TRUE for gate in standing.gates)
    answered = any(one.option is not None for one in options)
    return Result.ITEMISED if passed and answered else Result.UNDETERMINED


def answered(questions: Iterable[Question | Attribute], seen: Seen) -> tuple[ItemisedOption, ...]:
    """Each question with its option; one that facts still missing could turn stays without."""
    return tuple(_option(question, _chosen(question, seen)) for question in questions)


def _option(question: Question | Attribute, chosen: QuestionOption | None) -> ItemisedOption:
    return ItemisedOption(question.clause, main_item(question), chosen.code if chosen else None)


def _chosen(question: Question | Attribute, seen: Seen) -> QuestionOption | None:
    for option in question.options:
        truth = Truth.TRUE if option.when is None else judge(option.when, seen)
        if truth is not Truth.FALSE:
            return option if truth is Truth.TRUE else None
    return None


def main_item(question: Question | Attribute) -> str:
    """The item a question is mainly about: the first it cites."""
    rules = (option.when for option in question.options if option.when is not None)
    return next(item for rule in rules for leaf in leaves(rule) for item in cited(leaf))


def passed_options(standard: ChannelStandard, seen: Seen) -> Iterator[Deciding]:
    """For every answered question why the next better option was not taken."""
    for question in standard.questions:
        chosen = _chosen(question, seen)
        place = question.options.index(chosen) if chosen else 0
        if place and (better := question.options[place - 1].when) is not None:
            yield told(question.clause, better, seen)


def missing_answers(standard: ChannelStandard, seen: Seen) -> Iterator[str]:
    """Items whose facts could still answer an open question."""
    for question in standard.questions:
        if _chosen(question, seen) is None:
            rules = (option.when for option in question.options if option.when is not None)
            yield from (item for rule in rules for item in lacking(rule, seen))
