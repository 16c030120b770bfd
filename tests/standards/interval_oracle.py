"""Generated standards of bands over two numbers, and by brute force what is true of them.

Every limit, the ends of the range and a number between each two neighbours are tried; nothing is shared with
lint but its definitions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, pairwise, product

from hypothesis import strategies as st

MM_PER = {"mm": Fraction(1), "cm": Fraction(10), "in": Fraction("25.4"), "%": Fraction(1)}
RANGE = {"FR-03": (Fraction(0), Fraction(5)), "PB-02": (Fraction(1), Fraction(100))}
"""Plausible range of each item, in mm and %; it is what the internal standard says."""
LIMITS = {
    "FR-03": [
        *(("0", "mm"), ("1", "mm"), ("2.54", "mm"), ("3", "mm"), ("5", "mm")),
        *(("0.1", "cm"), ("0.3", "cm"), ("0.1", "in")),
    ],
    "PB-02": [("1", "%"), ("50", "%"), ("80", "%"), ("85", "%"), ("100", "%")],
}  # fmt: skip
LOWER, UPPER = ("at_least", "above"), ("at_most", "below")


@dataclass(frozen=True)
class Band:
    """One clause: bounds on one item."""

    item: str
    unit: str
    bounds: tuple[tuple[str, str], ...]

    def takes(self, value: Fraction) -> bool:
        """Whether the band holds for a value in mm or %."""
        signs = {
            "at_least": lambda limit: value >= limit,
            "at_most": lambda limit: value <= limit,
            "above": lambda limit: value > limit,
            "below": lambda limit: value < limit,
        }
        return all(signs[sign](Fraction(limit) * MM_PER[self.unit]) for sign, limit in self.bounds)

    @property
    def side(self) -> int:
        """1 for a lower limit alone, -1 for an upper limit alone, else 0."""
        low, high = (any(sign in signs for sign, _ in self.bounds) for signs in (LOWER, UPPER))
        return int(low) - int(high)


Graded = tuple[tuple[Band, ...], ...]
"""Grades best first, each with its clauses."""


@st.composite
def bands(draw: st.DrawFn, item: str) -> Band:
    """A band with one or two limits, open or closed."""
    low, unit = draw(st.sampled_from(LIMITS[item]))
    same = [limit for limit, other in LIMITS[item] if other == unit]
    high = draw(st.sampled_from(same))
    sides = draw(st.sampled_from(["low", "high", "both"]))
    bounds = [(draw(st.sampled_from(LOWER)), low)] if sides != "high" else []
    bounds += [(draw(st.sampled_from(UPPER)), high)] if sides != "low" else []
    return Band(item, unit, tuple(bounds))


@st.composite
def standards(draw: st.DrawFn) -> Graded:
    """One to four grades with up to three clauses each."""
    clause = st.sampled_from(["FR-03", "FR-03", "PB-02"]).flatmap(bands)
    return tuple(draw(st.lists(st.lists(clause, min_size=1, max_size=3).map(tuple), min_size=1, max_size=4)))


Value = tuple[int, Fraction, bool]
"""Its number, lowest first; the value; whether it is a limit (else it stands for all between two limits)."""


class Oracle:
    """What is true of one generated standard."""

    def __init__(self, graded: Graded) -> None:
        self.graded = graded
        self.clauses = [band for grade in graded for band in grade]
        self.items = sorted({band.item for band in self.clauses})
        self.values = {item: self._values(item) for item in self.items}
        self.points = list(product(*(self.values[item] for item in self.items)))
        self.taken = [{point for point in self.points if self._holds(grade, point)} for grade in graded]

    def _values(self, item: str) -> list[Value]:
        low, high = RANGE[item]
        named = {
            Fraction(limit) * MM_PER[band.unit]
            for band in self.clauses
            if band.item == item
            for _, limit in band.bounds
        }
        edges = sorted({low, high, *(one for one in named if low < one < high)})
        between = [(one + other) / 2 for one, other in pairwise(edges)]
        return [(n, value, value in edges) for n, value in enumerate(sorted([*edges, *between]))]

    def _holds(self, grade: tuple[Band, ...], point: tuple[Value, ...]) -> bool:
        at = dict(zip(self.items, point, strict=True))
        return all(band.takes(at[band.item][1]) for band in grade)

    def seen(self, points: set[tuple[Value, ...]], item: str) -> set[Value]:
        """The values of one item among the points."""
        return {point[self.items.index(item)] for point in points}

    def badness(self, item: str, value: Value) -> int:
        """How bad a value is."""
        balance = sum(band.side for band in self.clauses if band.item == item)
        higher_is_better = balance > 0 if balance else item == "PB-02"
        return -value[0] if higher_is_better else value[0]

    def limited(self, grade: int) -> set[str]:
        """The items a grade limits."""
        return {band.item for band in self.graded[grade]}

    def identical(self) -> set[tuple[int, int]]:
        """Later grades that take the very points of an earlier one, which comes first in the pair."""
        pairs: dict[int, int] = {}
        for one, other in combinations(range(len(self.graded)), 2):
            same = self.taken[one] == self.taken[other] or self.graded[one] == self.graded[other]
            if self.taken[one] and same:
                pairs.setdefault(other, one)
        return {(one, other) for other, one in pairs.items()}

    def unreachable(self) -> set[int]:
        """Grades whose points are all taken before; twins of an earlier grade left aside."""
        twins = {other for _, other in self.identical()}
        before = [set[tuple[Value, ...]]().union(*self.taken[:n]) for n in range(len(self.graded))]
        return {n for n, taken in enumerate(self.taken) if taken <= before[n] and n not in twins}

    def contradictions(self) -> set[tuple[int, int, int]]:
        """Grade and two of its clauses that can each be met and never both."""
        return {
            (n, one, other)
            for n, grade in enumerate(self.graded)
            for one, other in combinations(range(len(grade)), 2)
            if grade[one].item == grade[other].item
            and all(self._met(grade[clause]) for clause in (one, other))
            and not self._met(grade[one], grade[other])
        }

    def _met(self, *bands: Band) -> bool:
        return any(all(band.takes(value) for band in bands) for _, value, _ in self.values[bands[0].item])

    def overlaps(self) -> set[tuple[str, int, int]]:
        """Pairs of grades that meet though each takes values the other refuses; whether only at an edge."""
        found = set()
        for one, other in combinations(range(len(self.graded)), 2):
            shared = list(self._shared(one, other))
            if shared:
                edge = any(len(values) == 1 and next(iter(values))[2] for values in shared)
                found.add(("shared_edge" if edge else "overlap", one, other))
        return found

    def _shared(self, one: int, other: int) -> Iterator[set[Value]]:
        both = self.taken[one] & self.taken[other]
        for item in self.limited(one) & self.limited(other) if both else ():
            mine, theirs = self.seen(self.taken[one], item), self.seen(self.taken[other], item)
            if mine - theirs and theirs - mine:
                yield self.seen(both, item)

    def upside_down(self) -> set[tuple[int, int, str]]:
        """Better grade, worse grade and the item of which the better one takes what it should not."""
        return {
            (one, other, item)
            for one, other in combinations(range(len(self.graded)), 2)
            for item in self.limited(one) & self.limited(other)
            if self._is_upside_down(
                self.seen(self.taken[one], item), self.seen(self.taken[other], item), item
            )
        }

    def _is_upside_down(self, mine: set[Value], theirs: set[Value], item: str) -> bool:
        def worse(one: Value, other: Value) -> bool:
            return self.badness(item, one) > self.badness(item, other)

        return any(worse(x, y) for x in mine - theirs for y in theirs) or any(
            worse(x, y) for x in mine for y in theirs - mine
        )

    def uncovered(self) -> set[tuple[Value, ...]]:
        """Points that no grade takes."""
        return set(self.points).difference(*self.taken)

    def gaps(self) -> set[tuple[str, int]]:
        """For each item the number of separate gaps; under no item whether combinations are left out."""
        covered = set[tuple[Value, ...]]().union(*self.taken)
        owed = {point for point in self.uncovered() if any(self._no_worse(point, one) for one in covered)}
        left_out = {item: set(self.values[item]) - self.seen(covered, item) for item in self.items}
        counts = {item: self._runs(self._owed_values(item, left_out[item], covered)) for item in self.items}
        found = {(item, count) for item, count in counts.items() if count}
        joint = any(self._is_usual(point, left_out) for point in owed)
        return found | ({("", 1)} if joint else set())

    def _is_usual(self, point: tuple[Value, ...], left_out: dict[str, set[Value]]) -> bool:
        """Whether every single value of the point is taken in some combination."""
        return not any(value in left_out[item] for item, value in zip(self.items, point, strict=True))

    def _owed_values(self, item: str, values: set[Value], covered: set[tuple[Value, ...]]) -> set[Value]:
        """Of some values those at which a point lies that is no worse than a covered one."""
        place = self.items.index(item)
        there = (point for point in self.points if point[place] in values)
        return {point[place] for point in there if any(self._no_worse(point, one) for one in covered)}

    def _no_worse(self, point: tuple[Value, ...], other: tuple[Value, ...]) -> bool:
        return all(
            self.badness(item, one) <= self.badness(item, than)
            for item, one, than in zip(self.items, point, other, strict=True)
        )

    def _runs(self, values: set[Value]) -> int:
        numbers = {number for number, _, _ in values}
        return sum(number - 1 not in numbers for number in numbers)
