"""From facts to a channel's verdict: the plain interpreter that every faster way must agree with.

How each sort of standard comes to its result is told where it is done: :mod:`station.grading.scale` (one
scale of grades, whatever its aggregation), :mod:`station.grading.joining` (several axes) and
:mod:`station.grading.itemise` (questions).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from station.grading.explain import borderline, deciding, missing, oldest, open_rulings, presumed
from station.grading.itemise import answered, itemised_result
from station.grading.joining import Outcome, best_code, outcome
from station.grading.standing import Standing
from station.grading.upgrade import cheapest_upgrade
from station.model.answer import Answer
from station.model.verdict import Result, Verdict
from station.standards.channel import ChannelStandard

_NO_TIMES: Mapping[str, datetime] = {}


def evaluate(
    standard: ChannelStandard, facts: Mapping[str, Answer], taken_at: Mapping[str, datetime] = _NO_TIMES
) -> Verdict:
    """The verdict of ``standard`` on a unit; an item absent from ``facts`` is unknown.

    ``taken_at`` says when facts were observed, as far as that is known (for :attr:`Verdict.oldest`). Never
    raises for any facts: an answer of the wrong sort or unit counts as unknown.
    """
    standing = Standing.of(standard, facts)
    options = answered(standard.questions, standing.seen)
    if standard.aggregation == "itemised":
        gate = standing.refusing.criterion.clause if standing.refusing else None
        found = Outcome(itemised_result(standing, options), gate=gate)
    else:
        found = outcome(standing)
    verdict = _reasoned(standing, found)
    return replace(verdict, options=options, oldest=oldest(standard.items, standing.seen, taken_at))


def _reasoned(standing: Standing, found: Outcome) -> Verdict:
    standard = standing.standard
    return Verdict(
        channel=standard.id,
        standard=standard.title,
        version=standard.version,
        result=found.result,
        grades=found.grades,
        gate=found.gate,
        missing=missing(standing, found.result),
        deciding=deciding(standing),
        borderline=borderline(standard, standing.seen),
        upgrade=cheapest_upgrade(standing),
        axes={one.axis: one.grades[0] for one in found.axes if one.result is Result.GRADE},
        open_rulings=open_rulings(standing, found.result),
        presumed=presumed(standing),
        best_grade=best_code(standard),
        may_fail=bool(found.grades) and any(scale.may_fail for scale in standing.scales),
        axis_verdicts=found.axes,
        surfaces=tuple(one for scale in standing.scales for one in scale.surfaces()),
        attributes=answered(standard.attributes, standing.seen),
    )
