"""The limits of a rule in another unit, and whether a known number keeps them.

Spans that are only partly known are :class:`station.grading.span.Span`'s.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from station.standards.rules import Bounds
from station.standards.units import convert


def limits_in(bounds: Bounds, unit: str) -> Iterator[Decimal]:
    """The limits of ``bounds``, told in ``unit``; none that measures something else."""
    given = (bounds.at_least, bounds.at_most, bounds.above, bounds.below)
    told = (convert(limit, bounds.unit, unit) for limit in given if limit is not None)
    yield from (limit for limit in told if limit is not None)


def keeps(value: Decimal, bounds: Bounds, unit: str) -> bool:
    """Whether a number told in ``unit`` keeps every bound; one that measures something else binds nothing."""
    at_least, at_most, above, below = (
        None if limit is None else convert(limit, bounds.unit, unit)
        for limit in (bounds.at_least, bounds.at_most, bounds.above, bounds.below)
    )
    return (
        (at_least is None or value >= at_least)
        and (at_most is None or value <= at_most)
        and (above is None or value > above)
        and (below is None or value < below)
    )
