"""Agreement between inspectors: what two of them said of the same unit, independently of each other.

Percent agreement with Wilson's interval; kappa of all pairs by Fleiss (1971), whose raters may differ from
unit to unit, and of two inspectors by Cohen (1960). Below :data:`LEAST` units only the number is told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, stdev
from typing import TypeVar

from station.analysis.figures import Figures
from station.analysis.measures import Figure, share
from station.analysis.same_units import Looked, Twice, in_batches
from station.analysis.statistics.cohen_kappa import Kappa, cohen_kappa, cross_table
from station.analysis.statistics.fleiss_kappa import count_table, fleiss_kappa
from station.model.verdict import Result
from station.store.connection import Row
from station.store.rollups.facts import LOOKED, MEASURED

LEAST = 20
"""Fewer pairs say nothing about how inspectors agree."""

MOST_BEHIND = 100
"""Pairs that a figure leads to."""

FOUND, NOT_FOUND = "found", "not_found"

_VERDICTS = "SELECT sequence, channel, outcome FROM verdicts WHERE sequence IN ({places})"
_LOOKED = "SELECT sequence, item FROM items WHERE flags & {looked} AND sequence IN ({places})"
_DEFECTS = "SELECT DISTINCT sequence, kind FROM defects WHERE sequence IN ({places})"
_MEASURED = (
    "SELECT sequence, item, value FROM items WHERE flags & {measured} AND value IS NOT NULL"
    " AND sequence IN ({places})"
)
_SETTLES_NOTHING = frozenset({Result.BOUND.value, Result.UNDETERMINED.value, Result.ITEMISED.value})

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Rated:
    """What the two inspectors of one unit said about one thing."""

    first: Looked
    second: Looked
    ratings: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How often two inspectors said the same; shares and kappa are None below :data:`LEAST`.

    ``records`` are ledger numbers of the latest pairs that differ, of any where none does.
    """

    n: int
    same: Figure
    kappa: float | None
    by_rating: Mapping[tuple[str, str], int]
    records: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PairAgreement:
    """Two inspectors, the one with the lower id first; ``cohen`` None below :data:`LEAST`."""

    people: tuple[str, str]
    same: Figure
    cohen: Kappa | None


@dataclass(frozen=True, slots=True)
class Repeated:
    """A value measured by both: later minus earlier, in the item's unit.

    ``repeatability`` is the standard deviation of one measurement, that of the differences by √2.
    """

    n: int
    mean: float | None
    deviation: float | None
    repeatability: float | None
    largest: float | None


def by_channel(figures: Figures, twice: Sequence[Twice], channel: str = "") -> dict[str, list[Rated]]:
    """Outcomes of every channel (or the one) that judged both records and settled both.

    Bound, undetermined and itemised results settle nothing that could be the same or differ.
    """
    found = defaultdict[str, list[Rated]](list)
    said = _told(figures, twice, _VERDICTS, lambda row: (row.channel, row.outcome))
    for pair in twice:
        ours, theirs = dict(said[pair.first.sequence]), dict(said[pair.second.sequence])
        for one in sorted(ours.keys() & theirs.keys()):
            settled = not _SETTLES_NOTHING & {ours[one], theirs[one]}
            if settled and channel in ("", one):
                found[one].append(Rated(*pair, (ours[one], theirs[one])))
    return dict(found)


def by_defect_kind(figures: Figures, twice: Sequence[Twice]) -> dict[str, list[Rated]]:
    """Found or not found, for every kind that anybody found; pairs that looked at the same items alone."""
    looked = _told(figures, twice, _LOOKED, lambda row: str(row.item))
    alike = [pair for pair in twice if _looked_alike(looked, pair)]
    found = _told(figures, alike, _DEFECTS, lambda row: str(row.kind))
    kinds = sorted({kind for one in found.values() for kind in one})
    return {
        kind: [Rated(*pair, (_of(kind, found, pair.first), _of(kind, found, pair.second))) for pair in alike]
        for kind in kinds
    }


def measured(figures: Figures, twice: Sequence[Twice]) -> dict[str, Repeated]:
    """Every measured item that both measured."""
    values = _told(figures, twice, _MEASURED, lambda row: (str(row.item), float(row.value)))
    differences = defaultdict[str, list[float]](list)
    for pair in twice:
        earlier, later = dict(values[pair.first.sequence]), dict(values[pair.second.sequence])
        for item in earlier.keys() & later.keys():
            differences[item].append(later[item] - earlier[item])
    return {item: _repeated(found) for item, found in sorted(differences.items())}


def agreement(rated: Sequence[Rated]) -> Agreement:
    """Over all inspectors."""
    n, ratings = len(rated), [one.ratings for one in rated]
    counts = {rating: ratings.count(rating) for rating in set(ratings)}
    if n < LEAST:
        return Agreement(n, Figure(None, n), None, counts, _worth_a_look(rated))
    same = share(sum(a == b for a, b in ratings), n)
    kappa = fleiss_kappa(count_table(ratings)[1]).overall.kappa
    return Agreement(n, same, kappa, counts, _worth_a_look(rated))


def _worth_a_look(rated: Sequence[Rated]) -> tuple[int, ...]:
    chosen = [one for one in rated if one.ratings[0] != one.ratings[1]] or rated
    latest = sorted(chosen, key=lambda one: one.second.sequence)[-MOST_BEHIND:]
    return tuple(look.sequence for one in latest for look in (one.first, one.second))


def by_inspectors(rated: Sequence[Rated]) -> tuple[PairAgreement, ...]:
    """Every two inspectors who share units, those with the most units first.

    For whoever may see single inspectors (:meth:`Figures.refuse_people`).
    """
    found = defaultdict[tuple[str, str], list[tuple[str, str]]](list)
    for one in rated:
        told = sorted(zip((one.first.person, one.second.person), one.ratings, strict=True))
        found[told[0][0], told[1][0]].append((told[0][1], told[1][1]))
    ordered = sorted(found.items(), key=lambda one: (-len(one[1]), one[0]))
    return tuple(_of_two(people, ratings) for people, ratings in ordered)


def _of_two(people: tuple[str, str], ratings: Sequence[tuple[str, str]]) -> PairAgreement:
    n = len(ratings)
    if n < LEAST:
        return PairAgreement(people, Figure(None, n), None)
    same = share(sum(a == b for a, b in ratings), n)
    return PairAgreement(people, same, cohen_kappa(cross_table(ratings)[1]))


def _repeated(differences: Sequence[float]) -> Repeated:
    n = len(differences)
    if n < LEAST:
        return Repeated(n, None, None, None, None)
    deviation = stdev(differences)
    return Repeated(n, fmean(differences), deviation, deviation / 2**0.5, max(map(abs, differences)))


def _looked_alike(looked: Mapping[int, Sequence[str]], pair: Twice) -> bool:
    first, second = (set(looked[one.sequence]) for one in pair)
    return first == second and bool(first)


def _of(kind: str, found: Mapping[int, Sequence[str]], one: Looked) -> str:
    return FOUND if kind in found[one.sequence] else NOT_FOUND


def _told(
    figures: Figures, twice: Sequence[Twice], statement: str, read: Callable[[Row], T]
) -> Mapping[int, list[T]]:
    """What the rows say of the records of the pairs, by their numbers."""
    found = defaultdict[int, list[T]](list)
    with figures.store.counted.lend(figures.watch.goes) as connection:
        for places, some in in_batches(one.sequence for pair in twice for one in pair):
            for row in connection.execute(_asked(statement, places), some):
                found[row.sequence].append(read(row))
    return found


def _asked(statement: str, places: str) -> str:
    return statement.format(places=places, looked=LOOKED, measured=MEASURED)
