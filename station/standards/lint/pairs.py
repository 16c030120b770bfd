"""Two contenders side by side: overlaps, shared edges, options that fit together, and order upside down."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from station.standards.findings import Finding, finding
from station.standards.lint.cells import Cell
from station.standards.lint.facts import Dimension, Fact
from station.standards.lint.ladder import Contender, Ladder
from station.standards.lint.where import where

Place = tuple[Fact, int, Dimension]


def overlaps(ladder: Ladder) -> Iterator[Finding]:
    """Contenders that surely hold for the same unit though each takes values that the other refuses."""
    judging = [one for one in ladder.contenders if not one.refuses]
    for one, other in combinations(judging, 2):
        if ladder.space.search.can_hold(one.surely, other.surely, ladder.gated) is not None:
            yield from _overlap(ladder, one, other)


def _overlap(ladder: Ladder, one: Contender, other: Contender) -> Iterator[Finding]:
    shared = [
        (place, both)
        for place in _limited_by(ladder, one, other)
        if (both := _shared(ladder, place, one, other))
    ]
    for (_, _, dimension), both in sorted(shared, key=lambda found: not _is_point(found[0][2], found[1]))[:1]:
        clause = other.clause_on(dimension.item, ladder.clause)
        told = {"one": one.name, "other": other.name, "where": where(dimension, both)}
        yield finding(_overlap_code(ladder, dimension, both), clause, dimension.item, **told)


def _overlap_code(ladder: Ladder, dimension: Dimension, both: frozenset[int]) -> str:
    if _is_point(dimension, both):
        return "shared_edge"
    return "two_options_fit" if ladder.axis is None else "overlap"


def _shared(ladder: Ladder, place: Place, one: Contender, other: Contender) -> frozenset[int]:
    """The values both take where each takes some that the other refuses; else nothing."""
    fact, number, _ = place
    mine, theirs = (ladder.values(who, fact, number, surely=True) for who in (one, other))
    if mine <= theirs or theirs <= mine:
        return frozenset()
    return fact.values(ladder.space.search.cases(fact.number, one.surely, other.surely, ladder.gated), number)


def _is_point(dimension: Dimension, values: frozenset[int]) -> bool:
    """Whether the values are a single number."""
    cells = [dimension.values[number] for number in values]
    return len(cells) == 1 and isinstance(cells[0], Cell) and cells[0].is_point


def _limited_by(ladder: Ladder, one: Contender, other: Contender) -> Iterator[Place]:
    for fact, number, dimension in ladder.space.dimensions():
        if dimension.about in one.limits & other.limits:
            yield fact, number, dimension


def upside_down(ladder: Ladder) -> Iterator[Finding]:
    """Grades of which the better one asks less of a fact than the worse one."""
    graded = ladder.graded
    for number, worse in enumerate(graded):
        for better in reversed(graded[:number]):
            yield from _upside_down(ladder, better, worse)


def _upside_down(ladder: Ladder, better: Contender, worse: Contender) -> Iterator[Finding]:
    told: dict[str, tuple[Dimension, str]] = {}
    for place in _limited_by(ladder, better, worse):
        _, _, dimension = place
        if astray := _astray(ladder, place, better, worse):
            clause = worse.clause_on(dimension.item, ladder.clause)
            told.setdefault(clause, (dimension, where(dimension, astray)))
    for clause, (dimension, place_told) in told.items():
        names = {"better": better.name, "worse": worse.name, "where": place_told}
        yield finding("non_monotone", clause, dimension.item, **names)


def _astray(ladder: Ladder, place: Place, better: Contender, worse: Contender) -> frozenset[int]:
    """Values that the better grade takes and the worse refuses, though it takes or could take better ones."""
    fact, number, dimension = place
    mine = ladder.values(better, fact, number, surely=True)
    theirs = ladder.values(worse, fact, number, surely=True)
    only_mine = mine - ladder.values(worse, fact, number, surely=False)
    only_theirs = theirs - ladder.values(better, fact, number, surely=False)
    bad = dimension.badness
    too_bad = {x for x in only_mine if any(bad[x] > bad[y] for y in theirs)}
    passed_by = {x for x in mine if any(bad[x] > bad[y] for y in only_theirs)}
    return frozenset(too_bad or passed_by)
