"""The cheapest way to the next better grade: the fewest items to change or to check."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce

from station.grading.judge import judge, judge_good, possible_cases
from station.grading.seen import Seen
from station.grading.standing import GradeStanding, Standing
from station.grading.telling import telling_item
from station.grading.truth import Truth
from station.model.answer import NotFitted
from station.model.verdict import Upgrade
from station.standards.rules import (
    AllOf,
    AnyOf,
    Claim,
    DefectLimit,
    Depends,
    Good,
    Leaf,
    Not,
    Presumed,
    Rule,
    Vague,
    cited,
    leaves,
)

Way = frozenset[str]
NOTHING: tuple[Way, ...] = (frozenset(),)


def cheapest_upgrade(standing: Standing, candidates: Sequence[GradeStanding]) -> Upgrade | None:
    """The next better grade that can be reached, and the fewest items that lead there.

    None when the unit already has the best grade, or when no change or check can help.
    """
    if standing.unheard:
        return None
    for grade in _targets(standing, candidates):
        if needs := _cheapest(grade, standing):
            return Upgrade(grade.grade.code, needs)
    return None


def _targets(standing: Standing, candidates: Sequence[GradeStanding]) -> Iterable[GradeStanding]:
    """Grades to aim at, the nearest first."""
    grades = standing.grades
    if standing.refusing:
        possible = [one for one in grades if all(j.truth is not Truth.FALSE for j in one.judged)]
        return possible or reversed(grades)
    if not candidates:
        return reversed(grades)
    best = grades.index(candidates[0])
    aim = best if candidates[0].truth is Truth.TRUE else best + 1
    return reversed(grades[:aim])


def _cheapest(grade: GradeStanding, standing: Standing) -> tuple[str, ...]:
    rules = [judged.criterion.require for judged in (*standing.gates, *grade.judged)]
    unwatched: tuple[Way, ...] = (frozenset(standing.unwatched),)
    ways = _together([unwatched, *(_ways(rule, standing.seen) for rule in rules)])
    order = standing.standard.items
    told = [tuple(item for item in order if item in way) for way in ways]
    return min(told, key=lambda needs: (len(needs), [order.index(item) for item in needs]), default=())


def _together(choices: Iterable[tuple[Way, ...]]) -> tuple[Way, ...]:
    """Every way to do all of it, without those that contain a smaller one."""
    return reduce(lambda ways, more: _least(one | other for one in ways for other in more), choices, NOTHING)


def _least(ways: Iterable[Way]) -> tuple[Way, ...]:
    least: list[Way] = []
    for way in sorted(set(ways), key=len):
        if not any(smaller <= way for smaller in least):
            least.append(way)
    return tuple(least)


def _ways(rule: Rule, seen: Seen) -> tuple[Way, ...]:
    """Sets of items whose change or check makes ``rule`` true; none when nothing can."""
    if judge(rule, seen) is Truth.TRUE:
        return NOTHING
    match rule:
        case AllOf():
            return _together(_ways(part, seen) for part in rule.of)
        case AnyOf():
            return _least(way for part in rule.of for way in _ways(part, seen))
        case Not():
            return _opposite_ways(rule)
        case Vague():
            return _ways(rule.surely, seen)
        case Claim():
            open_ = judge(rule.of, seen) is Truth.UNKNOWN
            return _ways(rule.of, seen) if open_ else ()
        case Presumed():
            return _ways(rule.of, seen)
        case Depends():
            requires = (require for require, _ in possible_cases(rule, seen))
            return _together(NOTHING if one is None else _ways(one, seen) for one in requires)
        case _:
            return _leaf_ways(rule, seen)


def _opposite_ways(rule: Not) -> tuple[Way, ...]:
    """Changing any one item; but nobody breaks what is sound to reach a grade for broken units."""
    found = tuple(leaves(rule.of))
    if any(isinstance(leaf, Good) for leaf in found):
        return ()
    return _least(frozenset([item]) for leaf in found for item in cited(leaf))


def _leaf_ways(leaf: Leaf, seen: Seen) -> tuple[Way, ...]:
    if isinstance(leaf, Good):
        items = [i for i in leaf.items if judge_good(i, leaf.part_demanded, seen) is not Truth.TRUE]
    elif isinstance(leaf, DefectLimit):
        items = [item for item in leaf.items if _is_open(item, seen)]
    else:
        items = [telling_item(leaf, seen)]
    fixable = not any(isinstance(seen.answer(item), NotFitted) for item in items)
    return (frozenset(items),) if fixable and items else ()


def _is_open(item: str, seen: Seen) -> bool:
    found = seen.defects(item)
    return found is None or bool(found.defects)
