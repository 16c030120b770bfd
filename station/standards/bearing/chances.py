"""How likely one answer about an item settles its leaves in which way, by the priors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from station.model.checklist import CheckItem
from station.standards.bearing.answers import holds, limits_of
from station.standards.channel import Vocabulary
from station.standards.priors import Priors
from station.standards.rules import DefectLimit, Good, Leaf

Chances = tuple[tuple[float, tuple[bool, ...]], ...]
"""Chance and truths of the leaves, for every answer that they tell apart."""

HEAVY = 0.3
"""Share of the units with defects on which no limit is kept; on the others every limit above none is."""


def chances(item: CheckItem, leaves: Sequence[Leaf], vocabulary: Vocabulary, priors: Priors) -> Chances:
    """What an answer about ``item`` is expected to make of ``leaves``; the chances sum to 1."""
    told: dict[tuple[bool, ...], float] = defaultdict(float)
    for chance, truths in _told(item, leaves, vocabulary, priors):
        told[truths] += chance
    return tuple((chance, truths) for truths, chance in told.items() if chance > 0)


def _told(
    item: CheckItem, leaves: Sequence[Leaf], vocabulary: Vocabulary, priors: Priors
) -> Iterator[tuple[float, tuple[bool, ...]]]:
    if item.defect_kinds:
        yield from _defects(priors.chance_faulty(item), leaves)
        return
    unit = item.unit or "1"
    values = _options(item, priors) if item.options else _numbers(item, leaves, unit, priors)
    for value, chance in values:
        yield chance, tuple(holds(leaf, value, unit, vocabulary) for leaf in leaves)


def _defects(faulty: float, leaves: Sequence[Leaf]) -> Iterator[tuple[float, tuple[bool, ...]]]:
    yield 1 - faulty, tuple(True for _ in leaves)
    yield faulty * (1 - HEAVY), tuple(not _tolerates_none(leaf) for leaf in leaves)
    yield faulty * HEAVY, tuple(False for _ in leaves)


def _tolerates_none(leaf: Leaf) -> bool:
    return isinstance(leaf, Good) or (isinstance(leaf, DefectLimit) and leaf.at_most == 0)


def _options(item: CheckItem, priors: Priors) -> Iterator[tuple[str, float]]:
    faulty, weights = priors.chance_faulty(item), priors.option_weights(item)
    for good, share in ((True, 1 - faulty), (False, faulty)):
        of_sort = [option.value for option in item.options if option.good == good]
        total = sum(weights[value] for value in of_sort)
        yield from ((value, share * weights[value] / total) for value in of_sort)


def _numbers(
    item: CheckItem, leaves: Sequence[Leaf], unit: str, priors: Priors
) -> Iterator[tuple[Decimal, float]]:
    """Every limit and a number of every stretch between two, with its chance at the item's resolution.

    What would lie below 0 is read as 0.
    """
    edges, half = limits_of(leaves, unit), float(item.resolution or 1) / 2
    upto = 0.0
    for low, high in zip(edges, [*edges[1:], None], strict=True):
        at_limit = _below(float(low) + half, item, priors)
        yield low, at_limit - upto
        upto = 1.0 if high is None else _below(float(high) - half, item, priors)
        yield (low + 1 if high is None else (low + high) / 2), upto - at_limit


def _below(number: float, item: CheckItem, priors: Priors) -> float:
    return sum(share * spread.cdf(number) for share, spread in priors.spreads(item))
