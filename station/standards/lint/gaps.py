"""Facts for which nothing is said: gaps between and beside the contenders, and open ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from station.standards.findings import Finding, finding
from station.standards.lint.defect_lists import Gauge
from station.standards.lint.facts import Dimension, Fact
from station.standards.lint.formula import Box, Every, Formula, Within
from station.standards.lint.ladder import Contender, Ladder
from station.standards.lint.space import Space
from station.standards.lint.where import place, runs, where
from station.standards.rules import Depends, Rule, parts


def gaps(ladder: Ladder) -> Iterator[Finding]:
    """Values that no contender takes, then combinations that none takes, then an open end.

    Behind a scale the worst units may be left out: a gap is only what is at least as good as something
    taken. Of a question nothing may be left out; an attribute may stay unsaid.
    """
    uncovered = Every(tuple(ladder.space.opposite(one.maybe) for one in ladder.contenders))
    if ladder.sort == "attribute":
        return
    if ladder.space.search.can_hold(ladder.gated, uncovered) is None:
        return
    if not all(ladder.space.is_settled(rule for _, rule in one.told) for one in ladder.contenders):
        return
    if ladder.open_end:
        yield finding("open_end", ladder.open_end)
    owed = _owed(ladder)
    limited = frozenset[str | Gauge]().union(*(one.limits for one in ladder.contenders))
    usual: list[Formula] = []
    for fact, number, dimension in ladder.space.dimensions():
        if dimension.about in limited:
            left_out = _left_out(ladder, fact, number)
            usual.append(Within(fact.number, fact.full & ~fact.with_values(number, left_out)))
            yield from _value_gaps(ladder, fact, number, dimension, left_out, owed)
    yield from _joint_gap(ladder, [uncovered, *usual], owed, limited)


def _owed(ladder: Ladder) -> list[Formula]:
    """What must be taken, as conditions: for a scale all that is no worse than something it takes."""
    if ladder.sort == "options":
        return [Every()]
    boxes = (box for one in ladder.contenders if not one.refuses for box in _taken(ladder, one))
    return [Every(tuple(_no_worse(ladder, box))) for box in boxes]


def _taken(ladder: Ladder, contender: Contender) -> list[Box]:
    return list(ladder.space.search.boxes(contender.surely, ladder.gated))


def _no_worse(ladder: Ladder, box: Box) -> Iterator[Formula]:
    for fact in ladder.space.facts:
        if fact.number in box:
            yield Within(fact.number, fact.not_worse_than(box[fact.number]))


def _left_out(ladder: Ladder, fact: Fact, number: int) -> frozenset[int]:
    """Values behind the gates with which no contender can hold."""
    passed = ladder.space.search.cases(fact.number, ladder.gated)
    taken = (ladder.values(one, fact, number, surely=False) for one in ladder.contenders)
    return fact.values(passed, number) - frozenset[int]().union(*taken)


def _value_gaps(
    ladder: Ladder,
    fact: Fact,
    number: int,
    dimension: Dimension,
    left_out: frozenset[int],
    owed: Sequence[Formula],
) -> Iterator[Finding]:
    missed = [value for value in left_out if _is_owed(ladder, fact, number, value, owed)]
    clause = next(
        (
            one.clause_on(dimension.item, ladder.clause)
            for one in ladder.contenders
            if dimension.about in one.limits
        ),
        ladder.clause,
    )
    for run in runs(missed) if dimension.is_measured else [missed] if missed else []:
        yield finding("gap", clause, dimension.item, where=where(dimension, run))


def _is_owed(ladder: Ladder, fact: Fact, number: int, value: int, owed: Sequence[Formula]) -> bool:
    here = Within(fact.number, fact.with_values(number, [value]))
    return any(ladder.space.search.can_hold(here, one, ladder.gated) is not None for one in owed)


def _joint_gap(
    ladder: Ladder, missed: Sequence[Formula], owed: Sequence[Formula], limited: frozenset[str | Gauge]
) -> Iterator[Finding]:
    for one in owed:
        box = ladder.space.search.can_hold(*missed, one, ladder.gated)
        if box is not None:
            yield finding("gap", ladder.clause, where=place(_sample(box), ladder.space.facts, limited))
            return


def _sample(box: Box) -> Box:
    """One case of each fact in the box."""
    return {fact: mask & -mask for fact, mask in box.items()}


def silent_cases(space: Space) -> Iterator[Finding]:
    """Demands by case that say nothing where none of their cases holds."""
    for clause, rule in space.standard.rules():
        for one in _by_case(rule):
            holding = (space.condition(case.when, surely=False) for case in one.cases)
            none = Every(tuple(space.opposite(when) for when in holding))
            box = space.search.can_hold(none)
            if one.otherwise is None and box is not None:
                asked = space.limits(case.when for case in one.cases)
                yield finding("gap", clause, where=place(_sample(box), space.facts, asked))


def _by_case(rule: Rule) -> Iterator[Depends]:
    if isinstance(rule, Depends):
        yield rule
    for part in parts(rule):
        yield from _by_case(part)
