"""Which leaf of a rule tells the story: the one that decided, the facts it lacks, the limits it sits near."""

from __future__ import annotations

from collections.abc import Iterator

from station.grading.judge import judge, judge_good, judge_leaf, possible_cases
from station.grading.seen import Seen
from station.grading.truth import Truth
from station.model.answer import Defects, Measured
from station.standards.rules import (
    AllOf,
    AnyOf,
    Claim,
    Depends,
    Good,
    Leaf,
    Not,
    Number,
    Presumed,
    Rule,
    Vague,
    cited,
    leaves,
    parts,
)
from station.standards.units import convert


def telling_leaf(rule: Rule, seen: Seen) -> Leaf:
    """The leaf on which the truth of ``rule`` rests."""
    truth = judge(rule, seen)
    match rule:
        case AllOf() | AnyOf():
            return telling_leaf(next(part for part in rule.of if judge(part, seen) is truth), seen)
        case Not() | Claim() | Presumed():
            return telling_leaf(rule.of, seen)
        case Vague():
            return telling_leaf(rule.at_least if truth is Truth.FALSE else rule.surely, seen)
        case Depends():
            return _telling_case(rule, seen)
        case _:
            return rule


def _telling_case(rule: Depends, seen: Seen) -> Leaf:
    """What is required where that is settled, else the fact on which it depends."""
    possible = possible_cases(rule, seen)
    require, when = possible[0]
    if require is not None and (when is Truth.TRUE or judge(rule, seen) is judge(require, seen)):
        return telling_leaf(require, seen)
    return telling_leaf(rule.cases[-1].when, seen)


def telling_item(leaf: Leaf, seen: Seen) -> str:
    """The item of a leaf that decided it."""
    items = cited(leaf)
    if isinstance(leaf, Good):
        truth = judge_leaf(leaf, seen)
        return next(item for item in items if judge_good(item, leaf.part_demanded, seen) is truth)
    return next((item for item in items if _carries(item, seen)), items[0])


def _carries(item: str, seen: Seen) -> bool:
    answer = seen.answer(item)
    return bool(answer.defects) if isinstance(answer, Defects) else not seen.is_unknown(item)


def lacking(rule: Rule, seen: Seen) -> Iterator[str]:
    """Items whose unknown facts keep ``rule`` unknown."""
    if judge(rule, seen) is not Truth.UNKNOWN:
        return
    if inside := parts(rule):
        for part in inside:
            yield from lacking(part, seen)
    else:
        yield from _lacking_items(next(leaves(rule)), seen)


def _lacking_items(leaf: Leaf, seen: Seen) -> Iterator[str]:
    if isinstance(leaf, Good):
        items = (i for i in leaf.items if judge_good(i, leaf.part_demanded, seen) is Truth.UNKNOWN)
        yield from items
        return
    unknown = [item for item in cited(leaf) if seen.is_unknown(item)]
    yield from unknown or (item for item in cited(leaf) if _carries(item, seen))


def near_limits(rule: Rule, seen: Seen) -> Iterator[Number]:
    """Number leaves whose reading lies within its uncertainty of a limit."""
    for leaf in leaves(rule):
        if isinstance(leaf, Number) and _is_near(leaf, seen):
            yield leaf


def _is_near(leaf: Number, seen: Seen) -> bool:
    answer = seen.answer(leaf.item)
    if not isinstance(answer, Measured) or not answer.uncertainty:
        return False
    limits = (leaf.at_least, leaf.at_most, leaf.above, leaf.below)
    told = [convert(limit, leaf.unit, answer.unit) for limit in limits if limit is not None]
    return any(limit is not None and abs(answer.value - limit) <= answer.uncertainty for limit in told)


def leaning(rule: Rule, seen: Seen) -> Iterator[str]:
    """Items whose unknown fact a ruling lets pass inside ``rule``."""
    if isinstance(rule, Presumed) and judge(rule.of, seen) is Truth.UNKNOWN:
        yield from lacking(rule.of, seen)
    for part in parts(rule):
        yield from leaning(part, seen)
