"""The truth of a rule for the facts of one unit."""

from __future__ import annotations

from station.grading.defects import spans
from station.grading.seen import Seen
from station.grading.span import ZERO, Span
from station.grading.truth import Truth, both, either, opposite
from station.model.answer import Choice, Defects, Measured, NotFitted
from station.standards.channel_file import MEASURE_UNITS
from station.standards.rules import (
    AllOf,
    AnyOf,
    AtWorst,
    Claim,
    DefectLimit,
    Depends,
    Good,
    Leaf,
    Not,
    Number,
    Options,
    Presumed,
    Rule,
    Vague,
)


def judge(rule: Rule, seen: Seen) -> Truth:
    """True, false, unknown (a fact is missing) or vague (no fact can decide)."""
    truth = seen.judged.get(id(rule))
    if truth is None:
        truth = seen.judged[id(rule)] = _judge(rule, seen)
    return truth


def _judge(rule: Rule, seen: Seen) -> Truth:
    match rule:
        case AllOf():
            return both(judge(part, seen) for part in rule.of)
        case AnyOf():
            return either(judge(part, seen) for part in rule.of)
        case Not():
            return opposite(judge(rule.of, seen))
        case Vague() | Claim() | Presumed():
            return _judge_words(rule, seen)
        case Depends():
            return _judge_cases(rule, seen)
        case _:
            return judge_leaf(rule, seen)


def _judge_words(rule: Vague | Claim | Presumed, seen: Seen) -> Truth:
    if isinstance(rule, Vague):
        return _judge_vague(rule, seen)
    truth = judge(rule.of, seen)
    if truth is not Truth.UNKNOWN:
        return truth
    if isinstance(rule, Presumed):
        return Truth.TRUE
    return Truth.UNKNOWN if seen.claims_open else Truth.FALSE


def _judge_vague(rule: Vague, seen: Seen) -> Truth:
    surely = judge(rule.surely, seen)
    if surely is Truth.TRUE:
        return surely
    at_least = judge(rule.at_least, seen)
    if at_least is Truth.FALSE:
        return at_least
    return Truth.UNKNOWN if Truth.UNKNOWN in (surely, at_least) else Truth.VAGUE


def _judge_cases(rule: Depends, seen: Seen) -> Truth:
    """Settled where every case still possible agrees; else a fact is missing, or words are open."""
    possible = possible_cases(rule, seen)
    required = {Truth.VAGUE if require is None else judge(require, seen) for require, _ in possible}
    if len(required) == 1:
        return required.pop()
    return both([Truth.VAGUE, *(when for _, when in possible if when is not Truth.TRUE)])


def possible_cases(rule: Depends, seen: Seen) -> list[tuple[Rule | None, Truth]]:
    """What may be required, with the truth of its case; None where the standard is silent."""
    possible: list[tuple[Rule | None, Truth]] = []
    for case in rule.cases:
        when = judge(case.when, seen)
        if when is not Truth.FALSE:
            possible.append((case.require, when))
        if when is Truth.TRUE:
            return possible
    return [*possible, (rule.otherwise, Truth.TRUE)]


def judge_leaf(leaf: Leaf, seen: Seen) -> Truth:
    """The truth of a rule that looks at observations."""
    match leaf:
        case DefectLimit():
            return both(span.within(leaf, MEASURE_UNITS[leaf.measure]) for span in spans(leaf, seen))
        case Good():
            return both(judge_good(item, leaf.part_demanded, seen) for item in leaf.items)
        case Number():
            return _judge_number(leaf, seen)
        case Options() | AtWorst():
            return _judge_option(leaf, seen)


def judge_good(item: str, part_demanded: bool, seen: Seen) -> Truth:
    """Whether an item is as on a sound unit."""
    match seen.answer(item):
        case NotFitted():
            return _truth(not part_demanded)
        case Choice(value):
            return _truth(value in seen.vocabulary.good.get(item, ()))
        case Measured(value):
            return _truth(value == ZERO)
        case Defects(defects):
            return _truth(not defects)
        case _:
            return Truth.UNKNOWN


def _judge_number(leaf: Number, seen: Seen) -> Truth:
    answer = seen.answer(leaf.item)
    if isinstance(answer, NotFitted):
        return _truth(not leaf.part_demanded)
    if not isinstance(answer, Measured):
        return Truth.UNKNOWN
    return Span(answer.value, answer.value).within(leaf, answer.unit)


def _judge_option(leaf: Options | AtWorst, seen: Seen) -> Truth:
    answer = seen.answer(leaf.item)
    if isinstance(answer, NotFitted):
        return _truth(not leaf.part_demanded)
    if not isinstance(answer, Choice):
        return Truth.UNKNOWN
    if isinstance(leaf, Options):
        return _truth(answer.value in leaf.allowed)
    return _at_worst(leaf, answer.value, seen)


def _at_worst(leaf: AtWorst, value: str, seen: Seen) -> Truth:
    ranks = seen.vocabulary.ranks.get(leaf.item, {})
    if value not in ranks:
        return Truth.UNKNOWN
    return _truth(ranks[value] <= ranks[leaf.option])


def _truth(holds: bool) -> Truth:
    return Truth.TRUE if holds else Truth.FALSE
