"""The outcomes of one unit while it is being inspected."""

from __future__ import annotations

from station.grading.compiled.compiled import Compiled
from station.grading.compiled.outcome import Outcome
from station.grading.compiled.tables import Facts
from station.model.answer import Answer


class Live:
    """Starts from ``facts``; an answer touches only what looks at its item."""

    def __init__(self, compiled: Compiled, facts: Facts | None = None) -> None:
        self._compiled = compiled
        self._facts = dict(facts or {})
        self._classes = compiled.classes(self._facts)
        self._masks = [table.mask(self._classes, self._facts) for table in compiled.tables]

    def answered(self, item: str, answer: Answer | None) -> None:
        """Take in the answer to an item; None takes back what was said of it."""
        if answer is None:
            self._facts.pop(item, None)
        else:
            self._facts[item] = answer
        place = self._compiled.place_of.get(item)
        if place is not None:
            self._renew(place, item)

    def follow(self, facts: Facts) -> None:
        """Take over these facts, whatever was answered before."""
        for item in self._facts.keys() - facts.keys():
            self.answered(item, None)
        for item, answer in facts.items():
            if self._facts.get(item) != answer:
                self.answered(item, answer)

    def outcomes(self) -> tuple[Outcome, ...]:
        """What every channel says of the answers so far."""
        state = 0
        for mask in self._masks:
            state |= mask
        return self._compiled.drawn(state, self._facts)

    def _renew(self, place: int, item: str) -> None:
        compiled = self._compiled
        self._classes[place] = compiled.items[item].of(self._facts.get(item))
        touched = [place, *compiled.built_on.get(place, ())]
        for built in touched[1:]:
            of_defects = compiled.defects[built - len(compiled.items)]
            items = [self._classes[item_place] for item_place in of_defects.item_places]
            self._classes[built] = of_defects.of(self._facts, items)
        for number in {number for one in touched for number in compiled.looking_at.get(one, ())}:
            self._masks[number] = compiled.tables[number].mask(self._classes, self._facts)
