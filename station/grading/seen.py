"""The facts of one unit as the rules look at them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from station.grading.truth import Truth
from station.model.answer import NOT_INSPECTED, Answer, Defects, NotFitted, Unknown
from station.standards.channel import Vocabulary


@dataclass(frozen=True, slots=True)
class Seen:
    """Facts and the vocabulary to read them with.

    ``claims_open`` asks what would still be possible: a claim not yet proven counts as unknown, not as false.
    ``judged`` remembers the truth of each rule by its identity: a verdict and its reasons ask for the same
    rules again and again.
    """

    facts: Mapping[str, Answer]
    vocabulary: Vocabulary
    claims_open: bool = False
    judged: dict[int, Truth] = field(default_factory=dict, init=False, compare=False, repr=False)

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

    def supposing(self, answers: Mapping[str, Answer]) -> Seen:
        """The same unit with other answers to some items."""
        return replace(self, facts={**self.facts, **answers})
