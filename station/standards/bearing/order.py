"""In which order to ask: what is likely to make many other questions pointless, and quick to see, first."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from station.model.checklist import CheckItem, ItemKind, ItemSeverity
from station.standards.bearing.chances import Chances, chances
from station.standards.bearing.may_be import FALSE, OPEN, TRUE
from station.standards.bearing.network import Network
from station.standards.bearing.outlook import Outlook
from station.standards.bearing.stake import Stake
from station.standards.priors import priors_of

FIRST_GROUPS = ("safety", "identity")
"""A swollen battery is a danger to everybody on the bench; a lock or a blacklist ends most inspections."""

_SEVERITIES = list(ItemSeverity)


def bearing_items(stakes: Sequence[Stake], outlook: Outlook, unheard: Collection[str] = ()) -> set[str]:
    """Items not answered yet that can still move a verdict.

    ``unheard`` names the standards under which a defect was seen that they do not mention.
    """
    found: set[str] = set()
    for stake in stakes:
        silent = stake.standard.id in unheard
        places = stake.places(outlook, unheard=silent)
        found.update(item for place in places for item in outlook.waiting.get(place, ()))
        found.update(stake.unwatched(outlook, unheard=silent))
    return found


class Worth:
    """What it is worth to ask an item: the seconds of other questions it is expected to spare."""

    def __init__(self, items: Sequence[CheckItem], stakes: Sequence[Stake], network: Network) -> None:
        self._stakes = stakes
        self._seconds = {item.id: item.seconds for item in items}
        self._leaves_of = network.leaves_of()
        self._chances = {item.id: self._chances_of(item, network) for item in items}

    def expected(
        self, item: str, outlook: Outlook, open_items: Collection[str], unheard: Collection[str] = ()
    ) -> float:
        """Seconds of the other ``open_items`` that an answer about ``item`` is expected to spare."""
        others = [one for one in open_items if one != item]
        return sum(
            chance * self._spared(item, truths, outlook, others, unheard)
            for chance, truths in self._chances[item]
        )

    def _spared(
        self,
        item: str,
        truths: Sequence[bool],
        outlook: Outlook,
        others: Sequence[str],
        unheard: Collection[str],
    ) -> int:
        told = outlook.copy()
        told.known.add(item)
        for leaf, truth in zip(self._leaves_of.get(item, ()), truths, strict=True):
            waiting = told.waiting[leaf] = told.waiting[leaf] - {item}
            if told.masks[leaf] == OPEN and not (truth and waiting):
                told.settle(leaf, TRUE if truth else FALSE)
        left = bearing_items(self._stakes, told, unheard)
        return sum(self._seconds.get(one, 0) for one in others if one not in left)

    def _chances_of(self, item: CheckItem, network: Network) -> Chances:
        if not self._stakes:
            return ()
        standard = self._stakes[0].standard
        leaves = [network.leaves[leaf] for leaf in self._leaves_of.get(item.id, ())]
        return chances(item, leaves, standard.vocabulary, priors_of(standard.category))


def working_order(
    items: Sequence[CheckItem], stakes: Sequence[Stake], network: Network
) -> tuple[CheckItem, ...]:
    """``items`` in the order in which to ask them.

    Groups stay together, because the unit is turned and connected once for each: safety and locks first, then
    the group that is expected to spare most for each second it takes. Within a group the same, and behind
    whatever an item waits for.
    """
    worth, start = Worth(items, stakes, network), Outlook(network)
    open_items = bearing_items(stakes, start)
    spared = {item.id: worth.expected(item.id, start, open_items) for item in items}
    groups: dict[str, list[CheckItem]] = {}
    for item in items:
        groups.setdefault(item.group, []).append(item)
    ordered = sorted(groups, key=lambda group: _group_place(group, groups[group], spared))
    flat = (item for group in ordered for item in sorted(groups[group], key=lambda one: _place(one, spared)))
    return _after_conditions(list(flat))


def _group_place(group: str, items: Sequence[CheckItem], spared: Mapping[str, float]) -> tuple[int, float]:
    first = FIRST_GROUPS.index(group) if group in FIRST_GROUPS else len(FIRST_GROUPS)
    return first, -sum(spared[item.id] for item in items) / sum(item.seconds for item in items)


def _place(item: CheckItem, spared: Mapping[str, float]) -> tuple[bool, float, int]:
    """The scan that names the unit first; what spares nothing by severity."""
    by_worth = -spared[item.id] / item.seconds
    return item.kind is not ItemKind.SCAN, by_worth, _SEVERITIES.index(item.severity)


def _after_conditions(items: list[CheckItem]) -> tuple[CheckItem, ...]:
    """Every item behind the one it waits for."""
    placed: dict[str, CheckItem] = {}
    while items:
        ready = (one for one in items if one.after is None or one.after.item in placed)
        chosen = next(ready, items[0])
        placed[chosen.id] = chosen
        items.remove(chosen)
    return tuple(placed.values())
