"""Capability and performance of a process against its specification, with intervals.

Montgomery, Statistical Quality Control, ch. 8. Intervals as in qcc: Cp, Pp by χ² (Chou, Owen, Borrego 1990),
one-sided and Cpk, Ppk by Bissell (1990), Cpm, Ppm by Boyles (1991). Cpl and Cpu have one-sided bounds of the
level each, as published.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from station.analysis.statistics.distributions import chi_squared_quantile, normal_below, normal_quantile
from station.analysis.statistics.moments import mean, standard_deviation
from station.analysis.statistics.refusal import cannot, need, need_finite

SIGMAS = 3


class Index(NamedTuple):
    """An index with the ends of its interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Specification:
    """Limits in the unit of the values; one of them may be missing. Without a target: midway of the two."""

    lsl: float | None = None
    usl: float | None = None
    target: float | None = None

    def __post_init__(self) -> None:
        need_finite((self.lsl, self.usl, self.target))
        if self.lsl is None and self.usl is None:
            raise cannot("no_specification")
        if self.lsl is not None and self.usl is not None and self.lsl >= self.usl:
            raise cannot("bad_specification", lsl=self.lsl, usl=self.usl)

    @property
    def aim(self) -> float | None:
        """The target, else the middle of two limits, else None."""
        if self.target is not None or self.lsl is None or self.usl is None:
            return self.target
        return self.lsl + (self.usl - self.lsl) / 2


@dataclass(frozen=True)
class Capability:
    """Indices by name (Cp, Cp_l, Cp_u, Cp_k, Cpm, Pp, Pp_l, Pp_u, Pp_k, Ppm), None with a reason why.

    ``expected`` and ``observed`` are shares in % below LSL and above USL; expected ones come from a normal
    distribution with the standard deviation within subgroups.
    """

    n: int
    center: float
    std_dev: float
    overall_std_dev: float
    specification: Specification
    indices: dict[str, Index | None]
    reasons: dict[str, str] = field(default_factory=dict)
    expected: tuple[float | None, float | None] = (None, None)
    observed: tuple[float | None, float | None] = (None, None)


def capability(
    values: Sequence[float], std_dev: float, specification: Specification, level: float = 0.95
) -> Capability:
    """All indices; ``std_dev`` is the standard deviation within subgroups (of a control chart).

    Raises:
        KnownError: ANA-002 for fewer than two values, NaN, infinity, or a level outside ]0, 1[.
    """
    need(len(values), 2)
    need_finite((*values, std_dev))
    if not 0 < level < 1:
        raise cannot("bad_level", level=level)
    center, overall = mean(values), standard_deviation(values)
    within = _Width(len(values), center, std_dev, specification, level).indices("C")
    performed = _Width(len(values), center, overall, specification, level).indices("P")
    indices = within | performed
    return Capability(
        n=len(values),
        center=center,
        std_dev=std_dev,
        overall_std_dev=overall,
        specification=specification,
        indices=indices,
        reasons={name: _reason(name, specification) for name, one in indices.items() if one is None},
        expected=_expected(center, std_dev, specification),
        observed=_observed(values, specification),
    )


@dataclass(frozen=True)
class _Width:
    """One standard deviation held against a specification."""

    n: int
    center: float
    sd: float
    spec: Specification
    level: float

    def indices(self, letter: str) -> dict[str, Index | None]:
        lower, upper = self._one_sided(self.spec.lsl, 1), self._one_sided(self.spec.usl, -1)
        sides = [one for one in (lower, upper) if one is not None]
        worst = min(sides) if sides else None
        return {
            f"{letter}p": self._both(),
            f"{letter}p_l": self._bissell(lower, self.level),
            f"{letter}p_u": self._bissell(upper, self.level),
            f"{letter}p_k": self._bissell(worst, (1 + self.level) / 2),
            f"{letter}pm": self._around_target(),
        }

    def _one_sided(self, limit: float | None, sign: int) -> float | None:
        if limit is None or not self.sd:
            return None
        return sign * (self.center - limit) / (SIGMAS * self.sd)

    def _ratio(self) -> float | None:
        if self.spec.lsl is None or self.spec.usl is None or not self.sd:
            return None
        return (self.spec.usl - self.spec.lsl) / (2 * SIGMAS * self.sd)

    def _both(self) -> Index | None:
        ratio = self._ratio()
        return None if ratio is None else self._chi_squared(ratio, self.n - 1)

    def _around_target(self) -> Index | None:
        """Cp / √(1 + a²), a = (center - target) / σ, with n (1 + a²) / (1 + 2 a²) degrees of freedom."""
        ratio, aim = self._ratio(), self.spec.aim
        if ratio is None or aim is None:
            return None
        off = ((self.center - aim) / self.sd) ** 2
        return self._chi_squared(ratio / math.sqrt(1 + off), self.n * (1 + off) / (1 + 2 * off))

    def _chi_squared(self, value: float, df: float) -> Index:
        tail = (1 - self.level) / 2
        low, high = (math.sqrt(chi_squared_quantile(share, df) / df) for share in (tail, 1 - tail))
        return Index(value, value * low, value * high)

    def _bissell(self, value: float | None, share: float) -> Index | None:
        """value ± z √(1/(9n) + value²/(2(n-1)))."""
        if value is None:
            return None
        half = normal_quantile(share) * math.sqrt(1 / (9 * self.n) + value**2 / (2 * (self.n - 1)))
        return Index(value, value - half, value + half)


def _reason(name: str, spec: Specification) -> str:
    missing = {
        "l": "no_lower_limit" if spec.lsl is None else "",
        "u": "no_upper_limit" if spec.usl is None else "",
    }
    side = missing.get(name[-1], "")
    if name.endswith(("p", "m")):
        side = missing["l"] or missing["u"]
    return side or "no_spread"


def _expected(center: float, sd: float, spec: Specification) -> tuple[float | None, float | None]:
    if not sd:
        return None, None
    below = None if spec.lsl is None else 100 * normal_below((spec.lsl - center) / sd)
    above = None if spec.usl is None else 100 * normal_below((center - spec.usl) / sd)
    return below, above


def _observed(values: Sequence[float], spec: Specification) -> tuple[float | None, float | None]:
    below = None if spec.lsl is None else 100 * sum(one < spec.lsl for one in values) / len(values)
    above = None if spec.usl is None else 100 * sum(one > spec.usl for one in values) / len(values)
    return below, above
