"""Why a verdict is as it is: what decided, what is missing, what sits close to a limit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from station.grading.itemise import missing_answers, passed_options
from station.grading.judge import judge
from station.grading.ladder import Judged, Ladder, Rung
from station.grading.scale import Scale
from station.grading.seen import Seen
from station.grading.shown import shown_limit, shown_observation, tally, told
from station.grading.standing import Standing
from station.grading.telling import lacking, leaning, near_limits
from station.grading.truth import Truth
from station.model.verdict import Borderline, Deciding, Oldest, Result
from station.standards.channel import SILENCE, ChannelStandard


def deciding(standing: Standing) -> tuple[Deciding, ...]:
    """The clauses and observations that decided, axis by axis, the nearest better grade first.

    A gate or row that refuses stands alone; so do defects the standard does not mention. For the best grade
    they are the demands it met.
    """
    if standing.refusing:
        return (_told(standing.refusing, standing),)
    if standing.unheard:
        return tuple(Deciding(SILENCE, item, tally([defect]), "?") for item, defect in standing.unheard)
    decisive = [gate for gate in standing.gates if gate.truth is Truth.VAGUE]
    decisive += [judged for scale in standing.scales for judged in _decisive(scale, standing)]
    questions = passed_options(standing.standard, standing.seen)
    return tuple(dict.fromkeys([*(_told(judged, standing) for judged in decisive), *questions]))


def _decisive(scale: Scale, standing: Standing) -> list[Judged]:
    """What held one scale down; where nothing did, what was met."""
    is_list = scale.axis.aggregation == "first_match"
    found = list(_matched(scale)) if is_list else []
    for ladder in scale.decisive_ladders:
        found += [*_refusals(scale, ladder, standing), *_vague(ladder)]
    if not found and scale.result(excludes=True) in (Result.GRADE, Result.TIE):
        found = [
            *standing.gates,
            *(judged for ladder in scale.ladders for judged in ladder.possible[0].judged),
        ]
    return found


def _matched(scale: Scale) -> Iterator[Judged]:
    """The row that was taken."""
    surely = [rung for rung in scale.ladders[0].possible if rung.truth is Truth.TRUE]
    if surely and len(scale.outcomes) == 1:
        yield from surely[0].judged


def _refusals(scale: Scale, ladder: Ladder, standing: Standing) -> Iterator[Judged]:
    """For every better grade that was passed over the first demand that a known fact breaks."""
    for rung in reversed(ladder.passed_over):
        if scale.rank(rung) < scale.best:
            yield from [judged for judged in rung.judged if _is_broken(judged, standing)][:1]


def _is_broken(judged: Judged, standing: Standing) -> bool:
    return judge(judged.criterion.require, standing.with_claims_open.seen) is Truth.FALSE


def _vague(ladder: Ladder) -> Iterator[Judged]:
    for rung in ladder.possible:
        yield from (judged for judged in rung.judged if judged.truth is Truth.VAGUE)


def _told(judged: Judged, standing: Standing) -> Deciding:
    return told(judged.criterion.clause, judged.criterion.require, standing.seen)


def missing(standing: Standing, result: Result) -> tuple[str, ...]:
    """Items whose facts could still change the result, in the order the standard cites them."""
    if result not in (Result.BOUND, Result.UNDETERMINED, Result.ITEMISED):
        return ()
    judged = [*standing.gates, *(one for rung in _open_rungs(standing) for one in rung.judged)]
    lacked = {item for one in judged for item in lacking(one.criterion.require, standing.seen)}
    lacked |= {*missing_answers(standing.standard, standing.seen), *standing.unwatched}
    return tuple(item for item in standing.standard.items if item in lacked)


def _open_rungs(standing: Standing) -> Iterator[Rung]:
    """Rungs on which the result still hangs; none where the silence of the standard decides."""
    if not standing.unheard:
        for scale in standing.scales:
            yield from (rung for ladder in scale.open_ladders for rung in ladder.possible)


def presumed(standing: Standing) -> tuple[str, ...]:
    """Items whose unknown fact a ruling lets pass, for a gate or a grade still in question."""
    if standing.refusing or standing.unheard:
        return ()
    rungs = (rung for scale in standing.scales for ladder in scale.ladders for rung in ladder.possible)
    judged = [*standing.gates, *(one for rung in rungs for one in rung.judged)]
    rules = (one.criterion.require for one in judged)
    return tuple(dict.fromkeys(item for rule in rules for item in leaning(rule, standing.seen)))


def open_rulings(standing: Standing, result: Result) -> tuple[str, ...]:
    """Clauses that no fact can settle: silence, an open end, words without a measure."""
    if result is Result.NOT_ACCEPTED:
        return ()
    if standing.unheard:
        return (SILENCE,)
    vague = [gate for gate in standing.gates if gate.truth is Truth.VAGUE]
    vague += [one for scale in standing.scales for ladder in scale.ladders for one in _vague(ladder)]
    return tuple(dict.fromkeys([*_open_ends(standing.scales), *(one.criterion.clause for one in vague)]))


def _open_ends(scales: Sequence[Scale]) -> Iterator[str]:
    for scale in scales:
        if scale.outcomes == (scale.open_end,) and scale.axis.open_end:
            yield scale.axis.open_end


def borderline(standard: ChannelStandard, seen: Seen) -> tuple[Borderline, ...]:
    """Readings within their measuring uncertainty of a limit: re-measure, or take the stricter side."""
    near = ((clause, leaf) for clause, rule in standard.rules() for leaf in near_limits(rule, seen))
    found = (
        Borderline(
            clause, leaf.item, shown_observation(leaf, leaf.item, seen), shown_limit(leaf, leaf.item, seen)
        )
        for clause, leaf in near
    )
    return tuple(dict.fromkeys(found))


def oldest(items: Iterable[str], seen: Seen, taken_at: Mapping[str, datetime]) -> Oldest | None:
    """The oldest known fact among ``items``; None when no time is known."""
    known = [Oldest(item, taken_at[item]) for item in items if item in taken_at and not seen.is_unknown(item)]
    return min(known, key=lambda one: one.taken_at, default=None)
