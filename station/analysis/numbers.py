"""Single measured values of a check item by business day, those of one day as they were sealed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from station.analysis.figures import Figures
from station.analysis.narrowing import narrowed
from station.analysis.periods import day_of
from station.analysis.scope import Scope

MOST_VALUES = 2000
"""The newest so many are read; a control chart of more can no longer be looked at."""
_ANSWERS = "FROM records r JOIN items i ON i.sequence = r.sequence WHERE"
_ROWS = f"{_ANSWERS} i.value IS NOT NULL AND"
_NEWEST = f"ORDER BY r.day DESC, r.sequence DESC LIMIT {MOST_VALUES}"


class Number(NamedTuple):
    """One value on its business day; ``sequence`` is the ledger entry of its record."""

    sequence: int
    day: date
    value: float


@dataclass(frozen=True, slots=True)
class NumberedItem:
    """A check item that has measured values, and how many."""

    item: str
    count: int


def numbers_of_item(figures: Figures, scope: Scope, item: str) -> tuple[Number, ...]:
    """The newest values of ``item`` in ``scope``, the oldest of them first.

    Raises:
        KnownError: FIG-001 stopped, FIG-002 single inspectors without the right.
    """
    where, values = narrowed(figures, scope)
    parts = ("SELECT r.sequence, r.day, i.value", _ROWS, where, "AND i.item = ?", _NEWEST)
    with figures.store.counted.lend(figures.watch.goes) as connection:
        rows = connection.execute(" ".join(parts), (*values, item)).fetchall()
    return tuple(Number(row[0], day_of(row[1]), row[2]) for row in reversed(rows))


def left_out(figures: Figures, scope: Scope, item: str) -> int:
    """Answers about ``item`` in ``scope`` that are no number with a unit: unknown, not fitted, or without
    one; raises as :func:`numbers_of_item`."""
    where, values = narrowed(figures, scope)
    parts = ("SELECT COUNT(*)", _ANSWERS, "i.value IS NULL AND", where, "AND i.item = ?")
    with figures.store.counted.lend(figures.watch.goes) as connection:
        return int(connection.execute(" ".join(parts), (*values, item)).fetchone()[0])


def numbered_items(figures: Figures, scope: Scope) -> tuple[NumberedItem, ...]:
    """The items that have measured values in ``scope``; raises as :func:`numbers_of_item`."""
    where, values = narrowed(figures, scope)
    parts = ("SELECT i.item, COUNT(*)", _ROWS, where, "GROUP BY i.item ORDER BY i.item")
    with figures.store.counted.lend(figures.watch.goes) as connection:
        return tuple(NumberedItem(row[0], row[1]) for row in connection.execute(" ".join(parts), values))
