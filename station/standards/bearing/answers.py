"""The answers that leaves can tell apart, item by item."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from station.model.checklist import CheckItem
from station.standards.channel import Vocabulary
from station.standards.limits import keeps, limits_in
from station.standards.rules import AtWorst, Good, Leaf, Number, Options

NOT_FITTED = None
Value = str | Decimal | None
"""An option, a number in the item's unit, or :data:`NOT_FITTED`."""


def told_apart(leaves: Sequence[Leaf], item: CheckItem, vocabulary: Vocabulary) -> list[tuple[bool, ...]]:
    """Every combination of truths that one answer about ``item`` can give its leaves, the good ones first."""
    unit = item.unit or "1"
    values: list[Value] = [option.value for option in item.options] or [*_numbers(leaves, unit)]
    if item.may_be_missing:
        values.append(NOT_FITTED)
    told = (tuple(holds(leaf, value, unit, vocabulary) for leaf in leaves) for value in values)
    return list(dict.fromkeys(told))


def holds(leaf: Leaf, value: Value, unit: str, vocabulary: Vocabulary) -> bool:
    """Whether a known answer about its item meets a leaf; lists of defects are not asked here."""
    if value is NOT_FITTED:
        return not getattr(leaf, "part_demanded", False)
    match leaf:
        case Options():
            return value in leaf.allowed
        case AtWorst():
            ranks = vocabulary.ranks[leaf.item]
            return ranks[str(value)] <= ranks[leaf.option]
        case Good() if isinstance(value, str):
            return value in vocabulary.good[leaf.items[0]]
        case Good():
            return value == 0
        case Number() if isinstance(value, Decimal):
            return keeps(value, leaf, unit)
        case _:
            return False


def limits_of(leaves: Sequence[Leaf], unit: str) -> list[Decimal]:
    """Every number at which one of the leaves may turn, in ``unit``, and 0; ascending."""
    numbers = (leaf for leaf in leaves if isinstance(leaf, Number))
    return sorted({Decimal(0), *(limit for leaf in numbers for limit in limits_in(leaf, unit))})


def _numbers(leaves: Sequence[Leaf], unit: str) -> list[Decimal]:
    """Every limit, a number between any two neighbours, and one beyond each end."""
    edges = limits_of(leaves, unit)
    between = [(low + high) / 2 for low, high in pairwise(edges)]
    return [*edges, *between, edges[0] - 1, edges[-1] + 1]
