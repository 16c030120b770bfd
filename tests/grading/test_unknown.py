"""Whatever the facts are, grading gives a verdict; and knowing less never promises more."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from station.grading.evaluate import evaluate
from station.grading.wording import Wording
from station.model.answer import NOT_INSPECTED, Answer
from station.model.checklist import CheckItem
from station.model.verdict import Result
from station.standards.channel import ChannelStandard
from station.standards.library import channel_standards
from station.standards.rules import Claim, Presumed, Rule, cited, leaves, parts
from station.texts import Lang
from tests.grading.promises import promises
from tests.grading.strategies import SMARTPHONE, facts, sound_but

STANDARDS = channel_standards("smartphone")
GRADED = [standard for standard in STANDARDS if standard.scales]
by_id = pytest.mark.parametrize("standard", STANDARDS, ids=lambda standard: standard.id)
graded_by_id = pytest.mark.parametrize("standard", GRADED, ids=lambda standard: standard.id)
calm = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def ruled(standard: ChannelStandard, *sorts: type) -> set[str]:
    """Items on which a ruling says what to take the unknown for: a presumption, or a claim not proven."""
    branches = (branch for _, rule in standard.rules() for branch in every_branch(rule))
    return {
        item
        for branch in branches
        if isinstance(branch, sorts)
        for leaf in leaves(branch)
        for item in cited(leaf)
    }


def every_branch(rule: Rule) -> Iterator[Rule]:
    yield rule
    for part in parts(rule):
        yield from every_branch(part)


@by_id
@calm
@given(seen=facts())
def test_any_facts_give_a_verdict_that_can_be_told_in_both_languages(
    standard: ChannelStandard, seen: dict[str, Answer]
) -> None:
    verdict = evaluate(standard, seen)
    for lang in Lang:
        assert all(Wording(standard, SMARTPHONE, lang).lines(verdict))


@graded_by_id
@calm
@given(seen=sound_but(3), data=st.data())
def test_forgetting_a_fact_never_promises_a_better_grade(
    standard: ChannelStandard, seen: dict[str, Answer], data: st.DataObject
) -> None:
    item = data.draw(st.sampled_from([i for i in standard.items if i not in ruled(standard, Presumed)]))
    known = promises(standard, evaluate(standard, seen))
    less = promises(standard, evaluate(standard, seen | {item: NOT_INSPECTED}))
    assert all(after >= before for before, after in zip(known, less, strict=True))


@graded_by_id
@calm
@given(seen=sound_but(3), hidden=st.sets(st.sampled_from(SMARTPHONE.items), max_size=3))
def test_what_is_still_possible_holds_whatever_is_found_later(
    standard: ChannelStandard, seen: dict[str, Answer], hidden: set[CheckItem]
) -> None:
    out_of_sight = {item.id for item in hidden} - ruled(standard, Presumed, Claim)
    before = evaluate(standard, {item: answer for item, answer in seen.items() if item not in out_of_sight})
    after = evaluate(standard, seen)
    if before.result in (Result.GRADE, Result.TIE):
        assert (after.result, after.grades) == (before.result, before.grades)
    elif before.grades:
        assert set(after.grades) <= set(before.grades)


@graded_by_id
@calm
@given(seen=sound_but(3))
def test_what_is_missing_is_unknown_and_upgrades_aim_at_better_grades(
    standard: ChannelStandard, seen: dict[str, Answer]
) -> None:
    verdict = evaluate(standard, seen)
    assert set(verdict.missing) <= set(standard.items)
    if verdict.result is Result.GRADE and verdict.upgrade and standard.graded:
        reached, aimed = standard.grades.index(verdict.grades[0]), standard.grades.index(verdict.upgrade.to)
        assert aimed < reached
        assert verdict.upgrade.needs


@calm
@given(seen=sound_but(3), data=st.data())
def test_an_answered_question_stands_whatever_else_is_found(
    seen: dict[str, Answer], data: st.DataObject
) -> None:
    itemised = next(standard for standard in STANDARDS if standard.questions)
    item = data.draw(st.sampled_from(itemised.items))
    less = evaluate(itemised, {name: answer for name, answer in seen.items() if name != item})
    more = evaluate(itemised, seen)
    for before, after in zip(less.options, more.options, strict=True):
        assert before.option in (None, after.option)


@by_id
def test_nothing_known_is_undetermined_and_names_what_to_look_at(standard: ChannelStandard) -> None:
    verdict = evaluate(standard, {})
    assert verdict.result is Result.UNDETERMINED
    assert set(verdict.missing) <= set(standard.items)
    assert len(verdict.missing) >= 3
