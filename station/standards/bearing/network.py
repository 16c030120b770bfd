"""The rules of several standards as one network, in which equal rules are one node."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from station.standards.bearing import may_be
from station.standards.rules import (
    AllOf,
    AnyOf,
    Claim,
    Depends,
    Good,
    Leaf,
    Not,
    Presumed,
    Rule,
    Vague,
    cited,
)

Masks = list[int]
"""What each node may still be, by its place in the network (see :mod:`.may_be`)."""

Combine = Callable[[Masks], int]


class Network:
    """Nodes in the order in which they can be worked out: what is inside a rule stands before it."""

    def __init__(self) -> None:
        self.leaves: dict[int, Leaf] = {}
        self.inside: list[tuple[int, ...]] = []
        self.combine: list[Combine | None] = []
        self.parents: list[list[int]] = []
        self._places: dict[object, int] = {}

    def leaves_of(self) -> dict[str, tuple[int, ...]]:
        """The leaves that look at each item."""
        found: dict[str, list[int]] = defaultdict(list)
        for place, leaf in self.leaves.items():
            for item in cited(leaf):
                found[item].append(place)
        return {item: tuple(dict.fromkeys(places)) for item, places in found.items()}

    def start(self) -> Masks:
        """Nothing is known yet."""
        masks: Masks = []
        for combine in self.combine:
            masks.append(may_be.OPEN if combine is None else combine(masks))
        return masks

    def add(self, rule: Rule) -> int:
        """The place of ``rule``; equal rules share it. A list of good items is one leaf for each."""
        if isinstance(rule, Good) and len(rule.items) > 1:
            return self.all_of(self.add(replace(rule, items=(one,))) for one in rule.items)
        if rule not in self._places:
            self._places[rule] = self._new(rule)
        return self._places[rule]

    def all_of(self, places: Iterable[int]) -> int:
        """The place of *all of these*."""
        inside = tuple(dict.fromkeys(places))
        if len(inside) == 1:
            return inside[0]
        if inside not in self._places:
            self._places[inside] = self._branch(inside, _over(inside, may_be.both))
        return self._places[inside]

    def unsettled(self, place: int, masks: Masks, found: set[int]) -> None:
        """Put every leaf that can still turn ``place`` into ``found``, with the branches on the way."""
        if place in found or masks[place] == may_be.FALSE or may_be.is_settled(masks[place]):
            return
        found.add(place)
        for part in self.inside[place]:
            self.unsettled(part, masks, found)

    def _new(self, rule: Rule) -> int:
        match rule:
            case AllOf():
                return self.all_of(self.add(part) for part in rule.of)
            case AnyOf():
                inside = tuple(self.add(part) for part in rule.of)
                return self._branch(inside, _over(inside, may_be.either))
            case Not():
                return self._turned(rule.of, may_be.opposite)
            case Claim():
                return self._turned(rule.of, may_be.claimed)
            case Presumed():
                return self._turned(rule.of, may_be.presumed)
            case Vague():
                return self._between(self.add(rule.surely), self.add(rule.at_least))
            case Depends():
                return self._by_case(rule)
            case _:
                return self._leaf(rule)

    def _leaf(self, leaf: Leaf) -> int:
        place = self._branch((), None)
        self.leaves[place] = leaf
        return place

    def _turned(self, part: Rule, turn: Callable[[int], int]) -> int:
        place = self.add(part)
        return self._branch((place,), lambda masks: turn(masks[place]))

    def _between(self, surely: int, at_least: int) -> int:
        return self._branch((surely, at_least), lambda masks: may_be.between(masks[surely], masks[at_least]))

    def _by_case(self, rule: Depends) -> int:
        whens = [self.add(case.when) for case in rule.cases]
        requires = [self.add(case.require) for case in rule.cases]
        rest = None if rule.otherwise is None else self.add(rule.otherwise)

        def combine(masks: Masks) -> int:
            otherwise = may_be.VAGUE if rest is None else masks[rest]
            return may_be.by_case([masks[one] for one in whens], [masks[one] for one in requires], otherwise)

        return self._branch((*whens, *requires, *([] if rest is None else [rest])), combine)

    def _branch(self, inside: tuple[int, ...], combine: Combine | None) -> int:
        place = len(self.inside)
        self.inside.append(inside)
        self.combine.append(combine)
        self.parents.append([])
        for part in inside:
            self.parents[part].append(place)
        return place


def _over(inside: Sequence[int], combine: Callable[[Iterator[int]], int]) -> Combine:
    return lambda masks: combine(masks[place] for place in inside)
