"""From facts to a channel's verdict.

Grades are looked at best first. Every grade that is not refused stays a candidate until the first one that
surely holds. Words that no fact can decide leave a tie; missing facts leave a bound.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from station.grading.explain import borderline, deciding, missing, presumed
from station.grading.itemise import itemise
from station.grading.standing import GradeStanding, Standing
from station.grading.truth import Truth
from station.grading.upgrade import cheapest_upgrade
from station.model.answer import Answer
from station.model.verdict import Result, Verdict
from station.standards.channel import SILENCE, ChannelStandard


def evaluate(standard: ChannelStandard, facts: Mapping[str, Answer]) -> Verdict:
    """The verdict of ``standard`` on a unit; an item absent from ``facts`` is unknown.

    Never raises for any facts: an answer of the wrong sort or unit counts as unknown.
    """
    if standard.aggregation == "itemised":
        return itemise(standard, facts)
    standing = Standing.of(standard, facts)
    candidates = _candidates(standing.grades)
    result = _result(standing, candidates)
    left = () if result is Result.NOT_ACCEPTED or standing.unheard else candidates
    return Verdict(
        channel=standard.id,
        standard=standard.title,
        version=standard.version,
        result=result,
        grades=_codes(result, left),
        gate=_gate(standing) if result is Result.NOT_ACCEPTED else None,
        missing=missing(standing, left) if result in (Result.BOUND, Result.UNDETERMINED) else (),
        deciding=deciding(standing, result, left),
        borderline=borderline(standard, standing.seen),
        upgrade=cheapest_upgrade(standing, left),
        open_rulings=_open_rulings(standing, result, left),
        presumed=presumed(standing, left),
        best_grade=standard.given[0].code,
    )


def _candidates(grades: Sequence[GradeStanding]) -> tuple[GradeStanding, ...]:
    """Grades still possible: up to the first that surely holds, and those with the very same conditions."""
    possible: list[GradeStanding] = []
    for standing in grades:
        if possible and possible[-1].truth is Truth.TRUE and not _same(possible[-1], standing):
            break
        if standing.truth is not Truth.FALSE:
            possible.append(standing)
    return tuple(possible)


def _same(one: GradeStanding, other: GradeStanding) -> bool:
    def demands(standing: GradeStanding) -> list[object]:
        return [criterion.require for criterion in standing.grade.criteria]

    return demands(one) == demands(other)


def _result(standing: Standing, candidates: Sequence[GradeStanding]) -> Result:
    if standing.refusing:
        return Result.NOT_ACCEPTED
    if standing.unheard:
        return Result.UNDETERMINED
    if not candidates:
        return Result(standing.standard.otherwise)
    if any(one.truth is Truth.UNKNOWN for one in candidates):
        return Result.BOUND if _excludes_any(standing) else Result.UNDETERMINED
    if candidates[-1].truth is Truth.VAGUE:
        return Result.UNDETERMINED
    return Result.GRADE if len(candidates) == 1 else Result.TIE


def _excludes_any(standing: Standing) -> bool:
    """Whether any fact known so far rules a grade out; a claim nobody looked into is no such fact."""
    grades = standing.with_claims_open.grades
    return len(_candidates(grades)) < len(grades)


def _codes(result: Result, candidates: Sequence[GradeStanding]) -> tuple[str, ...]:
    told = result is not Result.NOT_ACCEPTED
    return tuple(one.grade.code for one in candidates) if told else ()


def _gate(standing: Standing) -> str:
    """The clause that refuses: a gate, or the first demand of the last grade that the unit fails."""
    if standing.refusing:
        return standing.refusing.criterion.clause
    return next(one.criterion.clause for one in standing.grades[-1].judged if one.truth is Truth.FALSE)


def _open_rulings(standing: Standing, result: Result, candidates: Sequence[GradeStanding]) -> tuple[str, ...]:
    if standing.unheard and result is Result.UNDETERMINED:
        return (SILENCE,)
    if not candidates and result is Result.UNDETERMINED and standing.standard.open_end:
        return (standing.standard.open_end,)
    judged = (one for grade in candidates for one in grade.judged)
    return tuple(dict.fromkeys(one.criterion.clause for one in judged if one.truth is Truth.VAGUE))
