"""What holds of every standard that can be written down, whatever the facts are.

The order of promises: on each axis the worst grade a verdict promises (of a grade or a tie), every other
result promising nothing. A worse fact may settle what was open; there only a promise is compared with a
promise, and what is still possible with what was possible. Presumptions and claims are left out where a fact
becomes unknown: they are rulings on what the unknown counts as, one for and one against the unit.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import islice, product

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from station.grading.evaluate import evaluate
from station.grading.wording import Wording
from station.model.answer import Answer, Choice, Defects, Measured
from station.model.checklist import ItemKind
from station.model.defect import DEPTH_ORDER, Defect, DefectKind
from station.model.verdict import Result, UpgradeStep
from station.model.verdict_json import verdict_from_json, verdict_to_json
from station.standards.channel import SILENCE, ChannelStandard
from station.texts import Lang
from tests.grading.generated import ITEMS, LIMITS, VOCABULARY, facts, leaning_rules, rules, standards
from tests.grading.promises import hopes, promises
from tests.grading.strategies import SMARTPHONE

calm = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
GRADED = ("best_grade", "worst_surface", "first_match", "axes")
TAME = ("best_grade", "worst_surface", "axes")


@calm
@given(standard=standards(leaning_rules()), seen=facts())
def test_every_verdict_can_be_told_kept_and_names_only_what_exists(
    standard: ChannelStandard, seen: dict[str, Answer]
) -> None:
    verdict = evaluate(standard, seen)
    assert verdict_from_json(verdict_to_json(verdict)) == verdict
    for lang in Lang:
        assert all(Wording(standard, SMARTPHONE, lang).lines(verdict))
    told = {*(one.clause for one in verdict.deciding), *verdict.open_rulings, *filter(None, [verdict.gate])}
    assert told <= {*standard.clauses, SILENCE}
    items = {*verdict.missing, *verdict.presumed, *(one.item for one in verdict.deciding)}
    assert items <= set(standard.items)


@calm
@given(standard=standards(rules(), GRADED), seen=facts(), data=st.data())
def test_forgetting_a_fact_never_promises_more(
    standard: ChannelStandard, seen: dict[str, Answer], data: st.DataObject
) -> None:
    assume(seen)
    item = data.draw(st.sampled_from(sorted(seen)))
    known = evaluate(standard, seen)
    less = evaluate(standard, {name: answer for name, answer in seen.items() if name != item})
    for before, after in zip(promises(standard, known), promises(standard, less), strict=True):
        assert after >= before
    if less.result is Result.NOT_ACCEPTED:
        assert known.result is Result.NOT_ACCEPTED or SILENCE in known.open_rulings


@calm
@given(standard=standards(rules(), GRADED), seen=facts(), data=st.data())
def test_what_is_possible_later_was_possible_before(
    standard: ChannelStandard, seen: dict[str, Answer], data: st.DataObject
) -> None:
    hidden = data.draw(st.sets(st.sampled_from([item.id for item in ITEMS]), max_size=4))
    before = evaluate(standard, {name: answer for name, answer in seen.items() if name not in hidden})
    after = evaluate(standard, seen)
    if before.grades and after.grades:
        assert set(after.grades) <= set(before.grades)
    if before.result in (Result.GRADE, Result.TIE):
        assert (after.result, after.grades) == (before.result, before.grades)
    if after.result is Result.NOT_ACCEPTED and before.result is Result.BOUND:
        assert before.may_fail


def worse(item_id: str, answer: Answer) -> Iterator[Answer]:
    """Worse answers of the same sort: a worse option, less battery, more dead cells, larger defects."""
    item = next(item for item in ITEMS if item.id == item_id)
    ranks = VOCABULARY.ranks.get(item_id, {})
    if isinstance(answer, Choice) and answer.value in ranks:
        yield from (Choice(value) for value, rank in ranks.items() if rank > ranks[answer.value])
    if isinstance(answer, Measured) and answer.unit == item.unit:
        down = item_id == "PB-02"
        yield replace(answer, value=max(answer.value - 15, Decimal(0)) if down else answer.value + 3)
    if isinstance(answer, Defects) and item.kind is ItemKind.DEFECTS:
        added = Defect(
            item.zones[0], DefectKind(item.defect_kinds[0]), *(LIMITS[3], LIMITS[1], DEPTH_ORDER[2])
        )
        yield Defects((*answer.defects, replace(added, visible_cm=LIMITS[4])))
        yield Defects(tuple(_larger(defect) for defect in answer.defects))


def _larger(defect: Defect) -> Defect:
    grown = {
        name: size + 4
        for name in ("length_mm", "width_mm", "visible_cm")
        if (size := getattr(defect, name)) is not None
    }
    return replace(defect, **grown)


@calm
@given(standard=standards(rules(tame=True), TAME), seen=facts(), data=st.data())
def test_a_worse_fact_never_gives_a_better_grade_where_rules_only_say_that_worse_is_worse(
    standard: ChannelStandard, seen: dict[str, Answer], data: st.DataObject
) -> None:
    possible = [(item, answer) for item in sorted(seen) for answer in worse(item, seen[item])]
    assume(possible)
    item, answer = data.draw(st.sampled_from(possible))
    before, after = evaluate(standard, seen), evaluate(standard, seen | {item: answer})
    for measure in (hopes, promises):
        for worse_one, one in zip(measure(standard, after), measure(standard, before), strict=True):
            was_open = measure is promises and one == math.inf
            assert worse_one >= one or was_open


def _done(step: UpgradeStep, seen: dict[str, Answer]) -> list[Answer]:
    """What an item may be found to be once a step is done."""
    item = next(item for item in ITEMS if item.id == step.item)
    if item.options:
        return [Choice(option.value) for option in item.options]
    if item.kind is ItemKind.DEFECTS:
        return [Defects(), *_remade(step, seen.get(step.item))]
    return [Measured(limit + more, item.unit or "1") for limit in LIMITS for more in (0, 1)]


def _remade(step: UpgradeStep, answer: Answer | None) -> Iterator[Answer]:
    if isinstance(answer, Defects):
        cleaning = VOCABULARY.cleaning.get(step.item)
        kinds = cleaning.kinds if cleaning else ()
        yield Defects(tuple(one for one in answer.defects if one.kind not in kinds))


@calm
@given(standard=standards(rules(tame=True), ("best_grade", "worst_surface")), seen=facts())
def test_doing_what_an_upgrade_names_can_lead_to_its_grade(
    standard: ChannelStandard, seen: dict[str, Answer]
) -> None:
    verdict = evaluate(standard, seen)
    assume(verdict.upgrade and len(verdict.upgrade.needs) <= 4)
    assert verdict.upgrade is not None
    aim = standard.grades.index(verdict.upgrade.to)
    assert promises(standard, verdict)[0] > aim
    choices = [[(step.item, one) for one in _done(step, seen)] for step in verdict.upgrade.steps]
    reached = (evaluate(standard, seen | dict(found)) for found in islice(product(*choices), 3000))
    settled = (one for one in reached if one.grades and not one.may_fail)
    assert any(standard.grades.index(one.grades[-1]) <= aim or one.result is Result.TIE for one in settled)
