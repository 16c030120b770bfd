"""What every control chart consists of: points, centre and limits, one phase after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, pairwise
from typing import TypeVar

from station.analysis.statistics.refusal import cannot


@dataclass(frozen=True)
class ControlChart:
    """One chart; all tuples but ``std_dev`` and ``starts`` hold one value per point.

    ``spread`` is the standard deviation of the plotted statistic, ``std_dev`` that of a single value (for
    counts: of the statistic), one per phase. ``starts`` are where the phases begin, first at 0.
    ``lower`` and ``upper`` are None where there is no limit.
    """

    statistic: str
    points: tuple[float | None, ...]
    centre: tuple[float, ...]
    spread: tuple[float, ...]
    lower: tuple[float | None, ...]
    upper: tuple[float | None, ...]
    std_dev: tuple[float, ...]
    sigmas: float = 3.0
    starts: tuple[int, ...] = (0,)
    sizes: tuple[float, ...] = field(default=())

    def phases(self) -> list[slice]:
        """The stretches of points that share limits."""
        return [slice(*ends) for ends in pairwise((*self.starts, len(self.points)))]


def limits(
    centre: Sequence[float],
    spread: Sequence[float],
    sigmas: float,
    least: float | None = None,
    largest: float | None = None,
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """``sigmas`` spreads below and above the centre, kept within what the statistic can be."""
    lower = [middle - sigmas * one for middle, one in zip(centre, spread, strict=True)]
    upper = [middle + sigmas * one for middle, one in zip(centre, spread, strict=True)]
    if least is not None:
        lower = [max(least, one) for one in lower]
    if largest is not None:
        upper = [min(largest, one) for one in upper]
    return tuple(lower), tuple(upper)


def chosen(count: int, limits_from: Sequence[int] | None) -> list[int]:
    """The places that limits are computed from: all, or those named.

    Raises:
        KnownError: ANA-002 when a place is outside the data or none is left.
    """
    places = list(range(count)) if limits_from is None else sorted(set(limits_from))
    if not places:
        raise cannot("nothing_for_limits")
    if places[0] < 0 or places[-1] >= count:
        raise cannot("no_such_point", place=places[-1] + 1 if places[0] >= 0 else places[0] + 1, count=count)
    return places


def joined(charts: Sequence[ControlChart]) -> ControlChart:
    """One chart out of the charts of its phases, each with its own limits."""
    starts = [0]
    for one in charts[:-1]:
        starts.append(starts[-1] + len(one.points))
    return replace(
        charts[0],
        points=_together(one.points for one in charts),
        centre=_together(one.centre for one in charts),
        spread=_together(one.spread for one in charts),
        lower=_together(one.lower for one in charts),
        upper=_together(one.upper for one in charts),
        std_dev=_together(one.std_dev for one in charts),
        sizes=_together(one.sizes for one in charts),
        starts=tuple(starts),
    )


Value = TypeVar("Value")


def _together(parts: Iterable[tuple[Value, ...]]) -> tuple[Value, ...]:
    return tuple(chain.from_iterable(parts))


def in_phases(
    make: Callable[[Sequence[Value]], Sequence[ControlChart]], data: Sequence[Value], starts: Sequence[int]
) -> list[ControlChart]:
    """The charts that ``make`` draws, with limits of their own from each of ``starts`` (0 among them) on.

    Raises:
        KnownError: ANA-002 when the starts do not rise from 0 within the data.
    """
    parts = [make(data[phase]) for phase in phases_of(len(data), starts)]
    return [joined(charts) for charts in zip(*parts, strict=True)]


def phases_of(count: int, starts: Sequence[int]) -> list[slice]:
    """The stretches of ``count`` points that begin at ``starts``.

    Raises:
        KnownError: ANA-002 when the starts do not rise from 0 within the data.
    """
    ends = (*starts, count)
    if not starts or starts[0] != 0 or any(one >= other for one, other in pairwise(ends)):
        raise cannot("bad_phases", count=count)
    return [slice(*both) for both in pairwise(ends)]
