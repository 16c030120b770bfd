"""Limits compare exactly, across units, and say so when a reading is too close to call."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station.grading.evaluate import evaluate
from station.grading.judge import judge
from station.grading.seen import Seen
from station.grading.truth import Truth
from station.model.answer import Answer, Defects, Measured, NotFitted
from station.model.defect import Defect, DefectKind, Depth
from station.standards.channel import Vocabulary
from station.standards.library import channel_standard, internal_standard
from station.standards.rules import DefectLimit, Measure, Number, Scope, Which
from station.standards.units import convert
from tests.grading.test_golden import facts_of

VOCABULARY = Vocabulary.of(internal_standard("smartphone"))
UNITS = ["mm", "cm", "m", "in"]


def truth(rule: Number | DefectLimit, **facts: Answer) -> Truth:
    return judge(rule, Seen({name.replace("_", "-"): answer for name, answer in facts.items()}, VOCABULARY))


@pytest.mark.parametrize(
    ("value", "unit", "to", "told"),
    [
        ("8", "in", "cm", "20.32"),
        ("20", "cm", "mm", "200"),
        ("0.8", "1", "%", "80"),
        ("1", "lb", "g", "453.59237"),
    ],
)
def test_units_convert_exactly(value: str, unit: str, to: str, told: str) -> None:
    assert convert(Decimal(value), unit, to) == Decimal(told)


@given(st.decimals("0", "1000", places=3), st.sampled_from(UNITS), st.sampled_from(UNITS))
def test_there_and_back_is_the_same_length(value: Decimal, unit: str, to: str) -> None:
    there = convert(value, unit, to)
    assert there is not None
    back = convert(there, to, unit)
    assert back is not None
    assert abs(back - value) < Decimal("1e-20")


def test_a_mass_is_no_length() -> None:
    assert convert(Decimal(1), "g", "mm") is None
    limit = Number(rule="number", item="FR-03", at_most=Decimal(1), unit="mm")
    assert truth(limit, FR_03=Measured(Decimal(0), "g")) is Truth.UNKNOWN


@pytest.mark.parametrize(
    ("visible_cm", "expected"),
    [("20", Truth.TRUE), ("20.31", Truth.TRUE), ("20.32", Truth.FALSE), (None, Truth.UNKNOWN)],
)
def test_eight_inches_limit_a_distance_in_centimetres(visible_cm: str | None, expected: Truth) -> None:
    limit = DefectLimit(
        rule="defects", items=("BK-01",), measure="farthest_visible", below=Decimal(8), unit="in"
    )
    seen = Decimal(visible_cm) if visible_cm else None
    scratch = Defect("Z4", DefectKind.SCRATCH, visible_cm=seen)
    assert truth(limit, BK_01=Defects((scratch,))) is expected


@pytest.mark.parametrize(
    ("measure", "scope", "at_most", "expected"),
    [
        ("count", "device", "2", Truth.FALSE),
        ("count", "surface", "2", Truth.FALSE),
        ("count", "zone", "2", Truth.TRUE),
        ("total_length", "device", "9", Truth.TRUE),
        ("total_length", "device", "8.9", Truth.FALSE),
        ("longest", "device", "4", Truth.TRUE),
        ("widest", "device", "0.1", Truth.UNKNOWN),
    ],
)
def test_measures_over_the_defects_of_a_frame(
    measure: Measure, scope: Scope, at_most: str, expected: Truth
) -> None:
    dents = tuple(
        Defect(zone, DefectKind.DENT, Decimal(mm)) for zone, mm in (("Z3T", 2), ("Z3T", 3), ("Z3L", 4))
    )
    unit = "1" if measure == "count" else "mm"
    limit = DefectLimit(
        rule="defects", items=("FR-02",), measure=measure, scope=scope, at_most=Decimal(at_most), unit=unit
    )
    assert truth(limit, FR_02=Defects(dents)) is expected


def test_a_zone_includes_its_parts_and_a_depth_the_deeper_ones() -> None:
    deep = Which(zones=("Z3",), kinds=(DefectKind.SCRATCH,), depth_at_least=Depth.TACTILE)
    none = DefectLimit(rule="defects", items=("FR-01",), which=deep, at_most=Decimal(0))
    scratch = Defect("Z3C1", DefectKind.SCRATCH, depth=Depth.THROUGH_COATING)
    assert truth(none, FR_01=Defects((scratch,))) is Truth.FALSE
    assert truth(none, FR_01=Defects((Defect("Z3C1", DefectKind.SCRATCH),))) is Truth.UNKNOWN


@pytest.mark.parametrize(
    "which",
    [
        Which(length_at_least_mm=Decimal(5)),
        Which(width_at_least_mm=Decimal("0.1")),
        Which(visible_at_cm=Decimal(30)),
        Which(visible_lit=True),
        Which(depth_at_least=Depth.TACTILE),
    ],
)
def test_a_size_that_was_not_taken_is_unknown_and_a_smaller_one_does_not_count(which: Which) -> None:
    none = DefectLimit(rule="defects", items=("BK-01",), which=which, at_most=Decimal(0))
    bare = Defect("Z4", DefectKind.SCRATCH)
    tiny = Defect(
        "Z4",
        DefectKind.SCRATCH,
        Decimal(1),
        Decimal("0.01"),
        Depth.NOT_TACTILE,
        Decimal(5),
        visible_lit=False,
    )
    large = Defect(
        "Z4", DefectKind.SCRATCH, Decimal(5), Decimal("0.1"), Depth.TACTILE, Decimal(30), visible_lit=True
    )
    truths = [truth(none, BK_01=Defects((one,))) for one in (bare, tiny, large)]
    assert truths == [Truth.UNKNOWN, Truth.TRUE, Truth.FALSE]


def test_too_many_seen_is_settled_even_when_another_surface_was_not_looked_at() -> None:
    few = DefectLimit(rule="defects", items=("FR-01", "BK-01"), at_most=Decimal(0))
    scratch = Defect("Z4", DefectKind.SCRATCH)
    assert truth(few, BK_01=Defects((scratch,))) is Truth.FALSE
    assert truth(few, BK_01=Defects()) is Truth.UNKNOWN


def test_a_part_not_fitted_passes_unless_the_clause_demands_it() -> None:
    for demanded, expected in ((False, Truth.TRUE), (True, Truth.FALSE)):
        limit = Number(rule="number", item="PB-02", at_least=Decimal(80), unit="%", part_demanded=demanded)
        assert truth(limit, PB_02=NotFitted()) is expected


def test_a_reading_within_its_uncertainty_of_a_limit_is_borderline() -> None:
    facts = facts_of("d01") | {"PB-02": Measured(Decimal("80.4"), "%", Decimal("0.5"))}
    near = evaluate(channel_standard("back-market"), facts).borderline
    assert [(one.clause, one.item, one.observed, one.limit) for one in near] == [
        ("BM-G1", "PB-02", "80.4 %", "≥ 80 %")
    ]
    far = facts | {"PB-02": Measured(Decimal("80.6"), "%", Decimal("0.5"))}
    assert evaluate(channel_standard("back-market"), far).borderline == ()
