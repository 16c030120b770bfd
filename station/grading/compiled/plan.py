"""What a standard's result hangs on, and how the interpreter draws it without judging the rules again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import count

from station.grading.compiled.outcome import Outcome
from station.grading.compiled.subject import Group, Subject, claims, cut, silence
from station.grading.compiled.tables import Facts
from station.grading.itemise import answered, itemised_result
from station.grading.joining import outcome
from station.grading.ladder import Ladder, Rung
from station.grading.scale import Scale
from station.grading.seen import Seen
from station.grading.standing import Standing
from station.grading.truth import Truth
from station.standards.channel import NOT_ACCEPTED, ChannelStandard

Scales = tuple[Scale, ...]


class Plan:
    """The groups of demands of one standard; the same truth of every group gives the same result."""

    def __init__(self, standard: ChannelStandard) -> None:
        self._standard = standard
        self._scales = Standing.of(standard, {}).scales
        self._questions = [one.when for asked in standard.questions for one in asked.options if one.when]
        gates = cut(gate.require for gate in standard.gates)
        watched, unspoken = silence(standard)
        rungs = [_group((*gates, *watched), rung) for rung in _rungs(self._scales)]
        has_claims = any(claims(rule) for _, rule in standard.rules())
        with_claims = [Group(rung.subjects, claims_open=True) for rung in rungs] if has_claims else []
        self._rungs = len(rungs)
        self._has_claims = has_claims
        self.groups = (
            *rungs,
            *with_claims,
            Group(gates),
            Group(unspoken),
            *(Group(cut([rule])) for rule in self._questions),
        )
        self.gates = len(self.groups) - len(self._questions) - 2

    def draw(self, truths: Sequence[Truth], facts: Facts) -> Outcome:
        """The interpreter's result for facts that give the groups these truths, without its reasons."""
        if self._standard.aggregation == "itemised":
            return self._itemised(truths, facts)
        with_claims = truths[self._rungs :] if self._has_claims else truths
        found = outcome(
            _ToldStanding(
                self._standard,
                Seen(facts, self._standard.vocabulary),
                _told(self._scales, truths),
                _told(self._scales, with_claims),
            )
        )
        may_fail = bool(found.grades) and any(scale.may_fail for scale in _told(self._scales, truths))
        return Outcome(self._standard.id, found.result, found.grades, may_fail=may_fail)

    def open_groups(self, truths: Sequence[Truth]) -> Iterator[int]:
        """The groups whose unknown facts could still change the result that :meth:`draw` tells."""
        unspoken = self.gates + 1
        yield self.gates
        if truths[unspoken] is not Truth.FALSE:
            yield from self._open_rungs(truths)
        yield from self._open_options(truths, unspoken + 1)

    def _open_rungs(self, truths: Sequence[Truth]) -> Iterator[int]:
        scales = _told(self._scales, truths)
        numbers = {id(rung): number for number, rung in enumerate(_rungs(scales))}
        for scale in scales:
            yield from (numbers[id(rung)] for ladder in scale.open_ladders for rung in ladder.possible)

    def _open_options(self, truths: Sequence[Truth], first: int) -> Iterator[int]:
        left = count(first)
        for question in self._standard.questions:
            numbers = [next(left) for option in question.options if option.when]
            told = [truths[number] for number in numbers]
            if next((truth for truth in told if truth is not Truth.FALSE), None) is Truth.UNKNOWN:
                yield from (number for number in numbers if truths[number] is Truth.UNKNOWN)

    def _itemised(self, truths: Sequence[Truth], facts: Facts) -> Outcome:
        standing = Standing.of(self._standard, facts)
        asked = truths[len(truths) - len(self._questions) :]
        standing.seen.judged.update(zip(map(id, self._questions), asked, strict=True))
        options = answered(self._standard.questions, standing.seen)
        told = tuple(one.option for one in options)
        return Outcome(self._standard.id, itemised_result(standing, options), options=told)


@dataclass(frozen=True)
class _ToldStanding(Standing):
    """A standing whose scales are told instead of judged."""

    told: Scales
    told_with_claims: Scales

    @cached_property
    def scales(self) -> Scales:
        return self.told

    @cached_property
    def with_claims_open(self) -> Standing:
        return replace(self, told=self.told_with_claims)


def _rungs(scales: Scales) -> Iterator[Rung]:
    yield from (rung for scale in scales for ladder in scale.ladders for rung in ladder.rungs)


def _group(around: Iterable[Subject], rung: Rung) -> Group:
    """A refusal stands on its own; a grade is given only when gates and silence allow it."""
    own = cut(judged.criterion.require for judged in rung.judged)
    return Group(own if rung.gives == NOT_ACCEPTED else (*around, *own))


def _told(scales: Scales, truths: Iterable[Truth]) -> Scales:
    """The scales with the truths of their rungs, in their order."""
    left = iter(truths)

    def told(ladder: Ladder) -> Ladder:
        return Ladder(
            ladder.surface, tuple([Rung(rung.gives, rung.judged, next(left)) for rung in ladder.rungs])
        )

    return tuple(Scale(scale.axis, tuple(map(told, scale.ladders))) for scale in scales)
