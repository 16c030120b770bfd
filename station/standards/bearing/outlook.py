"""What a unit may still turn out to be, fact by fact."""

from __future__ import annotations

from heapq import heappop, heappush

from station.standards.bearing import may_be
from station.standards.bearing.network import Masks, Network
from station.standards.rules import cited


class Outlook:
    """The masks of a network, kept up to date as leaves are settled.

    ``waiting`` holds for every leaf the items it still waits for; ``known`` and ``unknown`` the items that
    were answered, with a fact and in vain.
    """

    def __init__(self, network: Network) -> None:
        self.network = network
        self.masks: Masks = network.start()
        self.waiting = {place: frozenset(cited(leaf)) for place, leaf in network.leaves.items()}
        self.known: set[str] = set()
        self.unknown: set[str] = set()

    def copy(self) -> Outlook:
        """The same outlook, to try something out."""
        other = Outlook.__new__(Outlook)
        other.network, other.masks = self.network, self.masks.copy()
        other.waiting = self.waiting.copy()
        other.known, other.unknown = self.known.copy(), self.unknown.copy()
        return other

    def settle(self, leaf: int, mask: int) -> None:
        """A leaf may now only be ``mask``; work out what that makes of every rule above it."""
        if self.masks[leaf] == mask:
            return
        self.masks[leaf] = mask
        todo = list(self.network.parents[leaf])
        todo.sort()
        while todo:
            place = heappop(todo)
            while todo and todo[0] == place:
                heappop(todo)
            self._work_out(place, todo)

    def _work_out(self, place: int, todo: list[int]) -> None:
        combine = self.network.combine[place]
        mask = combine(self.masks) if combine else may_be.OPEN
        if mask != self.masks[place]:
            self.masks[place] = mask
            for parent in self.network.parents[place]:
                heappush(todo, parent)
