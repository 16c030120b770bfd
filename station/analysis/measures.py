"""The figures: what each is made of, its sample size and its interval.

Intervals of shares are Wilson's (95 %). Everything else is stated without one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from statistics import NormalDist

from station.analysis.asking import Key, Sums
from station.analysis.figures import Figures
from station.analysis.hours import Hours
from station.analysis.scope import Scope
from station.analysis.statistics.intervals import wilson
from station.store.rollups.facts import SELLABLE

_SHIFT = 1.5
"""By which long-term sigma levels are stated as short-term ones, by custom."""
_MILLION = 1_000_000
_RECORD_SHARES = {
    "rework_rate": "reworked",
    "amended_rate": "amended",
    "reinspection_rate": "reinspected",
    "cleaning_rate": "cleaned",
    "remeasured_units_rate": "remeasured",
    "units_with_defects_rate": "with_defects",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: ``value`` None where there is nothing to say; ``n`` its sample size.

    ``low`` and ``high`` are the ends of the 95 % interval, where one is stated.
    """

    value: float | None
    n: int
    low: float | None = None
    high: float | None = None


Told = Mapping[str, Figure]
"""Figures by key."""


def share(hits: int, n: int) -> Figure:
    """A share in [0, 1] with Wilson's score interval (E. B. Wilson 1927)."""
    if not n:
        return Figure(None, 0)
    ends = wilson(hits, n)
    return Figure(hits / n, n, ends.low, ends.high)


def mean(total: float, n: int) -> Figure:
    """A mean over ``n``."""
    return Figure(total / n if n else None, n)


def all_figures(figures: Figures, scope: Scope, *by: str) -> dict[Key, dict[str, Figure]]:
    """Every figure of every group; ``by`` as for :meth:`Figures.records`, or one ``channel``.

    Raises:
        KnownError: FIG-001 stopped, FIG-002 single inspectors without the right.
    """
    found: dict[Key, dict[str, Figure]] = {}
    for told in _told(figures, scope, by):
        for key, one in told.items():
            found.setdefault(key, {}).update(one)
    return found


def _told(figures: Figures, scope: Scope, by: tuple[str, ...]) -> Iterator[dict[Key, dict[str, Figure]]]:
    if "channel" in by or scope.channel:
        yield _each(_of_verdicts, _verdict_classes(figures, scope, by))
    if "channel" in by:
        return
    yield _each(_of_records(bool(scope.channel)), figures.records(scope, *by))
    yield _each(of_items, figures.items(scope, *by))
    yield _each(_of_hours, figures.hours(scope, *by))


def _each(
    told: Callable[..., dict[str, Figure]], groups: Mapping[Key, object]
) -> dict[Key, dict[str, Figure]]:
    return {key: told(sums) for key, sums in groups.items()}


@dataclass(frozen=True, slots=True)
class VerdictCounts:
    """Verdicts of one group: how many, how many sellable, those at the first pass, borderline ones."""

    records: int = 0
    sellable: int = 0
    first_pass: int = 0
    borderline: int = 0


def _verdict_classes(figures: Figures, scope: Scope, by: tuple[str, ...]) -> dict[Key, VerdictCounts]:
    found: dict[Key, VerdictCounts] = {}
    for (*key, sells), sums in figures.verdicts(scope, *by, "class").items():
        before = found.get(tuple(key), VerdictCounts())
        found[tuple(key)] = VerdictCounts(
            before.records + sums["records"],
            before.sellable + (sums["records"] if sells == SELLABLE else 0),
            before.first_pass + sums["first_pass"],
            before.borderline + sums["borderline"],
        )
    return found


def _of_verdicts(counts: VerdictCounts) -> dict[str, Figure]:
    return {
        "records": Figure(counts.records, counts.records),
        "yield": share(counts.sellable, counts.records),
        "first_pass_yield": share(counts.first_pass, counts.records),
        "borderline_rate": share(counts.borderline, counts.records),
    }


def _of_records(judged_elsewhere: bool) -> Callable[[Sums], dict[str, Figure]]:
    """Figures over records; those that a channel's verdicts state are left to them."""

    def told(sums: Sums) -> dict[str, Figure]:
        n = sums["records"]
        found = {
            "records": Figure(n, n),
            "yield": share(sums["passed"], n),
            "first_pass_yield": share(sums["first_pass"], n),
            "borderline_rate": share(sums["borderline"], n),
            "minutes_per_unit": mean(sums["seconds"] / 60, n),
            **{key: share(sums[name], n) for key, name in _RECORD_SHARES.items()},
        }
        stated = ("yield", "first_pass_yield", "borderline_rate") if judged_elsewhere else ()
        return {key: one for key, one in found.items() if key not in stated}

    return told


def of_items(sums: Sums) -> dict[str, Figure]:
    """Figures over answers."""
    return {
        "unknown_rate": share(sums["unknown"], sums["records"]),
        "manual_rate": share(sums["manual"], sums["measured"]),
        "remeasured_rate": share(sums["remeasured"], sums["records"]),
        "dpmo": _scaled(share(sums["faulty"], sums["looked"])),
        "sigma_level": _sigma(share(sums["faulty"], sums["looked"])),
    }


def _of_hours(hours: Hours) -> dict[str, Figure]:
    return {"throughput_per_hour": mean(hours.records, hours.hours)}


def _scaled(one: Figure) -> Figure:
    ends = (None if end is None else end * _MILLION for end in (one.value, one.low, one.high))
    value, low, high = ends
    return Figure(value, one.n, low, high)


def _sigma(one: Figure) -> Figure:
    """The sigma level of a share of faults; none where no fault, or nothing but faults, was seen."""
    if one.value is None or not 0 < one.value < 1 or one.low is None or one.high is None:
        return Figure(None, one.n)
    best, worst = _level(one.low), _level(one.high)
    return Figure(_level(one.value), one.n, worst, best)


def _level(faults: float) -> float | None:
    return NormalDist().inv_cdf(1 - faults) + _SHIFT if 0 < faults < 1 else None
