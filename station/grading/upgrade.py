"""The cheapest way to the next better grade: the fewest and cheapest things to check, clean or change.

Fewest steps first (all cleaning is one step), then fewest changes, then least minutes, then the order of the
standard. Of several axes the one that is cheapest to better is named; axes that refuse the unit are all
bettered at once, for nothing less helps.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from station.grading.ladder import Ladder
from station.grading.scale import Scale
from station.grading.seen import Seen
from station.grading.standing import Standing
from station.grading.truth import Truth
from station.grading.turning import turning
from station.grading.way import Way, Ways, cost, least, steps, together
from station.model.verdict import Upgrade

_UNSETTLED = "?"


def cheapest_upgrade(standing: Standing) -> Upgrade | None:
    """The next better grade that can be reached, and the cheapest way there.

    None when the unit already has the best grade, when no change or check can help, and for standards
    without grades.
    """
    if standing.unheard:
        return None
    found = [climb for scales in _lifted(standing) if (climb := _climb(standing, scales)) and climb.way]
    climb = min(found, key=lambda one: one.cost, default=None)
    return climb.upgrade if climb else None


def _lifted(standing: Standing) -> list[list[Scale]]:
    """Which axes are bettered together."""
    failing = [scale for scale in standing.scales if scale.best >= scale.refusal]
    return [failing] if failing else [[scale] for scale in standing.scales]


@dataclass(frozen=True)
class _Climb:
    """The cheapest way to these ranks on these scales."""

    standing: Standing
    ranks: dict[str, int]
    way: Way

    @property
    def cost(self) -> tuple[object, ...]:
        return cost(self.way, self.standing.seen)

    @cached_property
    def upgrade(self) -> Upgrade:
        standard = self.standing.standard
        taken = steps(self.way, standard.items, self.standing.seen)
        return Upgrade(self._code, tuple(step.item for step in taken), taken)

    @property
    def _code(self) -> str:
        codes = {scale.axis.id: self._code_on(scale) for scale in self.standing.scales}
        pattern = self.standing.standard.joined
        return pattern.format_map(codes) if pattern else next(iter(codes.values()))

    def _code_on(self, scale: Scale) -> str:
        if scale.axis.id in self.ranks:
            return scale.codes[self.ranks[scale.axis.id]]
        return scale.grades[0] if len(scale.outcomes) == 1 and scale.grades else _UNSETTLED


def _climb(standing: Standing, scales: Sequence[Scale]) -> _Climb | None:
    around = [
        _checks(standing),
        *(turning(one.criterion.require, True, standing.seen) for one in standing.gates),
    ]
    ranks: dict[str, int] = {}
    for scale in scales:
        reached = next(_reachable(scale, standing), None)
        if reached is None:
            return None
        ranks[scale.axis.id], ways = reached
        around.append(ways)
    order = standing.standard.items
    found = together(around)
    if not found:
        return None
    places = {item: place for place, item in enumerate(order)}
    best = min(found, key=lambda way: (cost(way, standing.seen), sorted(places[item] for item, _ in way)))
    return _Climb(standing, ranks, best)


def _checks(standing: Standing) -> Ways:
    """The lists that must be known before this standard gives any grade."""
    return (frozenset((item, "check") for item in standing.unwatched),)


def _reachable(scale: Scale, standing: Standing) -> Iterator[tuple[int, Ways]]:
    """Ranks that something leads to, the nearest first."""
    for rank in _targets(scale):
        ways = together(_climbed(scale, ladder, rank, standing.seen) for ladder in scale.ladders)
        if ways:
            yield rank, ways


def _targets(scale: Scale) -> Iterable[int]:
    """Ranks of grades to aim at, the nearest first; behind a gate first what the unit would be."""
    if scale.best >= scale.refusal:
        would_be = [rank for rank in range(scale.refusal) if _is_hopeful(scale, rank)]
        return would_be or reversed(range(scale.refusal))
    settled = all(ladder.possible[0].truth is Truth.TRUE for ladder in scale.open_ladders)
    return reversed(range(scale.best if settled else scale.best + 1))


def _is_hopeful(scale: Scale, rank: int) -> bool:
    """Whether no fact known about the unit itself speaks against the grade."""
    climbable = (_aims(scale, ladder, rank) for ladder in scale.ladders)
    return all(
        any(all(one.truth is not Truth.FALSE for one in ladder.rungs[place].judged) for place in places)
        for ladder, places in zip(scale.ladders, climbable, strict=True)
    )


def _aims(scale: Scale, ladder: Ladder, rank: int) -> list[int]:
    """Places of the rungs that lead to a rank; a single surface may also be better than the whole unit."""
    best = 0 if len(scale.ladders) > 1 else rank
    return [place for place, rung in enumerate(ladder.rungs) if best <= scale.rank(rung) <= rank]


def _climbed(scale: Scale, ladder: Ladder, rank: int, seen: Seen) -> Ways:
    """Every way onto a rung of that rank, past the worse ones that are tried before it."""
    return least(
        way for place in _aims(scale, ladder, rank) for way in _onto(scale, ladder, place, rank, seen)
    )


def _onto(scale: Scale, ladder: Ladder, place: int, rank: int, seen: Seen) -> Ways:
    demands = [turning(one.criterion.require, True, seen) for one in ladder.rungs[place].judged]
    for rung in ladder.rungs[:place]:
        if scale.rank(rung) > rank:
            fails = (turning(one.criterion.require, False, seen) for one in rung.judged)
            demands.append(least(way for ways in fails for way in ways))
    return together(demands)
