"""Standards without an overall grade: one option per question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from station.grading.explain import borderline
from station.grading.judge import judge
from station.grading.seen import Seen
from station.grading.shown import shown_limit, shown_observation
from station.grading.telling import lacking, telling_item, telling_leaf
from station.grading.truth import Truth
from station.model.answer import Answer
from station.model.verdict import Deciding, ItemisedOption, Result, Verdict
from station.standards.channel import ChannelStandard, Question, QuestionOption
from station.standards.rules import cited, leaves


def itemise(standard: ChannelStandard, facts: Mapping[str, Answer]) -> Verdict:
    """One option per question; a question that facts still missing could turn stays without one."""
    seen = Seen(facts, standard.vocabulary)
    chosen = {question.clause: _chosen(question, seen) for question in standard.questions}
    options = tuple(_option(question, chosen[question.clause]) for question in standard.questions)
    answered = any(chosen.values())
    return Verdict(
        channel=standard.id,
        standard=standard.title,
        version=standard.version,
        result=Result.ITEMISED if answered else Result.UNDETERMINED,
        missing=_missing(standard, chosen, seen),
        deciding=tuple(one for q in standard.questions for one in _deciding(q, chosen[q.clause], seen)),
        borderline=borderline(standard, seen),
        options=options,
    )


def _chosen(question: Question, seen: Seen) -> QuestionOption | None:
    for option in question.options:
        truth = Truth.TRUE if option.when is None else judge(option.when, seen)
        if truth is not Truth.FALSE:
            return option if truth is Truth.TRUE else None
    return None


def _option(question: Question, chosen: QuestionOption | None) -> ItemisedOption:
    return ItemisedOption(question.clause, main_item(question), chosen.code if chosen else None)


def main_item(question: Question) -> str:
    """The item a question is mainly about: the first it cites."""
    rules = (option.when for option in question.options if option.when is not None)
    return next(item for rule in rules for leaf in leaves(rule) for item in cited(leaf))


def _deciding(question: Question, chosen: QuestionOption | None, seen: Seen) -> Iterator[Deciding]:
    """Why the next better option was not taken; nothing for the best option and for open questions."""
    if chosen is None or chosen is question.options[0]:
        return
    better = question.options[question.options.index(chosen) - 1].when
    if better is not None:
        leaf = telling_leaf(better, seen)
        item = telling_item(leaf, seen)
        observed, limit = shown_observation(leaf, item, seen), shown_limit(leaf, item, seen)
        yield Deciding(question.clause, item, observed, limit)


def _missing(
    standard: ChannelStandard, chosen: Mapping[str, QuestionOption | None], seen: Seen
) -> tuple[str, ...]:
    open_ = [question for question in standard.questions if chosen[question.clause] is None]
    rules = [option.when for question in open_ for option in question.options if option.when is not None]
    lacked = {item for rule in rules for item in lacking(rule, seen)}
    return tuple(item for item in standard.items if item in lacked)
