"""The phone standards that ship: what they cover, where they come from, and that each can be met."""

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from station.grading.evaluate import evaluate
from station.model.answer import Answer, Choice, Defects, Measured
from station.model.checklist import CheckItem, ItemKind, Title
from station.model.verdict import Result
from station.places import RESOURCES
from station.standards.channel import ChannelStandard, Criterion
from station.standards.library import channel_standards, internal_standard
from station.standards.lint import lint
from station.standards.rules import DefectLimit, Depends, Number, Options, Rule, parts

SMARTPHONE = internal_standard("smartphone")
PUBLISHED = [one for one in channel_standards("smartphone") if one.confidence != "own"]
ORIGIN = {"WR-03", "WR-04", "WR-06"}
LEFT = {"ID-11": Decimal(300), "PB-02": Decimal(100)}
published = pytest.mark.parametrize("standard", PUBLISHED, ids=lambda standard: standard.id)


def branches(rule: Rule) -> Iterator[Rule]:
    yield rule
    for part in parts(rule):
        yield from branches(part)


def rules() -> list[Rule]:
    return [branch for standard in PUBLISHED for _, rule in standard.rules() for branch in branches(rule)]


def criteria(standard: ChannelStandard) -> list[Criterion]:
    graded = [criterion for axis in standard.scales for grade in axis.graded for criterion in grade.criteria]
    surfaces = [surface for axis in standard.scales for surface in axis.surfaces]
    by_surface = [one for surface in surfaces for grade in surface.graded for one in grade.criteria]
    return [*standard.gates, *graded, *by_surface]


def perfect(item: CheckItem) -> Answer | None:
    """The best that can be observed: the first option, no defect, nothing amiss."""
    if item.options:
        return Choice(item.options[0].value)
    if item.kind is ItemKind.DEFECTS:
        return Defects()
    return Measured(LEFT.get(item.id, Decimal(0)), item.unit) if item.unit else None


def every_text(standard: ChannelStandard) -> list[Title]:
    rulings = [ruling.says for ruling in standard.rulings]
    titles = [grade.title for axis in standard.scales for grade in axis.graded]
    return [
        standard.name,
        standard.notes,
        standard.silence.says,
        *standard.clauses.values(),
        *rulings,
        *titles,
    ]


def test_the_library_is_broad() -> None:
    assert len(PUBLISHED) >= 20
    scales = {axis.aggregation for standard in PUBLISHED for axis in standard.scales}
    assert scales == {"best_grade", "worst_surface", "first_match"}
    assert sum(standard.aggregation == "axes" for standard in PUBLISHED) >= 3
    targets = {attribute.target for standard in PUBLISHED for attribute in standard.attributes}
    assert targets == {"attribute", "price_hint"}


def test_the_library_says_every_kind_of_limit() -> None:
    found = rules()
    limits = [rule for rule in found if isinstance(rule, DefectLimit)]
    kinds = {"count", "total_length", "total_area", "longest", "widest", "farthest_visible"}
    assert {limit.measure for limit in limits} == kinds
    assert {"in", "cm"} <= {limit.unit for limit in limits if limit.measure == "farthest_visible"}
    assert {limit.scope for limit in limits} >= {"device", "surface", "per_100cm2"}
    floors = {
        (rule.item, rule.at_least) for rule in found if isinstance(rule, Number) and rule.item == "PB-02"
    }
    assert {("PB-02", Decimal(floor)) for floor in (80, 85, 90, 100)} <= floors
    assert any(isinstance(rule, Options) and rule.item in ORIGIN for rule in found)
    assert any(isinstance(rule, Depends) for rule in found)


def test_a_clause_can_state_how_to_look() -> None:
    viewings = [one.viewing for standard in PUBLISHED for one in criteria(standard) if one.viewing]
    assert any(viewing.light_at_least_lx and viewing.at_most_s for viewing in viewings)
    assert any(one.methods for standard in PUBLISHED for one in criteria(standard))


@published
def test_a_standard_says_where_it_comes_from_in_both_languages(standard: ChannelStandard) -> None:
    assert standard.source
    assert standard.confidence in ("stated", "reported")
    assert date.fromisoformat(standard.version)
    assert all(text.zh and text.en for text in every_text(standard))
    assert all(ruling.by and date.fromisoformat(ruling.at) for ruling in standard.rulings)


@published
def test_the_best_grade_can_be_met(standard: ChannelStandard) -> None:
    facts = {item.id: answer for item in SMARTPHONE.items if (answer := perfect(item)) is not None}
    verdict = evaluate(standard, facts)
    assert verdict.result in (Result.GRADE, Result.TIE)
    assert verdict.grades[0] == verdict.best_grade


@published
def test_nothing_the_linter_calls_an_error_is_left_without_a_ruling(standard: ChannelStandard) -> None:
    found = [one for one in lint(standard, SMARTPHONE) if one.severity == "error" and one.ruling is None]
    assert found == []


@published
def test_a_standard_has_cases_that_are_met_and_cases_that_are_not(standard: ChannelStandard) -> None:
    folder = RESOURCES / "standards" / "examples" / standard.id
    cases = [json.loads(path.read_text("utf-8")) for path in folder.glob("*.expected.json")]
    results = [case["verdicts"][standard.id]["result"] for case in cases]
    assert len(results) >= 4
    assert {"grade", "tie"} & set(results)
    assert {"undetermined", "bound", "not_accepted"} & set(results)
