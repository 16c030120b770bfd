"""p, np, c and u charts of counts; sizes may vary, then the limits are stepped (Montgomery, ch. 7)."""

from __future__ import annotations

import math
from collections.abc import Sequence

from station.analysis.statistics.control_chart import ControlChart, chosen, limits
from station.analysis.statistics.refusal import cannot, need


def p(
    counts: Sequence[float],
    sizes: Sequence[float],
    limits_from: Sequence[int] | None = None,
    sigmas: float = 3.0,
) -> ControlChart:
    """Share of nonconforming units: p̄ ± 3 √(p̄(1-p̄)/n), p̄ = Σ counts / Σ sizes, within 0 and 1.

    Raises:
        KnownError: ANA-002 when a count is not a whole number from 0 to its size, or a size is not above 0.
    """
    share = _pooled(counts, sizes, limits_from, at_most_size=True)
    spread = tuple(math.sqrt(share * (1 - share) / size) for size in sizes)
    centre = tuple(share for _ in sizes)
    lower, upper = limits(centre, spread, sigmas, 0.0, 1.0)
    points = tuple(count / size for count, size in zip(counts, sizes, strict=True))
    return ControlChart("p", points, centre, spread, lower, upper, spread[:1], sigmas, sizes=tuple(sizes))


def np(
    counts: Sequence[float],
    sizes: Sequence[float],
    limits_from: Sequence[int] | None = None,
    sigmas: float = 3.0,
) -> ControlChart:
    """Number of nonconforming units: n p̄ ± 3 √(n p̄(1-p̄)). Errors as :func:`p`."""
    share = _pooled(counts, sizes, limits_from, at_most_size=True)
    spread = tuple(math.sqrt(size * share * (1 - share)) for size in sizes)
    centre = tuple(size * share for size in sizes)
    lower, upper = limits(centre, spread, sigmas, 0.0)
    upper = tuple(min(one, size) for one, size in zip(upper, sizes, strict=True))
    return ControlChart(
        "np", tuple(counts), centre, spread, lower, upper, spread[:1], sigmas, sizes=tuple(sizes)
    )


def c(counts: Sequence[float], limits_from: Sequence[int] | None = None, sigmas: float = 3.0) -> ControlChart:
    """Number of nonconformities in equal samples: c̄ ± 3 √c̄ (NIST/SEMATECH e-Handbook 6.3.3.1).

    Raises:
        KnownError: ANA-002 when a count is not a whole number from 0.
    """
    rate = _pooled(counts, [1.0] * len(counts), limits_from, at_most_size=False)
    centre, spread = tuple(rate for _ in counts), tuple(math.sqrt(rate) for _ in counts)
    lower, upper = limits(centre, spread, sigmas, 0.0)
    return ControlChart("c", tuple(counts), centre, spread, lower, upper, spread[:1], sigmas)


def u(
    counts: Sequence[float],
    sizes: Sequence[float],
    limits_from: Sequence[int] | None = None,
    sigmas: float = 3.0,
) -> ControlChart:
    """Nonconformities per unit: ū ± 3 √(ū/n), ū = Σ counts / Σ sizes.

    Raises:
        KnownError: ANA-002 when a count is not a whole number from 0, or a size is not above 0.
    """
    rate = _pooled(counts, sizes, limits_from, at_most_size=False)
    centre, spread = tuple(rate for _ in sizes), tuple(math.sqrt(rate / size) for size in sizes)
    lower, upper = limits(centre, spread, sigmas, 0.0)
    points = tuple(count / size for count, size in zip(counts, sizes, strict=True))
    return ControlChart("u", points, centre, spread, lower, upper, spread[:1], sigmas, sizes=tuple(sizes))


def _pooled(
    counts: Sequence[float], sizes: Sequence[float], limits_from: Sequence[int] | None, *, at_most_size: bool
) -> float:
    need(len(counts), 1)
    if len(counts) != len(sizes):
        raise cannot("unequal_lengths", one=len(counts), other=len(sizes))
    for place, (count, size) in enumerate(zip(counts, sizes, strict=True), 1):
        _check(place, count, size, at_most_size=at_most_size)
    places = chosen(len(counts), limits_from)
    return math.fsum(counts[one] for one in places) / math.fsum(sizes[one] for one in places)


def _check(place: int, count: float, size: float, *, at_most_size: bool) -> None:
    if not (math.isfinite(size) and size > 0):
        raise cannot("bad_size", place=place, size=size)
    if not (math.isfinite(count) and count >= 0 and count == int(count)):
        raise cannot("bad_count", place=place, count=count)
    if at_most_size and (count > size or size != int(size)):
        raise cannot("count_beyond_size", place=place, count=count, size=size)
