"""Ways to turn a whole rule: the items to check, to clean or to change."""

from __future__ import annotations

from collections.abc import Iterator

from station.grading.judge import judge, possible_cases
from station.grading.remedy import remedies
from station.grading.seen import Seen
from station.grading.truth import Truth
from station.grading.way import NOTHING, Way, Ways, least, together
from station.standards.rules import AllOf, AnyOf, Claim, Depends, Not, Presumed, Rule, Vague


def turning(rule: Rule, wanted: bool, seen: Seen) -> Ways:
    """Every way to make ``rule`` hold (or fail, when not ``wanted``); none when nothing can."""
    if judge(rule, seen) is (Truth.TRUE if wanted else Truth.FALSE):
        return NOTHING
    match rule:
        case AllOf() | AnyOf():
            return _branches(rule, wanted, seen)
        case Not():
            return turning(rule.of, not wanted, seen)
        case Presumed():
            return turning(rule.of, wanted, seen)
        case Vague():
            return turning(rule.surely if wanted else rule.at_least, wanted, seen)
        case Claim():
            return _proof(rule, wanted, seen)
        case Depends():
            return least(_cases(rule, wanted, seen))
        case _:
            return remedies(rule, wanted, seen)


def _branches(rule: AllOf | AnyOf, wanted: bool, seen: Seen) -> Ways:
    each = [turning(part, wanted, seen) for part in rule.of]
    if isinstance(rule, AllOf) is wanted:
        return together(each)
    return least(way for ways in each for way in ways)


def _proof(rule: Claim, wanted: bool, seen: Seen) -> Ways:
    """A claim can be proven as long as it is open; what is known not to be so is not made so."""
    return turning(rule.of, wanted, seen) if judge(rule.of, seen) is Truth.UNKNOWN else ()


def _found(when: Rule, wanted: bool, seen: Seen) -> Ways:
    """Which case a unit is can be found out, not changed: nobody makes a phone another generation."""
    ways = turning(when, wanted, seen)
    return tuple(way for way in ways if all(act == "check" for _, act in way))


def _cases(rule: Depends, wanted: bool, seen: Seen) -> Iterator[Way]:
    """Whatever the case is, or once it has turned out which one it is."""
    possible = possible_cases(rule, seen)
    requires = [require for require, _ in possible]
    if None not in requires:
        yield from together(turning(one, wanted, seen) for one in requires if one is not None)
    earlier: list[Ways] = []
    for case in rule.cases:
        yield from together([*earlier, _found(case.when, True, seen), turning(case.require, wanted, seen)])
        earlier.append(_found(case.when, False, seen))
    if rule.otherwise is not None:
        yield from together([*earlier, turning(rule.otherwise, wanted, seen)])
