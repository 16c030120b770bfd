"""What the scales of a standard give together.

One scale is its own result. Of several axes

* any that refuses the unit refuses it as a whole;
* the whole is a grade when every axis is, and a tie when no fact could separate the ties left;
* an axis that facts could still settle leaves a bound, as long as what is known rules out a joined code;
* an axis that words leave open (an open end, a wording that needs a ruling) leaves the whole undetermined.

Joined codes stand best first: ordered by the first axis, then by the second, and so on; so the first is the
best on every axis and the last the worst. A whole that is undetermined has no joined codes, the axes tell
what is known.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from station.grading.scale import Scale
from station.grading.standing import Standing
from station.grading.truth import Truth
from station.model.verdict import AxisVerdict, Result
from station.standards.channel import ChannelStandard


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of a whole standard without its reasons; ``gate`` names the refusing clause."""

    result: Result
    grades: tuple[str, ...] = ()
    gate: str | None = None
    axes: tuple[AxisVerdict, ...] = ()


def outcome(standing: Standing) -> Outcome:
    """The result of a standard that has scales."""
    if standing.refusing:
        return Outcome(Result.NOT_ACCEPTED, gate=standing.refusing.criterion.clause)
    if standing.unheard:
        return Outcome(Result.UNDETERMINED)
    if standing.standard.aggregation == "axes":
        return _joined(standing)
    only = axis_verdict(standing, 0)
    return Outcome(only.result, only.grades, only.gate)


def axis_verdict(standing: Standing, place: int) -> AxisVerdict:
    """What one axis gives by itself."""
    scale = standing.scales[place]
    result = scale.result(standing.with_claims_open.scales[place].excludes_any)
    if result is Result.NOT_ACCEPTED:
        return AxisVerdict(scale.axis.id, result, gate=_refusing_clause(scale))
    return AxisVerdict(scale.axis.id, result, scale.grades)


def _refusing_clause(scale: Scale) -> str | None:
    """The first row that refuses, or the first demand of the last grade that the unit fails."""
    ladder = scale.decisive_ladders[0]
    if ladder.possible:
        return ladder.possible[0].judged[0].criterion.clause
    failed = (one for rung in ladder.rungs[-1:] for one in rung.judged if one.truth is Truth.FALSE)
    return next((one.criterion.clause for one in failed), None)


def _joined(standing: Standing) -> Outcome:
    axes = tuple(axis_verdict(standing, place) for place in range(len(standing.scales)))
    refusing = next((axis for axis in axes if axis.result is Result.NOT_ACCEPTED), None)
    if refusing:
        return Outcome(Result.NOT_ACCEPTED, gate=refusing.gate, axes=axes)
    result = _joined_result(standing, axes)
    codes = () if result is Result.UNDETERMINED else _codes(standing, axes)
    return Outcome(result, codes, axes=axes)


def _joined_result(standing: Standing, axes: tuple[AxisVerdict, ...]) -> Result:
    results = {axis.result for axis in axes}
    if results == {Result.GRADE}:
        return Result.GRADE
    if results <= {Result.GRADE, Result.TIE}:
        return Result.TIE
    if any(_is_open_in_words(axis, scale) for axis, scale in zip(axes, standing.scales, strict=True)):
        return Result.UNDETERMINED
    excludes = any(scale.excludes_any for scale in standing.with_claims_open.scales)
    return Result.BOUND if excludes else Result.UNDETERMINED


def _is_open_in_words(axis: AxisVerdict, scale: Scale) -> bool:
    return axis.result is Result.UNDETERMINED and not (scale.lacks_facts and scale.grades)


def _codes(standing: Standing, axes: tuple[AxisVerdict, ...]) -> tuple[str, ...]:
    names = [axis.axis for axis in axes]
    every = product(*(axis.grades for axis in axes))
    return tuple(standing.standard.joined.format_map(dict(zip(names, codes, strict=True))) for codes in every)


def best_code(standard: ChannelStandard) -> str | None:
    """The best grade, or joined code, that this station gives."""
    best = {axis.id: axis.given[0].code for axis in standard.scales}
    if standard.aggregation == "axes":
        return standard.joined.format_map(best)
    return next(iter(best.values()), None)
