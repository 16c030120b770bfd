"""The facts of one unit as the rules look at them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from station.model.answer import NOT_INSPECTED, Answer, Defects, NotFitted, Unknown
from station.standards.channel import Vocabulary


@dataclass(frozen=True, slots=True)
class Seen:
    """Facts and the vocabulary to read them with.

    ``claims_open`` asks what would still be possible: a claim not yet proven counts as unknown, not as false.
    """

    facts: Mapping[str, Answer]
    vocabulary: Vocabulary
    claims_open: bool = False

    def answer(self, item: str) -> Answer:
        """What is said about an item; an absent item was not inspected."""
        return self.facts.get(item, NOT_INSPECTED)

    def is_unknown(self, item: str) -> bool:
        """Whether nothing is known about the item."""
        return isinstance(self.answer(item), Unknown)

    def defects(self, item: str) -> Defects | None:
        """The defects found on an item, none when the part is not fitted; None when they are not known."""
        answer = self.answer(item)
        if isinstance(answer, NotFitted):
            return Defects()
        return answer if isinstance(answer, Defects) else None
