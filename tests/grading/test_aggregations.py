"""Every way of aggregating, told by a small standard: results, reasons, upgrades."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from station.grading.evaluate import evaluate
from station.grading.wording import Wording
from station.model.answer import Answer, Choice, Defects, Measured
from station.model.checklist import Title
from station.model.defect import Defect, DefectKind
from station.model.verdict import Oldest, Result, SurfaceVerdict, UpgradeStep, Verdict
from station.model.verdict_json import verdict_to_json
from station.standards.channel import (
    NOT_ACCEPTED,
    Attribute,
    Axis,
    ChannelStandard,
    Criterion,
    Grade,
    QuestionOption,
    Row,
    Silence,
    Surface,
    SurfaceGrade,
    Vocabulary,
)
from station.standards.rules import AtWorst, Case, DefectLimit, Depends, Good, Number, Options, Rule
from station.texts import Lang
from tests.grading.strategies import SMARTPHONE

NAME = Title("渠道", "Channel")
CLEAN = AtWorst(rule="at_worst", item="CL-01", option="clean")
GOOD_FRONT = Good(rule="good", items=("FG-01",))
GOOD_BACK = Good(rule="good", items=("BK-01",))
SCRATCH = Defects((Defect("Z4", DefectKind.SCRATCH, Decimal(4), Decimal("0.2")),))


def battery(at_least: int) -> Number:
    return Number(rule="number", item="PB-02", at_least=Decimal(at_least), unit="%")


def grades(**criteria: Rule | None) -> tuple[Grade, ...]:
    return tuple(
        Grade(code, NAME, (Criterion(f"C-{code}", rule),) if rule else ()) for code, rule in criteria.items()
    )


def standard(aggregation: Any, **parts: Any) -> ChannelStandard:
    clauses = {f"C-{code}": NAME for code in ("A", "B", "C", "1", "2", "R", "M", "L", "FA", "BA", "END")}
    return ChannelStandard(
        id="small",
        name=NAME,
        category="smartphone",
        version="2026-11-22",
        source="test",
        confidence="own",
        language="en",
        aggregation=aggregation,
        silence=Silence("ignore", "desk", "2026-11-22", NAME),
        clauses=clauses,
        vocabulary=Vocabulary.of(SMARTPHONE),
        **{"otherwise": "not_accepted", **parts},
    )


TWO_AXES = standard(
    "axes",
    joined="{cosmetic}{functional}",
    axes=tuple(
        Axis(
            id=name,
            title=Title(name, name),
            aggregation="best_grade",
            graded=graded,
            otherwise="not_accepted",
        )
        for name, graded in (
            ("cosmetic", grades(A=GOOD_BACK, B=None)),
            ("functional", grades(**{"1": battery(80), "2": battery(60)})),
        )
    ),
)
SURFACES = standard(
    "worst_surface",
    graded=grades(A=None, B=None, C=None),
    surfaces=(
        Surface("front", NAME, (SurfaceGrade("A", (Criterion("C-FA", GOOD_FRONT),)), SurfaceGrade("C"))),
        Surface("back", NAME, (SurfaceGrade("A", (Criterion("C-BA", GOOD_BACK),)), SurfaceGrade("B"))),
    ),
)
ROWS = standard(
    "first_match",
    graded=grades(A=None, B=None),
    rows=(
        Row("C-R", Options(rule="options", item="PB-04", allowed=("evident",)), NOT_ACCEPTED),
        Row("C-A", battery(85), "A"),
        Row("C-B", battery(60), "B"),
    ),
)


def percent(value: int) -> Measured:
    return Measured(Decimal(value), "%")


@pytest.mark.parametrize(
    ("facts", "result", "codes", "axes"),
    [
        ({"BK-01": Defects(), "PB-02": percent(90)}, "grade", ("A1",), {"cosmetic": "A", "functional": "1"}),
        ({"BK-01": SCRATCH}, "bound", ("B1", "B2"), {"cosmetic": "B"}),
        ({"PB-02": percent(70)}, "bound", ("A2", "B2"), {"functional": "2"}),
        ({"BK-01": SCRATCH, "PB-02": percent(50)}, "not_accepted", (), {"cosmetic": "B"}),
        ({}, "undetermined", (), {}),
    ],
)
def test_axes_stand_for_themselves_and_join(
    facts: Mapping[str, Answer], result: str, codes: tuple[str, ...], axes: dict[str, str]
) -> None:
    verdict = evaluate(TWO_AXES, facts)
    assert (verdict.result, verdict.grades, verdict.axes) == (result, codes, axes)
    assert verdict.gate == ("C-2" if result == "not_accepted" else None)


def test_the_axis_that_is_cheapest_to_better_is_named() -> None:
    verdict = evaluate(TWO_AXES, {"BK-01": SCRATCH})
    assert verdict.upgrade is not None
    assert (verdict.upgrade.to, verdict.upgrade.needs) == ("B1", ("PB-02",))


@pytest.mark.parametrize(
    ("facts", "result", "codes", "decided"),
    [
        ({"FG-01": Defects(), "BK-01": Defects()}, "grade", ("A",), {"C-FA", "C-BA"}),
        ({"FG-01": Defects(), "BK-01": SCRATCH}, "grade", ("B",), {"C-BA"}),
        ({"BK-01": SCRATCH}, "bound", ("B", "C"), {"C-BA"}),
        ({"FG-01": Defects((Defect("Z1", DefectKind.WEAR),))}, "grade", ("C",), {"C-FA"}),
        ({}, "undetermined", ("A", "B", "C"), set()),
    ],
)
def test_the_worst_surface_counts(
    facts: Mapping[str, Answer], result: str, codes: tuple[str, ...], decided: set[str]
) -> None:
    verdict = evaluate(SURFACES, facts)
    assert (verdict.result, verdict.grades) == (result, codes)
    assert {one.clause for one in verdict.deciding} == decided
    assert [surface.surface for surface in verdict.surfaces] == ["front", "back"]


def test_every_surface_tells_its_own_grade() -> None:
    found = evaluate(SURFACES, {"FG-01": Defects(), "BK-01": SCRATCH}).surfaces
    assert found == (SurfaceVerdict("front", ("A",)), SurfaceVerdict("back", ("B",)))


@pytest.mark.parametrize(
    ("facts", "result", "codes", "decided"),
    [
        ({"PB-04": Choice("evident")}, "not_accepted", (), ["C-R"]),
        ({"PB-04": Choice("none"), "PB-02": percent(90)}, "grade", ("A",), ["C-A"]),
        ({"PB-04": Choice("none"), "PB-02": percent(70)}, "grade", ("B",), ["C-B", "C-A"]),
        ({"PB-04": Choice("none"), "PB-02": percent(50)}, "not_accepted", (), ["C-B", "C-A"]),
        ({"PB-02": percent(70)}, "bound", ("B",), ["C-A"]),
    ],
)
def test_the_first_row_that_holds_decides_and_a_better_row_passed_over_is_a_reason(
    facts: Mapping[str, Answer], result: str, codes: tuple[str, ...], decided: list[str]
) -> None:
    verdict = evaluate(ROWS, facts)
    assert (verdict.result, verdict.grades) == (result, codes)
    assert [one.clause for one in verdict.deciding] == decided
    assert verdict.may_fail is (result == "bound")


def test_a_row_whose_refusal_is_not_known_away_must_be_checked() -> None:
    upgrade = evaluate(ROWS, {"PB-02": percent(90)}).upgrade
    assert upgrade is not None
    assert upgrade.steps == (UpgradeStep("PB-04", "check", Decimal("0.1")),)


def test_cleaning_is_the_cheapest_way_up_and_says_how_long_it_takes() -> None:
    small = standard("best_grade", graded=grades(A=CLEAN, B=None))
    verdict = evaluate(small, {"CL-01": Choice("up_to_5_min")})
    assert verdict.upgrade is not None
    assert verdict.upgrade.steps == (UpgradeStep("CL-01", "clean", Decimal(4)),)
    words = Wording(small, SMARTPHONE, Lang.EN).lines(verdict)
    assert any("clean" in line and "about 4 min" in line and "A" in line for line in words)
    slow = evaluate(small, {"CL-01": Choice("up_to_30_min")}).upgrade
    assert slow is not None
    assert slow.minutes == Decimal(20)


def test_nothing_changes_what_is_past_but_it_can_be_checked() -> None:
    new = Options(rule="options", item="ID-12", allowed=("sealed",))
    small = standard("best_grade", graded=grades(A=new, B=None))
    assert evaluate(small, {"ID-12": Choice("used")}).upgrade is None
    unknown = evaluate(small, {}).upgrade
    assert unknown is not None
    assert [step.act for step in unknown.steps] == ["check"]


def test_what_is_stated_beside_the_grade() -> None:
    locked = QuestionOption("locked", NAME)
    free = QuestionOption("free", NAME, Good(rule="good", items=("ID-07",)))
    small = standard(
        "best_grade", graded=grades(A=None), attributes=(Attribute("C-L", "attribute", (free, locked)),)
    )
    told = [evaluate(small, facts).attributes[0].option for facts in ({}, *_locks("unlocked", "locked"))]
    assert told == [None, "free", "locked"]
    assert evaluate(small, {}).result is Result.GRADE


def _locks(*values: str) -> list[dict[str, Answer]]:
    return [{"ID-07": Choice(value)} for value in values]


@pytest.mark.parametrize(("count", "result"), [(0, "grade"), (1, "grade"), (2, "not_accepted")])
def test_a_limit_per_100_cm2_counts_each_surface_by_its_area(count: int, result: str) -> None:
    """The frame measures 35 cm²: one dent is 2.9 per 100 cm², two are 5.7."""
    limit = DefectLimit(rule="defects", items=("FR-02",), scope="per_100cm2", at_most=Decimal(3))
    dents = Defects(tuple(Defect("Z3T", DefectKind.DENT) for _ in range(count)))
    assert evaluate(standard("best_grade", graded=grades(A=limit)), {"FR-02": dents}).result == result


def test_a_surface_of_unknown_area_leaves_it_unknown() -> None:
    from dataclasses import replace

    limit = DefectLimit(rule="defects", items=("FR-02",), scope="per_100cm2", at_most=Decimal(3))
    small = standard("best_grade", graded=grades(A=limit, B=None))
    small = replace(small, vocabulary=replace(small.vocabulary, area_cm2={}))
    dent = Defects((Defect("Z3T", DefectKind.DENT),))
    assert evaluate(small, {"FR-02": dent}).grades == ("A", "B")
    assert evaluate(small, {"FR-02": Defects()}).grades == ("A",)


@pytest.mark.parametrize(
    ("facts", "result"),
    [
        ({"PB-01": Choice("boots_stable"), "PB-02": percent(82)}, "not_accepted"),
        ({"PB-01": Choice("boots_restarts"), "PB-02": percent(82)}, "grade"),
        ({"PB-02": percent(90)}, "grade"),
        ({"PB-02": percent(82)}, "undetermined"),
    ],
)
def test_a_demand_that_depends_on_another_fact(facts: Mapping[str, Answer], result: str) -> None:
    stable = Options(rule="options", item="PB-01", allowed=("boots_stable",))
    rule = Depends(rule="depends", cases=(Case(when=stable, require=battery(85)),), otherwise=battery(80))
    verdict = evaluate(standard("best_grade", graded=grades(A=rule)), facts)
    assert verdict.result == result
    assert verdict.missing == (("PB-01",) if result == "undetermined" else ())


def test_the_oldest_fact_that_was_looked_at() -> None:
    times = {
        name: datetime(2026, 11, day, tzinfo=UTC) for day, name in ((1, "FG-01"), (2, "PB-02"), (3, "BK-01"))
    }
    verdict = evaluate(TWO_AXES, {"BK-01": Defects(), "PB-02": percent(90), "FG-01": Defects()}, times)
    assert verdict.oldest == Oldest("PB-02", times["PB-02"])


def test_the_json_of_a_verdict_has_the_keys_of_the_contract() -> None:
    verdict: Verdict = evaluate(
        TWO_AXES, {"BK-01": SCRATCH, "PB-02": percent(70)}, {"PB-02": datetime(2026, 11, 2, tzinfo=UTC)}
    )
    document = json.loads(json.dumps(verdict_to_json(verdict)))
    assert document["axes"] == {"cosmetic": "B", "functional": "2"}
    assert document["upgrade"] == {
        "to": "A2",
        "needs": ["BK-01"],
        "steps": [{"item": "BK-01", "act": "change"}],
    }
    assert document["oldest"] == {"item": "PB-02", "taken_at": "2026-11-02T00:00:00Z"}
    assert set(document["deciding"][0]) == {"clause", "item", "observed", "limit"}


def by_cycles() -> ChannelStandard:
    """90 % up to 300 cycles, 80 % afterwards."""
    young = Number(rule="number", item="PB-03", at_most=Decimal(300))
    demand = Depends(rule="depends", cases=(Case(when=young, require=battery(90)),), otherwise=battery(80))
    return standard("best_grade", graded=grades(A=demand, B=None))


def test_what_a_demand_depends_on_is_found_out_never_changed() -> None:
    young = {"PB-03": Measured(Decimal(300), "1"), "PB-02": percent(85)}
    upgrade = evaluate(by_cycles(), young).upgrade
    assert upgrade is not None
    assert upgrade.steps == (UpgradeStep("PB-02", "change", None),)
    unread = evaluate(by_cycles(), {"PB-02": percent(85)}).upgrade
    assert unread is not None
    assert unread.steps == (UpgradeStep("PB-03", "check", Decimal("0.2")),)


def test_a_number_in_a_unit_that_does_not_fit_is_read_again() -> None:
    small = standard("best_grade", graded=grades(A=battery(80), B=None))
    verdict = evaluate(small, {"PB-02": Measured(Decimal(90), "g")})
    assert (verdict.result, verdict.missing) == (Result.UNDETERMINED, ("PB-02",))
    assert verdict.upgrade is not None
    assert verdict.upgrade.steps == (UpgradeStep("PB-02", "check", Decimal("0.2")),)
