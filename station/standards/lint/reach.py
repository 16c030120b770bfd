"""Who can be reached: unreachable grades, rows and options, identical grades, contradicting clauses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from station.standards.channel import ChannelStandard
from station.standards.findings import Finding, finding
from station.standards.lint.formula import Formula, facts_of
from station.standards.lint.ladder import Contender, Ladder, Told


def reach(ladder: Ladder) -> Iterator[Finding]:
    """Findings about single contenders and what stands before them."""
    yield from _contradictions(ladder, ladder.gates)
    for number, contender in enumerate(ladder.contenders):
        earlier = ladder.contenders[:number]
        twin = next((one for one in earlier if _identical(ladder, one, contender)), None)
        if twin is not None and ladder.sort == "grades":
            clause = contender.told[0][0] if contender.told else ladder.clause
            yield finding("identical_grades", clause, one=twin.name, other=contender.name)
        else:
            yield from _unreachable(ladder, contender, earlier)


def never_given(standard: ChannelStandard) -> Iterator[Finding]:
    """Grades that no surface can have, or that no row gives."""
    for axis in standard.scales:
        given = {one.code for surface in axis.surfaces for one in surface.graded}
        given |= {row.gives for row in axis.rows}
        asked = [surface.id for surface in axis.surfaces] + [row.clause for row in axis.rows]
        clause = next((clause for clause, _ in axis.rules()), "")
        for grade in axis.given if asked else ():
            if grade.code not in given:
                yield finding("unreachable_grade", clause, grade=grade.code, by=", ".join(asked))


def _unreachable(ladder: Ladder, contender: Contender, earlier: Sequence[Contender]) -> Iterator[Finding]:
    taken = [ladder.space.opposite(one.surely) for one in earlier]
    if _can_hold(ladder, contender, *taken) or not _is_settled(ladder, contender, earlier):
        return
    if _can_hold(ladder, contender):
        by = _takers(ladder, contender, earlier)
    else:
        yield from _contradictions(ladder, contender.told, ladder.gates)
        by = [clause for clause, _ in (*ladder.gates, *contender.told)]
    clause = contender.told[0][0] if contender.told else ladder.clause
    code, name = (
        ("unreachable_grade", "grade") if ladder.sort == "grades" else ("unreachable_option", "option")
    )
    yield finding(code, clause, **{name: contender.name, "by": ", ".join(dict.fromkeys(by))})


def _takers(ladder: Ladder, contender: Contender, earlier: Sequence[Contender]) -> list[str]:
    """One that takes all of it, else all that take some of it."""
    for one in earlier:
        if not _can_hold(ladder, contender, ladder.space.opposite(one.surely)):
            return [one.name]
    return [one.name for one in earlier if _can_hold(ladder, contender, one.surely)]


def _can_hold(ladder: Ladder, contender: Contender, *more: Formula) -> bool:
    search = ladder.space.search
    return search.can_hold(contender.maybe, ladder.perhaps_gated, *more) is not None


def _is_settled(ladder: Ladder, contender: Contender, earlier: Sequence[Contender]) -> bool:
    told = (*ladder.gates, *contender.told, *(one for before in earlier for one in before.told))
    return ladder.space.is_settled(rule for _, rule in told)


def _identical(ladder: Ladder, one: Contender, other: Contender) -> bool:
    """Whether two contenders hold for the very same units, in every reading of their words."""
    if one.told and other.told and [rule for _, rule in one.told] == [rule for _, rule in other.told]:
        return ladder.space.search.can_hold(one.maybe) is not None
    search, opposite = ladder.space.search, ladder.space.opposite
    return ladder.space.is_settled(rule for _, rule in (*one.told, *other.told)) and (
        search.can_hold(one.maybe) is not None
        and all(
            search.can_hold(this, opposite(that)) is None
            for this, that in (
                (one.maybe, other.maybe),
                (other.maybe, one.maybe),
                (one.surely, other.surely),
                (other.surely, one.surely),
            )
        )
    )


def _contradictions(ladder: Ladder, told: Sequence[Told], gates: Sequence[Told] = ()) -> Iterator[Finding]:
    """Pairs of clauses that can each be met and never both."""
    space = ladder.space
    pairs = [*((gate, one) for gate in gates for one in told), *combinations(told, 2)]
    for (other, rule), (clause, mine) in pairs:
        one, two = space.condition(rule, surely=False), space.condition(mine, surely=False)
        if not set(facts_of(one)) & set(facts_of(two)) or not space.is_settled((rule, mine)):
            continue
        alone = space.search.can_hold(one) is not None and space.search.can_hold(two) is not None
        if alone and space.search.can_hold(one, two) is None:
            yield finding("contradiction", clause, other=other)
