"""Lint is exact: on generated standards it finds what brute force finds, nothing more and nothing less."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from station.model.checklist import Title
from station.standards.channel import (
    ChannelStandard,
    Criterion,
    Grade,
    Question,
    QuestionOption,
    Surface,
    SurfaceGrade,
)
from station.standards.findings import Finding
from station.standards.library import channel_standard, internal_standard
from station.standards.lint import lint
from station.standards.rules import Number, Options
from tests.standards.interval_oracle import Band, Graded, Oracle, standards

PHONE = internal_standard("smartphone")
WORD = Title("级", "grade")
RANGES = {
    "overlap", "shared_edge", "gap", "open_end", "unreachable_grade", "identical_grades", "contradiction",
    "non_monotone", "too_complex",
}  # fmt: skip


def criteria(number: int, grade: tuple[Band, ...]) -> tuple[Criterion, ...]:
    return tuple(Criterion(f"{number}.{n}", rule(band)) for n, band in enumerate(grade))


def rule(band: Band) -> Number:
    bounds = {sign: Decimal(limit) for sign, limit in band.bounds}
    return Number(
        rule="number", item=band.item, unit=band.unit, at_least=bounds.get("at_least"),
        at_most=bounds.get("at_most"), above=bounds.get("above"), below=bounds.get("below"),
    )  # fmt: skip


def best_grade(graded: Graded) -> ChannelStandard:
    """The generated grades as a channel standard that ends undetermined."""
    codes = "ABCD"
    told = tuple(Grade(codes[n], WORD, criteria(n, grade)) for n, grade in enumerate(graded))
    clauses = {one.clause: WORD for grade in told for one in grade.criteria} | {"END": WORD}
    return replace(
        channel_standard("amazon-renewed"), graded=told, clauses=clauses, rulings=(), open_end="END",
    )  # fmt: skip


def worst_surface(graded: Graded) -> ChannelStandard:
    """The same grades as those of the only surface."""
    plain = best_grade(graded)
    of = tuple(SurfaceGrade(grade.code, grade.criteria) for grade in plain.graded)
    bare = tuple(replace(grade, criteria=()) for grade in plain.graded)
    surface = Surface("only", WORD, of)
    return replace(plain, aggregation="worst_surface", graded=bare, surfaces=(surface,))


def about_ranges(standard: ChannelStandard) -> list[Finding]:
    return [one for one in lint(standard, PHONE) if one.code in RANGES]


def expected(graded: Graded) -> Counter[tuple[str, ...]]:
    oracle, told = Oracle(graded), list[tuple[str, ...]]()
    told += [("unreachable_grade", "ABCD"[n]) for n in oracle.unreachable()]
    told += [("identical_grades", "ABCD"[one], "ABCD"[other]) for one, other in oracle.identical()]
    told += [("contradiction", f"{n}.{one}", f"{n}.{other}") for n, one, other in oracle.contradictions()]
    told += [(code, "ABCD"[one], "ABCD"[other]) for code, one, other in oracle.overlaps()]
    told += [("non_monotone", "ABCD"[one], "ABCD"[other], item) for one, other, item in oracle.upside_down()]
    told += [("open_end",)] if oracle.uncovered() else []
    told += [("gap", item) for item, count in oracle.gaps() for _ in range(count)]
    return Counter(told)


def found(findings: list[Finding]) -> Counter[tuple[str, ...]]:
    def told(one: Finding) -> tuple[str, ...]:
        match one.code:
            case "unreachable_grade":
                return one.code, one.values["grade"]
            case "contradiction":
                return one.code, one.values["other"], one.clause
            case "non_monotone":
                return one.code, one.values["better"], one.values["worse"], one.item or ""
            case "gap":
                return one.code, one.item or ""
            case "identical_grades" | "overlap" | "shared_edge":
                return one.code, one.values["one"], one.values["other"]
            case _:
                return (one.code,)

    return Counter(map(told, findings))


@given(standards())
@settings(max_examples=120, deadline=None)
def test_findings_on_bands_are_exact(graded: Graded) -> None:
    assert found(about_ranges(best_grade(graded))) == expected(graded)


@pytest.mark.soak
@given(standards())
@settings(max_examples=5000, deadline=None)
def test_findings_on_bands_are_exact_at_length(graded: Graded) -> None:
    assert found(about_ranges(best_grade(graded))) == expected(graded)


@given(standards())
@settings(max_examples=40, deadline=None)
def test_the_grades_of_a_surface_are_judged_like_those_of_a_unit(graded: Graded) -> None:
    assert found(about_ranges(worst_surface(graded))) == expected(graded)


REGIONS = [option.value for item in PHONE.items if item.id == "ID-04" for option in item.options]


@given(st.lists(st.none() | st.sets(st.sampled_from(REGIONS[:5]), min_size=1), min_size=1, max_size=4))
@settings(max_examples=120, deadline=None)
def test_findings_on_options_are_exact(chosen: list[set[str] | None]) -> None:
    assume(any(chosen))
    every = set(REGIONS)
    options = tuple(
        QuestionOption(
            str(n), WORD, None if own is None else Options(rule="options", item="ID-04", allowed=tuple(own))
        )
        for n, own in enumerate(chosen)
    )
    standard = replace(
        channel_standard("tongjian-itemised"), questions=(Question("Q", options),), clauses={"Q": WORD}
    )
    taken = [every if own is None else own for own in chosen]
    told: list[tuple[str, ...]] = [
        ("two_options_fit", str(one), str(other))
        for other in range(len(chosen))
        for one in range(other)
        if chosen[one] is not None and chosen[other] is not None
        and taken[one] & taken[other] and taken[one] - taken[other] and taken[other] - taken[one]
    ]  # fmt: skip
    told += [
        ("unreachable_option", str(n)) for n in range(len(chosen)) if taken[n] <= set().union(*taken[:n])
    ]
    left = [region for region in REGIONS if not any(region in own for own in taken)]
    told += [("gap", " / ".join(left))] if left else []
    assert sorted(_option_finding(one) for one in lint(standard, PHONE)) == sorted(told)


def _option_finding(one: Finding) -> tuple[str, ...]:
    if one.code == "gap":
        return one.code, one.values["where"].removeprefix("ID-04 ")
    return (one.code, *(one.values[name] for name in ("one", "other", "option") if name in one.values))
