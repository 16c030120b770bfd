"""The items without which a standard cannot decide every unit.

An item is needed when some unit exists on which everything else is known and the verdict still waits for it.
Items cited only where that never happens (grades nobody can reach, demands another demand implies, grades
this station does not give) are not.
"""

from __future__ import annotations

from collections.abc import Iterator
from weakref import WeakKeyDictionary

from station.model.checklist import CheckItem, InternalStandard
from station.standards.bearing.answers import told_apart
from station.standards.bearing.may_be import FALSE, TRUE, UNKNOWN
from station.standards.bearing.network import Network
from station.standards.bearing.outlook import Outlook
from station.standards.bearing.stake import Stake
from station.standards.channel import ChannelStandard

PATIENCE = 2000
"""Situations looked at for one item; an item on which that does not suffice is asked."""


_found: WeakKeyDictionary[ChannelStandard, frozenset[str]] = WeakKeyDictionary()
"""A published standard never changes, so it is searched once."""


def needed_items(standard: ChannelStandard, internal: InternalStandard) -> frozenset[str]:
    """The smallest set of items of ``internal`` that decides every unit by ``standard``."""
    if standard not in _found:
        search = _Search(standard, internal)
        _found[standard] = frozenset(item for item in reversed(standard.items) if search.keeps(item))
    return _found[standard]


class _Search:
    """Looks for a unit on which one item alone is missing; items found idle stay unknown from then on."""

    def __init__(self, standard: ChannelStandard, internal: InternalStandard) -> None:
        network = Network()
        self._stake = Stake.of(standard, network)
        self._vocabulary = standard.vocabulary
        self._items = {item.id: item for item in internal.items}
        self._leaves_of = network.leaves_of()
        self._start = Outlook(network)
        self._left = 0

    def keeps(self, item: str) -> bool:
        """Whether ``item`` is needed beside the items kept so far and those not looked at yet."""
        self._left = PATIENCE
        outlook = self._start.copy()
        outlook.known |= {watched for watched in self._stake.watched if watched != item}
        if self._waits_when_sound(item, outlook.copy()) or self._waits(item, outlook):
            return True
        self._start.unknown.add(item)
        for leaf in self._leaves_of.get(item, ()):
            waiting = self._start.waiting[leaf] = self._start.waiting[leaf] - {item}
            if not waiting:
                self._start.settle(leaf, UNKNOWN)
        return False

    def _waits_when_sound(self, item: str, outlook: Outlook) -> bool:
        """Whether a unit that is good in every other way waits for it."""
        for other in self._leaves_of:
            if other != item and other not in outlook.unknown:
                self._take_sound(other, outlook)
        return item in self._bearing(outlook)[1]

    def _take_sound(self, other: str, outlook: Outlook) -> None:
        leaves = [leaf for leaf in self._leaves_of[other] if outlook.waiting[leaf]]
        truths = self._truths(self._items[other], leaves)
        sound = next(truths) if truths else (True,) * len(leaves)
        for leaf, truth in zip(leaves, sound, strict=True):
            outlook.waiting[leaf] -= {other}
            if not outlook.waiting[leaf]:
                outlook.settle(leaf, TRUE if truth else FALSE)

    def _waits(self, item: str, outlook: Outlook) -> bool:
        """Whether some way of answering the others leaves the verdict waiting for ``item`` alone."""
        self._left -= 1
        if self._left < 0:
            return True
        leaves, items = self._bearing(outlook)
        if item not in items:
            return False
        split = next((leaf for leaf in sorted(leaves) if outlook.waiting[leaf] - {item}), None)
        return split is None or any(self._waits(item, one) for one in self._ways(split, item, outlook))

    def _bearing(self, outlook: Outlook) -> tuple[list[int], set[str]]:
        """Open leaves that bear on the verdict, and the items they wait for."""
        leaves = [place for place in self._stake.places(outlook) if outlook.waiting.get(place)]
        items = {item for leaf in leaves for item in outlook.waiting[leaf]}
        return leaves, items | set(self._stake.unwatched(outlook))

    def _ways(self, leaf: int, item: str, outlook: Outlook) -> Iterator[Outlook]:
        """The outlooks after every answer about one other item that ``leaf`` waits for."""
        other = min(outlook.waiting[leaf] - {item})
        leaves = [one for one in self._leaves_of[other] if outlook.waiting[one]]
        if truths := self._truths(self._items[other], leaves):
            for told in truths:
                yield _settled(outlook, dict(zip(leaves, told, strict=True)))
        elif item in outlook.waiting[leaf]:
            left_open = outlook.copy()
            left_open.waiting[leaf] = frozenset({item})
            yield left_open
            yield from (_settled(outlook, {leaf: truth}) for truth in (False, True))
        else:
            yield from (_settled(outlook, {leaf: truth}) for truth in (True, False))

    def _truths(self, item: CheckItem, leaves: list[int]) -> Iterator[tuple[bool, ...]] | None:
        """What each answer makes of the leaves; None for lists of defects, taken leaf by leaf."""
        if item.defect_kinds:
            return None
        rules = [self._start.network.leaves[leaf] for leaf in leaves]
        return iter(told_apart(rules, item, self._vocabulary))


def _settled(outlook: Outlook, told: dict[int, bool]) -> Outlook:
    settled = outlook.copy()
    for leaf, truth in told.items():
        settled.waiting[leaf] = frozenset()
        settled.settle(leaf, TRUE if truth else FALSE)
    return settled
