"""What is still at stake in one standard: the leaves and watched items that can move its verdict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from station.standards.bearing.may_be import FALSE, TRUE
from station.standards.bearing.network import Masks, Network
from station.standards.bearing.outlook import Outlook
from station.standards.channel import (
    NOT_ACCEPTED,
    Axis,
    ChannelStandard,
    Criterion,
    QuestionOption,
)


@dataclass(frozen=True, slots=True)
class Rung:
    """What is given when the node at ``place`` holds; ``rank`` 0 is the best grade.

    A refusal stands on its own; a grade is given only when gates and silence allow it.
    """

    rank: int
    place: int
    refuses: bool = False


@dataclass(frozen=True, slots=True)
class Ladder:
    """Rungs tried in order; ``end`` is the rank when none holds, ``refusal`` the rank of a refused unit."""

    rungs: tuple[Rung, ...]
    end: int
    refusal: int


@dataclass(frozen=True, slots=True)
class Stake:
    """Where one standard stands in the network."""

    standard: ChannelStandard
    gates: tuple[int, ...]
    watched: tuple[str, ...]
    scales: tuple[tuple[Ladder, ...], ...]
    questions: tuple[tuple[int | None, ...], ...]

    @classmethod
    def of(cls, standard: ChannelStandard, network: Network) -> Stake:
        """Enter the rules of ``standard`` in ``network``."""
        listens = standard.silence.when_silent == "undetermined"
        return cls(
            standard=standard,
            gates=tuple(network.add(gate.require) for gate in standard.gates),
            watched=tuple(standard.unspoken) if listens else (),
            scales=tuple(tuple(_ladders(axis, network)) for axis in standard.scales),
            questions=(
                *(_options(question.options, network) for question in standard.questions),
                *(_options(attribute.options, network) for attribute in standard.attributes),
            ),
        )

    def is_gated(self, outlook: Outlook) -> bool:
        """Whether a gate surely refuses the unit."""
        return any(outlook.masks[gate] == FALSE for gate in self.gates)

    def refuses(self, outlook: Outlook) -> bool:
        """Whether the unit is surely not accepted, by a gate or because no grade is left."""
        surely = self._allows_surely(outlook)
        return self.is_gated(outlook) or any(
            _reach(ladder, outlook.masks, surely) == [ladder.refusal]
            for ladders in self.scales
            for ladder in ladders
        )

    def places(self, outlook: Outlook, *, unheard: bool = False) -> set[int]:
        """Nodes that can still move the verdict; leaves among them are what can be asked.

        With ``unheard`` a defect was seen that the standard does not mention: only a refusal can still change
        the result.
        """
        found: set[int] = set()
        if self.is_gated(outlook):
            return found
        for gate in self.gates:
            outlook.network.unsettled(gate, outlook.masks, found)
        for ladders in self.scales:
            if not unheard or any(rung.refuses for ladder in ladders for rung in ladder.rungs):
                self._walk_scale(ladders, outlook, found)
        for options in self.questions:
            _walk_options(options, outlook, found)
        return found

    def unwatched(self, outlook: Outlook, *, unheard: bool = False) -> Iterator[str]:
        """Watched items not answered yet that could show what the standard does not mention."""
        if not unheard and not self.is_gated(outlook):
            yield from (
                item for item in self.watched if item not in outlook.known and item not in outlook.unknown
            )

    def _walk_scale(self, ladders: Sequence[Ladder], outlook: Outlook, found: set[int]) -> None:
        surely = self._allows_surely(outlook)
        reaches = [_reach(ladder, outlook.masks, surely) for ladder in ladders]
        best = max((min(reach) for reach in reaches), default=0)
        for ladder, reach in zip(ladders, reaches, strict=True):
            if max(reach) > best:
                _walk_ladder(ladder, outlook, surely, found)

    def _allows_surely(self, outlook: Outlook) -> bool:
        """Whether nothing that stays unknown keeps gates or silence from allowing a grade."""
        return not any(outlook.masks[gate] & ~(TRUE | FALSE) for gate in self.gates) and not any(
            item in outlook.unknown for item in self.watched
        )


def _reach(ladder: Ladder, masks: Masks, surely: bool) -> list[int]:
    reach = []
    for rung in ladder.rungs:
        if masks[rung.place] != FALSE:
            reach.append(rung.rank)
        if masks[rung.place] == TRUE and (surely or rung.refuses):
            return reach
    return [*reach, ladder.end]


def _walk_ladder(ladder: Ladder, outlook: Outlook, surely: bool, found: set[int]) -> None:
    for rung in ladder.rungs:
        if outlook.masks[rung.place] == TRUE and (surely or rung.refuses):
            return
        outlook.network.unsettled(rung.place, outlook.masks, found)


def _walk_options(options: Sequence[int | None], outlook: Outlook, found: set[int]) -> None:
    """The first option that is not refused is taken; words or facts that stay open end it."""
    for place in options:
        if place is None:
            return
        outlook.network.unsettled(place, outlook.masks, found)
        if not outlook.masks[place] & FALSE:
            return


def _options(options: Sequence[QuestionOption], network: Network) -> tuple[int | None, ...]:
    return tuple(None if one.when is None else network.add(one.when) for one in options)


def _ladders(axis: Axis, network: Network) -> Iterator[Ladder]:
    codes = [grade.code for grade in axis.given]
    end = len(codes) + (axis.otherwise == "undetermined")
    ranks = {code: rank for rank, code in enumerate([*codes, NOT_ACCEPTED])}
    for steps in _steps(axis):
        demands = (
            (code, network.all_of(network.add(one.require) for one in criteria)) for code, criteria in steps
        )
        rungs = (Rung(ranks[code], place, code == NOT_ACCEPTED) for code, place in demands if code in ranks)
        yield Ladder(tuple(rungs), end, len(codes))


def _steps(axis: Axis) -> Iterator[Iterable[tuple[str, tuple[Criterion, ...]]]]:
    """What is tried, in order: one list for the unit, or one for each surface."""
    match axis.aggregation:
        case "best_grade":
            yield [(grade.code, grade.criteria) for grade in axis.given]
        case "worst_surface":
            yield from ([(one.code, one.criteria) for one in surface.graded] for surface in axis.surfaces)
        case "first_match":
            yield [(row.gives, (Criterion(row.clause, row.when),)) for row in axis.rows]
