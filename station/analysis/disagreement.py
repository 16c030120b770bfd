"""Their result against ours: what channels made of units that this station judged for them.

Only units of which the channel reported a result count, so a channel that reports complaints alone looks
worse than it is: every figure states how many units stand behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from station.analysis.figures import Figures
from station.analysis.narrowing import narrowed
from station.analysis.scope import Scope
from station.model.verdict import Result
from station.store.channel_results import ChannelResult, channel_results

_OURS = "SELECT r.id, v.channel, v.outcome FROM records r JOIN verdicts v ON v.sequence = r.sequence WHERE"

GradesOf = Mapping[str, Sequence[str]]
"""Grades of every channel, best first."""


class Against(StrEnum):
    """How their result stands to ours."""

    SAME = "same"
    LOWER = "lower"
    """A worse grade than ours, or not accepted: what we promised was not kept."""
    HIGHER = "higher"
    OTHER = "other"
    """Different, and nobody can say which is better: we gave a range, or several axes."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One unit's result at one channel: ours and theirs."""

    record: str
    channel: str
    ours: str
    theirs: str
    against: Against


def pairs(figures: Figures, scope: Scope, grades: GradesOf) -> tuple[Pair, ...]:
    """Every unit in ``scope`` of which its channel reported a result, in the order of the reports.

    Raises:
        KnownError: FIG-001 stopped, FIG-002 single inspectors without the right.
    """
    reported = [one for one in channel_results(figures.store) if scope.channel in ("", one.channel)]
    ours = _ours(figures, scope) if reported else {}
    return tuple(
        _pair(one, ours[one.record, one.channel], grades.get(one.channel, ()))
        for one in reported
        if (one.record, one.channel) in ours
    )


def _pair(reported: ChannelResult, ours: str, grades: Sequence[str]) -> Pair:
    against = _against(ours, reported.result, grades)
    return Pair(reported.record, reported.channel, ours, reported.result, against)


def _against(ours: str, theirs: str, grades: Sequence[str]) -> Against:
    """Tied grades of ours are the same as any one of them."""
    if theirs in ours.split("|"):
        return Against.SAME
    scale = [*grades, Result.NOT_ACCEPTED.value]
    places = [scale.index(one) for one in ours.split("|") if one in scale]
    if theirs not in scale or not places:
        return Against.OTHER
    return Against.LOWER if scale.index(theirs) > max(places) else Against.HIGHER


def _ours(figures: Figures, scope: Scope) -> dict[tuple[str, str], str]:
    """What this station gave, by record and channel, for the records of the scope."""
    where, values = narrowed(figures, scope)
    with figures.store.counted.lend(figures.watch.goes) as connection:
        rows: Iterable[tuple[str, str, str]] = connection.execute(f"{_OURS} {where}", values)
        return {(record, channel): outcome for record, channel, outcome in rows}
