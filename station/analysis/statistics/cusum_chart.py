"""Tabular CUSUM (Page 1954; Montgomery, ch. 9; sign and scale as in qcc)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from station.analysis.statistics.control_chart import phases_of
from station.analysis.statistics.individuals_charts import imr
from station.analysis.statistics.refusal import cannot, need, need_finite


@dataclass(frozen=True)
class Cusum:
    """Cumulated sums in standard errors; ``neg`` runs below 0. Violations are places from 0, ``starts`` those
    where phases begin."""

    pos: tuple[float, ...]
    neg: tuple[float, ...]
    upper_violations: tuple[int, ...]
    lower_violations: tuple[int, ...]
    decision_interval: float
    se_shift: float
    starts: tuple[int, ...] = (0,)


def cusum(
    values: Sequence[float],
    centre: float,
    std_dev: float,
    *,
    decision_interval: float = 5.0,
    se_shift: float = 1.0,
    sizes: Sequence[int] | None = None,
) -> Cusum:
    """C⁺ = max(0, C⁺ + z - k), C⁻ = min(0, C⁻ + z + k) with z = (x - centre) √n / σ and k = ``se_shift`` / 2.

    A sum beyond ± ``decision_interval`` (h) is a violation.

    Raises:
        KnownError: ANA-002 for values that are not finite, no spread, or h ≤ 0 or a shift < 0.
    """
    need(len(values), 1)
    need_finite((*values, centre, std_dev))
    if not std_dev > 0:
        raise cannot("no_spread")
    if not (decision_interval > 0 and se_shift >= 0):
        raise cannot("bad_cusum", interval=decision_interval, shift=se_shift)
    each = list(sizes) if sizes is not None else [1] * len(values)
    scores = [(one - centre) * math.sqrt(n) / std_dev for one, n in zip(values, each, strict=True)]
    pos = _summed(scores, se_shift / 2)
    neg = tuple(-one if one else 0.0 for one in _summed([-one for one in scores], se_shift / 2))
    return Cusum(
        pos,
        neg,
        _beyond(pos, decision_interval),
        _beyond(neg, decision_interval),
        decision_interval,
        se_shift,
    )


def cusum_of_singles(values: Sequence[float], starts: Sequence[int] = (0,)) -> Cusum:
    """The sums of single values against the mean and the moving range of their phase; each phase begins anew
    at 0.

    Raises:
        KnownError: ANA-002 as :func:`cusum`, for phases of fewer than two values, or that do not rise from 0.
    """
    return _joined([_of_singles(values[phase]) for phase in phases_of(len(values), starts)], starts)


def _of_singles(values: Sequence[float]) -> Cusum:
    base = imr(values)[0]
    return cusum(values, base.centre[0], base.std_dev[0])


def _joined(parts: Sequence[Cusum], starts: Sequence[int]) -> Cusum:
    begun = list(zip(starts, parts, strict=True))
    return replace(
        parts[0],
        pos=tuple(one for part in parts for one in part.pos),
        neg=tuple(one for part in parts for one in part.neg),
        upper_violations=tuple(start + place for start, part in begun for place in part.upper_violations),
        lower_violations=tuple(start + place for start, part in begun for place in part.lower_violations),
        starts=tuple(starts),
    )


def _summed(scores: Sequence[float], slack: float) -> tuple[float, ...]:
    sums, last = [], 0.0
    for score in scores:
        last = max(0.0, last + score - slack)
        sums.append(last)
    return tuple(sums)


def _beyond(sums: Sequence[float], interval: float) -> tuple[int, ...]:
    return tuple(place for place, one in enumerate(sums) if abs(one) > interval)
