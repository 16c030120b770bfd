"""What a verdict promises, so that two verdicts of one standard can be compared."""

from __future__ import annotations

import math

from station.model.verdict import Result, Verdict
from station.standards.channel import SILENCE, ChannelStandard


def promises(standard: ChannelStandard, verdict: Verdict) -> tuple[float, ...]:
    """On each axis the rank of the worst grade promised, 0 the best; infinite where none is."""
    if verdict.result is Result.NOT_ACCEPTED or SILENCE in verdict.open_rulings:
        return tuple(math.inf for _ in standard.scales)
    results = [(one.result, one.grades) for one in verdict.axis_verdicts]
    results = results or [(verdict.result, verdict.grades)]
    return tuple(
        max(codes.index(grade) for grade in grades) if result in (Result.GRADE, Result.TIE) else math.inf
        for (result, grades), codes in zip(results, _codes(standard), strict=True)
    )


def _codes(standard: ChannelStandard) -> list[list[str]]:
    return [[grade.code for grade in axis.graded] for axis in standard.scales]
