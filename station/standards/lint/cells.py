"""Numbers cut at every limit a standard names: points and the open intervals between them.

Within one cell every limit of the standard gives the same answer, so a cell stands for all its numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from itertools import pairwise

ZERO, ONE, TWO = Decimal(0), Decimal(1), Decimal(2)


@dataclass(frozen=True, slots=True)
class Cell:
    """The number ``low`` itself when ``high`` equals it, else what lies strictly between; None: no end."""

    low: Decimal
    high: Decimal | None

    @property
    def is_point(self) -> bool:
        """Whether the cell is a single number."""
        return self.low == self.high

    @property
    def sample(self) -> Decimal:
        """A number of the cell; a whole one where the cell has one above its low end."""
        if self.is_point:
            return self.low
        whole = self.low.to_integral_value(ROUND_FLOOR) + ONE
        if self.high is None or whole < self.high:
            return whole
        return (self.low + self.high) / TWO


def cells(limits: Iterable[Decimal], low: Decimal, high: Decimal | None, *, whole: bool) -> tuple[Cell, ...]:
    """The range ``low`` to ``high`` cut at the limits, lowest first; only whole numbers when ``whole``."""
    inside = {limit for limit in limits if limit > low and (high is None or limit < high)}
    edges = sorted({low, *inside, *([high] if high is not None else [])})
    return tuple(cell for cell in _cut(edges, high) if not whole or _has_whole(cell))


def _cut(edges: list[Decimal], high: Decimal | None) -> Iterator[Cell]:
    for one, other in pairwise(edges):
        yield Cell(one, one)
        yield Cell(one, other)
    yield Cell(edges[-1], edges[-1])
    if high is None:
        yield Cell(edges[-1], None)


def _has_whole(cell: Cell) -> bool:
    return cell.sample == cell.sample.to_integral_value()


def shown(run: Iterable[Cell], unit: str) -> str:
    """A run of neighbouring cells as limits: ``≥ 1 mm, < 3 mm``."""
    chosen = list(run)
    first, last = chosen[0], chosen[-1]
    if first.is_point and first == last:
        return f"= {_quantity(first.low, unit)}"
    told = f"{'≥' if first.is_point else '>'} {_quantity(first.low, unit)}"
    if last.high is None:
        return told
    return f"{told}, {'≤' if last.is_point else '<'} {_quantity(last.high, unit)}"


def _quantity(value: Decimal, unit: str) -> str:
    plain = f"{value.normalize():f}"
    return plain if unit == "1" else f"{plain} {unit}"
