"""What lint calls impossible no list of defects ever shows, whatever is measured over it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from station.grading.evaluate import evaluate
from station.model.answer import Defects
from station.model.checklist import Title
from station.model.defect import Defect, DefectKind, Depth
from station.model.verdict import Result
from station.standards.channel import ChannelStandard, Criterion, Grade
from station.standards.channel_file import MEASURE_UNITS
from station.standards.library import channel_standard, internal_standard
from station.standards.lint import lint
from station.standards.rules import DefectLimit, Measure, Not, Rule, Scope, Which

PHONE = internal_standard("smartphone")
WORD = Title("级", "grade")
ITEMS = ("FG-01", "FR-01", "BK-01")
SIZES = st.sampled_from([Decimal(one) for one in ("0.5", "1", "2", "3", "5", "20", "30")])
KINDS = (DefectKind.SCRATCH, DefectKind.WEAR)
WHICH = st.builds(
    Which,
    kinds=st.sampled_from([(), KINDS[:1], KINDS]),
    depth_at_least=st.none() | st.sampled_from([Depth.TACTILE, Depth.THROUGH_COATING]),
    length_above_mm=st.none() | SIZES,
    visible_at_cm=st.none() | SIZES,
)


@st.composite
def limits(draw: st.DrawFn) -> Rule:
    measure = draw(st.sampled_from(get_args(Measure)))
    limit = DefectLimit(
        rule="defects",
        items=tuple(draw(st.sets(st.sampled_from(ITEMS), min_size=1, max_size=2))),
        measure=measure,
        which=draw(WHICH),
        scope=draw(st.sampled_from([one for one in get_args(Scope) if one != "per_100cm2"])),
        at_most=Decimal(draw(st.integers(0, 3))) if measure == "count" else draw(SIZES),
        unit=MEASURE_UNITS[measure],
    )
    return Not(rule="not", of=limit) if draw(st.booleans()) else limit


@st.composite
def standards(draw: st.DrawFn) -> ChannelStandard:
    grades = draw(st.lists(st.lists(limits(), min_size=1, max_size=2), min_size=1, max_size=3))
    graded = tuple(
        Grade("ABC"[n], WORD, tuple(Criterion(f"{n}.{m}", rule) for m, rule in enumerate(rules)))
        for n, rules in enumerate(grades)
    )
    shipped = channel_standard("amazon-renewed")
    clauses = {one.clause: WORD for grade in graded for one in grade.criteria} | {"END": WORD}
    silence = replace(shipped.silence, when_silent="ignore", watched=())
    return replace(shipped, graded=graded, clauses=clauses, rulings=(), open_end="END", silence=silence)


def lists(item: str) -> st.SearchStrategy[Defects]:
    found = PHONE.item(item)
    zones = found.zones if found else ()
    one = st.builds(
        Defect,
        zone=st.sampled_from(zones),
        kind=st.sampled_from(KINDS),
        length_mm=SIZES,
        width_mm=SIZES,
        depth=st.sampled_from(Depth),
        visible_cm=SIZES | st.just(Decimal(0)),
        visible_lit=st.booleans(),
    )
    return st.builds(Defects, st.lists(one, max_size=4).map(tuple))


@given(
    standards(),
    st.lists(st.fixed_dictionaries({item: lists(item) for item in ITEMS}), min_size=5, max_size=8),
)
@settings(max_examples=60, deadline=None)
def test_no_unit_has_what_lint_calls_impossible(
    made: ChannelStandard, units: list[dict[str, Defects]]
) -> None:
    findings = lint(made, PHONE)
    impossible = {one.values["grade"] for one in findings if one.code == "unreachable_grade"}
    ends = any(one.code in ("open_end", "too_complex") for one in findings)
    for facts in units:
        verdict = evaluate(made, facts)
        assert not impossible & set(verdict.grades)
        assert ends or verdict.result is not Result.UNDETERMINED
