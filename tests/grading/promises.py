"""What a verdict promises, so that two verdicts of one standard can be compared."""

from __future__ import annotations

import math

from station.model.verdict import Result, Verdict
from station.standards.channel import SILENCE, ChannelStandard


def promises(standard: ChannelStandard, verdict: Verdict) -> tuple[float, ...]:
    """On each axis the rank of the worst grade promised, 0 the best; infinite where none is."""
    return tuple(
        max(ranks) if result in (Result.GRADE, Result.TIE) else math.inf
        for result, ranks in _by_axis(standard, verdict)
    )


def hopes(standard: ChannelStandard, verdict: Verdict) -> tuple[float, ...]:
    """On each axis the rank of the best grade still possible; infinite where none is."""
    return tuple(min(ranks, default=math.inf) for _, ranks in _by_axis(standard, verdict))


def _by_axis(standard: ChannelStandard, verdict: Verdict) -> list[tuple[Result, list[int]]]:
    if verdict.result is Result.NOT_ACCEPTED or SILENCE in verdict.open_rulings:
        return [(verdict.result, []) for _ in standard.scales]
    results = [(one.result, one.grades) for one in verdict.axis_verdicts]
    results = results or [(verdict.result, verdict.grades)]
    codes = [[grade.code for grade in axis.graded] for axis in standard.scales]
    return [
        (result, [known.index(grade) for grade in grades])
        for (result, grades), known in zip(results, codes, strict=True)
    ]
