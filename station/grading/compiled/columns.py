"""The facts of very many units, column by column: every answer an item ever had is kept once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from station.grading.compiled.tables import Facts
from station.model.answer import Answer

Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Column:
    """The answers to one item: each unit's place in ``answers``, the first of which is *not inspected*."""

    places: Numbers
    answers: Sequence[Answer | None]


@dataclass(frozen=True)
class FactColumns:
    """Facts of ``units``, whatever standard looks at them later."""

    units: Sequence[Facts]
    columns: Mapping[str, Column]

    @classmethod
    def of(cls, units: Sequence[Facts]) -> FactColumns:
        """The columns of every item that any unit has an answer to."""
        items = dict.fromkeys(item for facts in units for item in facts)
        return cls(units, {item: _column(item, units) for item in items})

    def column(self, item: str) -> Column:
        """The answers to an item; of one that nobody looked at, *not inspected* for every unit."""
        return self.columns.get(item) or Column(np.zeros(len(self.units), np.int64), [None])


def _column(item: str, units: Sequence[Facts]) -> Column:
    places: dict[Answer | None, int] = {None: 0}
    found = [places.setdefault(facts.get(item), len(places)) for facts in units]
    return Column(np.array(found, np.int64), list(places))
