"""Channel standards as tables, and the outcomes of one unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from station.grading.compiled.channel import CompiledChannel
from station.grading.compiled.item import ItemClasses
from station.grading.compiled.outcome import Outcome
from station.grading.compiled.tables import Class, Facts, Table


class DefectClasses(Protocol):
    """Classes of something about defects; they build on the classes of the items at ``item_places``."""

    @property
    def item_places(self) -> Sequence[int]:
        """Where the classes of the items with the defects stand."""
        ...

    def of(self, facts: Facts, items: Sequence[Class]) -> Class:
        """The class of the defects in ``facts``; ``items`` are the classes at :attr:`item_places`."""
        ...


@dataclass(frozen=True)
class Compiled:
    """Some channel standards of one category.

    Facts are sorted into classes, one for each item and behind them one for each of ``defects``; the tables
    tell the bits that the classes set, and every channel reads its outcome from its bits.
    """

    items: Mapping[str, ItemClasses]
    defects: Sequence[DefectClasses]
    tables: Sequence[Table]
    channels: Sequence[CompiledChannel]

    def outcomes(self, facts: Facts) -> tuple[Outcome, ...]:
        """What every channel says, in the order of the standards; an absent item is unknown.

        Never raises for any facts: an answer of the wrong sort or unit counts as unknown.
        """
        return self.drawn(self.state(facts), facts)

    def state(self, facts: Facts) -> int:
        """The bits that all tables together set for the facts."""
        classes = self.classes(facts)
        state = 0
        for table in self.tables:
            state |= table.mask(classes, facts)
        return state

    def classes(self, facts: Facts) -> list[Class]:
        """The classes of the facts."""
        answer = facts.get
        classes: list[Class] = [of_item.of(answer(item)) for item, of_item in self.items.items()]
        for of_defects in self.defects:
            classes.append(of_defects.of(facts, [classes[place] for place in of_defects.item_places]))
        return classes

    def drawn(self, state: int, facts: Facts) -> tuple[Outcome, ...]:
        """The outcomes of ``facts``, for which all tables together set the bits ``state``."""
        return tuple([channel.outcome(state, facts) for channel in self.channels])

    @cached_property
    def place_of(self) -> Mapping[str, int]:
        """Where the class of an item stands."""
        return {item: place for place, item in enumerate(self.items)}

    @cached_property
    def built_on(self) -> Mapping[int, Sequence[int]]:
        """The places of the defect classes that build on the item at a place."""
        built_on: dict[int, list[int]] = defaultdict(list)
        for place, of_defects in enumerate(self.defects, len(self.items)):
            for item_place in of_defects.item_places:
                built_on[item_place].append(place)
        return built_on

    @cached_property
    def looking_at(self) -> Mapping[int, Sequence[int]]:
        """The tables (by number) that look at a place."""
        looking_at: dict[int, list[int]] = defaultdict(list)
        for number, table in enumerate(self.tables):
            for place in table.places:
                looking_at[place].append(number)
        return looking_at
