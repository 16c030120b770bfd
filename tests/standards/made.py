"""Made-up standards of every shape for smartphones, for tests that must hold for any standard."""

from __future__ import annotations

from hypothesis import strategies as st

from station.model.checklist import CheckItem, ItemKind, Title
from station.model.defect import DefectKind, Depth
from station.model.observation import Method
from station.standards.channel import (
    Attribute,
    Axis,
    ChannelStandard,
    Criterion,
    Grade,
    Question,
    QuestionOption,
    Row,
    Ruling,
    Silence,
    Surface,
    SurfaceGrade,
    Viewing,
    Vocabulary,
)
from station.standards.channel_file import MEASURE_UNITS, SUMMED
from station.standards.library import internal_standard
from station.standards.rules import (
    AllOf,
    AnyOf,
    AtWorst,
    Case,
    Claim,
    DefectLimit,
    Depends,
    Good,
    Not,
    Number,
    Options,
    Presumed,
    Rule,
    Scope,
    Vague,
    Which,
)

PHONE = internal_standard("smartphone")
CLAUSES = ("C-1", "C-2", "C-3")
CODES = ("A", "B", "C")
SCOPES: tuple[Scope, ...] = ("device", "surface", "zone", "per_100cm2")
CHOSEN = [item for item in PHONE.items if item.options]
MEASURED = [item for item in PHONE.items if item.kind in {ItemKind.NUMBER, ItemKind.COUNT}]
SEEN = [item for item in PHONE.items if item.kind is ItemKind.DEFECTS]

digits = st.decimals("0", "100", places=2)
clauses = st.sampled_from(CLAUSES)
titles = st.builds(Title, st.text("划痕x", max_size=3), st.text("scratch ", max_size=5))


def _options(item: CheckItem) -> st.SearchStrategy[Rule]:
    values = [option.value for option in item.options]
    some = st.lists(st.sampled_from(values), min_size=1, unique=True).map(tuple)
    return st.one_of(
        st.builds(Options, rule=st.just("options"), item=st.just(item.id), allowed=some),
        st.builds(AtWorst, rule=st.just("at_worst"), item=st.just(item.id), option=st.sampled_from(values)),
    )


def _number(item: CheckItem) -> st.SearchStrategy[Rule]:
    unit, low, high = st.just(item.unit or "1"), st.none() | digits, digits
    return st.builds(
        Number, rule=st.just("number"), item=st.just(item.id), unit=unit, at_least=low, below=high
    )


@st.composite
def defect_limits(draw: st.DrawFn) -> Rule:
    """A limit on defects with any filter."""
    measure = draw(st.sampled_from(list(MEASURE_UNITS)))
    which = Which(
        zones=draw(st.sampled_from([(), ("Z1",), ("Z3", "Z4")])),
        kinds=draw(st.sampled_from([(), (DefectKind.SCRATCH,)])),
        depth_at_least=draw(st.none() | st.sampled_from(Depth)),
        length_above_mm=draw(st.none() | digits),
        visible_at_cm=draw(st.none() | digits),
        visible_lit=draw(st.none() | st.booleans()),
    )
    items = draw(st.lists(st.sampled_from([item.id for item in SEEN]), min_size=1, unique=True))
    return DefectLimit(
        rule="defects",
        items=tuple(items),
        measure=measure,  # type: ignore[arg-type]  # drawn from the keys that are the measures
        which=which,
        scope=draw(st.sampled_from(SCOPES if measure in SUMMED else SCOPES[:3])),
        unit=MEASURE_UNITS[measure],
        at_most=draw(st.none() | digits),
        above=draw(digits),
    )


leaf_rules: st.SearchStrategy[Rule] = st.one_of(
    st.sampled_from(CHOSEN).flatmap(_options),
    st.sampled_from(MEASURED).flatmap(_number),
    defect_limits(),
    st.sampled_from(SEEN).map(lambda item: Good(rule="good", items=(item.id,))),
)


def _branches(inside: st.SearchStrategy[Rule]) -> st.SearchStrategy[Rule]:
    several = st.lists(inside, min_size=1, max_size=3).map(tuple)
    cases = st.lists(st.builds(Case, when=inside, require=inside), min_size=1, max_size=2).map(tuple)
    return st.one_of(
        st.builds(AllOf, rule=st.just("all"), of=several),
        st.builds(AnyOf, rule=st.just("any"), of=several),
        st.builds(Not, rule=st.just("not"), of=inside),
        st.builds(Claim, rule=st.just("claim"), of=inside),
        st.builds(Presumed, rule=st.just("presumed"), of=inside),
        st.builds(Vague, rule=st.just("vague"), surely=inside, at_least=inside),
        st.builds(Depends, rule=st.just("depends"), cases=cases, otherwise=st.none() | inside),
    )


rules: st.SearchStrategy[Rule] = st.recursive(leaf_rules, _branches, max_leaves=5)
viewings = st.builds(Viewing, distance_cm=st.none() | digits, light_at_least_lx=st.none() | digits)
criteria = st.builds(
    Criterion,
    clauses,
    rules,
    methods=st.sampled_from([(), (Method.MANUAL,), (Method.MANUAL, Method.INSTRUMENT)]),
    evidence=st.sampled_from([(), ("photo",)]),
    viewing=st.none() | viewings,
)
demands = st.lists(criteria, max_size=2).map(tuple)
ruled = st.lists(st.builds(QuestionOption, st.sampled_from(CODES[:2]), titles, rules), min_size=1, max_size=1)
rest = st.lists(st.builds(QuestionOption, st.just("rest"), titles), max_size=1)
options = st.builds(lambda first, last: (*first, *last), ruled, rest)


def _graded(
    codes: tuple[str, ...], inside: st.SearchStrategy[tuple[Criterion, ...]]
) -> st.SearchStrategy[tuple[Grade, ...]]:
    return st.tuples(*(st.builds(Grade, st.just(code), titles, inside) for code in codes))


@st.composite
def scales(draw: st.DrawFn, name: str) -> Axis:
    """One scale of grades, by any of the three ways."""
    sort = draw(st.sampled_from(["best_grade", "worst_surface", "first_match"]))
    codes = draw(st.sampled_from([CODES, CODES[:1], CODES[:2]]))
    judged = st.builds(SurfaceGrade, st.sampled_from(codes), demands)
    on_surface = st.lists(judged, min_size=1, max_size=2, unique_by=lambda one: one.code).map(tuple)
    surfaces = st.lists(st.builds(Surface, st.just("front"), titles, on_surface), min_size=1, max_size=1)
    rows = st.lists(
        st.builds(Row, clauses, rules, st.sampled_from([*codes, "not_accepted"])), min_size=1, max_size=3
    )
    otherwise = draw(st.sampled_from(["not_accepted", "undetermined"]))
    return Axis(
        id=name,
        title=draw(titles),
        aggregation=sort,  # type: ignore[arg-type]  # drawn from the three
        graded=draw(_graded(codes, demands if sort == "best_grade" else st.just(()))),
        surfaces=tuple(draw(surfaces)) if sort == "worst_surface" else (),
        rows=tuple(draw(rows)) if sort == "first_match" else (),
        otherwise=otherwise,  # type: ignore[arg-type]  # drawn from the two
        open_end=draw(clauses) if otherwise == "undetermined" else None,
    )


def _shape(draw: st.DrawFn) -> dict[str, object]:
    """The fields that say how the standard comes to its result."""
    sort = draw(st.sampled_from(["scale", "axes", "itemised"]))
    if sort == "itemised":
        questions = st.lists(st.builds(Question, clauses, options), min_size=1, max_size=3)
        asked = draw(questions.map(lambda all_of_them: {one.clause: one for one in all_of_them}))
        return {"aggregation": "itemised", "questions": tuple(asked.values())}
    if sort == "axes":
        axes = (draw(scales("outside")), draw(scales("inside")))
        return {"aggregation": "axes", "axes": axes, "joined": "{outside}/{inside}"}
    scale = draw(scales(""))
    names = ("aggregation", "graded", "surfaces", "rows", "otherwise", "open_end")
    return {name: getattr(scale, name) for name in names}


@st.composite
def standards(draw: st.DrawFn) -> ChannelStandard:
    """Any standard that loads."""
    ruling = st.builds(
        Ruling, clauses, st.just("王敏"), st.just("2026-11-22"), titles, st.none() | st.just("gap")
    )
    attributes = st.lists(st.builds(Attribute, st.just("C-3"), st.just("attribute"), options), max_size=1)
    return ChannelStandard(
        id="made-up",
        name=Title("虚构", "Made up"),
        category="smartphone",
        version="2026-11-22",
        source=draw(st.text("source 来源", max_size=8)),
        confidence="own",
        language="zh",
        silence=Silence("undetermined", "王敏", "2026-11-22", Title("未提", "unsaid"), ("FG-01",)),
        clauses={clause: draw(titles) for clause in CLAUSES},
        vocabulary=Vocabulary.of(PHONE),
        gates=draw(demands),
        attributes=tuple(draw(attributes)),
        rulings=tuple(draw(st.lists(ruling, max_size=2))),
        originals=draw(st.dictionaries(clauses, st.text(max_size=4))),
        valid_from=draw(st.none() | st.just("2026-12-01")),
        **_shape(draw),  # type: ignore[arg-type]  # the fields of one shape
    )
