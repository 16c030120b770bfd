"""Why a verdict is as it is: what decided, what is missing, what sits close to a limit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from station.grading.judge import judge
from station.grading.seen import Seen
from station.grading.shown import shown_limit, shown_observation, tally
from station.grading.standing import GradeStanding, Judged, Standing
from station.grading.telling import lacking, leaning, near_limits, telling_item, telling_leaf
from station.grading.truth import Truth
from station.model.verdict import Borderline, Deciding, Result
from station.standards.channel import SILENCE, ChannelStandard


def deciding(standing: Standing, result: Result, candidates: Sequence[GradeStanding]) -> tuple[Deciding, ...]:
    """The clauses and observations that decided, the nearest better grade first.

    A refusing gate stands alone; so do defects the standard does not mention. For the best grade they are
    the demands it met.
    """
    if standing.refusing:
        return (_told(standing.refusing, standing),)
    if standing.unheard:
        return tuple(Deciding(SILENCE, item, tally([defect]), "?") for item, defect in standing.unheard)
    decisive = [*_refusals(standing, candidates), *_vague(candidates)]
    if not decisive and result in (Result.GRADE, Result.TIE):
        decisive = [*standing.gates, *candidates[0].judged]
    return tuple(dict.fromkeys(_told(judged, standing) for judged in decisive))


def _refusals(standing: Standing, candidates: Sequence[GradeStanding]) -> Iterator[Judged]:
    """For every grade better than the candidates the first demand that a known fact breaks."""
    better = list(standing.grades)
    if candidates:
        better = better[: better.index(candidates[0])]
    for grade in reversed(better):
        yield from [judged for judged in grade.judged if _is_broken(judged, standing)][:1]


def _is_broken(judged: Judged, standing: Standing) -> bool:
    return judge(judged.criterion.require, standing.with_claims_open.seen) is Truth.FALSE


def _vague(candidates: Iterable[GradeStanding]) -> Iterator[Judged]:
    for grade in candidates:
        yield from (judged for judged in grade.judged if judged.truth is Truth.VAGUE)


def _told(judged: Judged, standing: Standing) -> Deciding:
    seen = standing.seen
    leaf = telling_leaf(judged.criterion.require, seen)
    item = telling_item(leaf, seen)
    observed, limit = shown_observation(leaf, item, seen), shown_limit(leaf, item, seen)
    return Deciding(judged.criterion.clause, item, observed, limit)


def missing(standing: Standing, candidates: Sequence[GradeStanding]) -> tuple[str, ...]:
    """Items whose facts could still change the result, in the order the standard cites them."""
    judged = [*standing.gates, *(one for grade in candidates for one in grade.judged)]
    lacked = {item for one in judged for item in lacking(one.criterion.require, standing.seen)}
    lacked |= set(standing.unwatched)
    return tuple(item for item in standing.standard.items if item in lacked)


def presumed(standing: Standing, candidates: Sequence[GradeStanding]) -> tuple[str, ...]:
    """Items whose unknown fact a ruling lets pass for a grade still in question."""
    rules = (one.criterion.require for grade in candidates for one in grade.judged)
    return tuple(dict.fromkeys(item for rule in rules for item in leaning(rule, standing.seen)))


def borderline(standard: ChannelStandard, seen: Seen) -> tuple[Borderline, ...]:
    """Readings within their measuring uncertainty of a limit: re-measure, or take the stricter side."""
    near = ((clause, leaf) for clause, rule in standard.rules() for leaf in near_limits(rule, seen))
    told = (
        Borderline(
            clause, leaf.item, shown_observation(leaf, leaf.item, seen), shown_limit(leaf, leaf.item, seen)
        )
        for clause, leaf in near
    )
    return tuple(dict.fromkeys(told))
