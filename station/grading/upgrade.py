"""The cheapest way to the next better grade: the fewest items to change or to check."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

from station.grading.judge import judge, judge_good, possible_cases
from station.grading.ladder import Ladder
from station.grading.scale import Scale
from station.grading.seen import Seen
from station.grading.standing import Standing
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


def cheapest_upgrade(standing: Standing) -> Upgrade | None:
    """The next better grade that can be reached, and the fewest items that lead there.

    None when the unit already has the best grade, or when no change or check can help.
    """
    if standing.unheard or len(standing.scales) != 1:
        return None
    scale = standing.scales[0]
    for target in _targets(scale, standing):
        if needs := _cheapest(scale, target, standing):
            return Upgrade(scale.codes[target], needs)
    return None


def _targets(scale: Scale, standing: Standing) -> Iterable[int]:
    """Ranks of grades to aim at, the nearest first."""
    aim = len(scale.codes)
    if standing.refusing:
        possible = [rank for rank in scale.outcomes if rank < aim]
        return possible or reversed(range(aim))
    if scale.best < aim:
        surely = scale.outcomes == (scale.best,) or not scale.lacks_facts
        aim = scale.best if surely else scale.best + 1
    return reversed(range(aim))


def _cheapest(scale: Scale, target: int, standing: Standing) -> tuple[str, ...]:
    gates = [judged.criterion.require for judged in standing.gates]
    unwatched: tuple[Way, ...] = (frozenset(standing.unwatched),)
    climbed = (_climbed(scale, ladder, target, standing.seen) for ladder in scale.ladders)
    ways = _together([unwatched, *(_ways(rule, standing.seen) for rule in gates), *climbed])
    order = standing.standard.items
    told = [tuple(item for item in order if item in way) for way in ways]
    return min(told, key=lambda needs: (len(needs), [order.index(item) for item in needs]), default=())


def _climbed(scale: Scale, ladder: Ladder, target: int, seen: Seen) -> tuple[Way, ...]:
    """Every way onto a rung of the target grade; a surface may also be better than the whole unit."""
    best = 0 if len(scale.ladders) > 1 else target
    good = [rung for rung in ladder.rungs if best <= scale.rank(rung) <= target]
    return _least(
        way
        for rung in good
        for way in _together(_ways(judged.criterion.require, seen) for judged in rung.judged)
    )


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
