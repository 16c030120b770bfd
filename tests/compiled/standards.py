"""Random channel standards over a few items of the smartphone, in every way of aggregating."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import Any

from hypothesis import strategies as st

from station.model.answer import NOT_INSPECTED, Answer, Choice, Defects, Measured, NotFitted, Text
from station.model.checklist import CheckItem, Title
from station.model.defect import Defect, DefectKind, Depth
from station.standards.channel import (
    NOT_ACCEPTED,
    Axis,
    ChannelStandard,
    Criterion,
    Grade,
    Question,
    QuestionOption,
    Row,
    Silence,
    Surface,
    SurfaceGrade,
    Vocabulary,
)
from station.standards.channel_file import MEASURE_UNITS, SUMMED
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
    Vague,
    Which,
)
from tests.grading.strategies import SMARTPHONE, answers

WORDS = Title("文字", "words")
CODES = ("A", "B", "C")


def _item(item_id: str) -> CheckItem:
    found = SMARTPHONE.item(item_id)
    assert found is not None
    return found


CHOSEN = tuple(map(_item, ("PB-01", "CM-04")))
NUMBERS = tuple(map(_item, ("PB-02", "WD-02", "TC-01")))
LISTS = tuple(map(_item, ("FG-01", "BK-01", "DP-02")))
ITEMS = (*CHOSEN, *NUMBERS, *LISTS)

ZONES = {zone for item in ITEMS for zone in item.zones}
VOCABULARY = Vocabulary.of(
    replace(SMARTPHONE, items=ITEMS, zones=tuple(zone for zone in SMARTPHONE.zones if zone.id in ZONES))
)
AREAS = st.sampled_from([{}, {"Z1": Decimal("94"), "Z4": Decimal("105.5")}])

LIMITS = st.sampled_from([*[None] * 12, *(Decimal(number) for number in ("0", "1", "2", "7.5", "10", "80"))])


def facts() -> st.SearchStrategy[dict[str, Answer]]:
    """Facts of the items that the standards speak of; any may be absent."""
    return st.fixed_dictionaries({}, optional={item.id: answers(item) for item in ITEMS})


def many_units(seed: int, count: int) -> list[dict[str, Answer]]:
    """Units with much in common: only those of one class can show that a class is too wide."""
    chance = Random(seed)
    return [{item.id: _answer(item, chance) for item in ITEMS if chance.random() < 0.9} for _ in range(count)]


def _answer(item: CheckItem, chance: Random) -> Answer:
    if chance.random() < 0.1:
        return chance.choice(_ODD)
    if item.options:
        return Choice(chance.choice(item.options).value)
    if item.unit:
        return Measured(Decimal(chance.choice(_SIZES)), chance.choice([item.unit, "cm", "%", "furlong"]))
    return Defects(tuple(_defect(item, chance) for _ in range(chance.choice([0, 1, 1, 2, 3]))))


def _defect(item: CheckItem, chance: Random) -> Defect:
    def size() -> Decimal | None:
        return Decimal(chance.choice(_SIZES)) if chance.random() < 0.8 else None

    return Defect(
        chance.choice(item.zones),
        DefectKind(chance.choice(item.defect_kinds)),
        length_mm=size(),
        width_mm=size(),
        depth=chance.choice([None, *Depth]),
        visible_cm=size(),
        visible_lit=chance.choice([None, True, False]),
    )


_ODD: tuple[Answer, ...] = (NOT_INSPECTED, NotFitted(), Text("?"), Defects(), Choice("no_such_option"))
_SIZES = ("0", "0.5", "1", "1.5", "2", "7.5", "10", "25.4", "80", "95")


def _bounds(units: tuple[str, ...]) -> dict[str, st.SearchStrategy[Any]]:
    return dict.fromkeys(("at_least", "at_most", "above", "below"), LIMITS) | {"unit": st.sampled_from(units)}


def _options(item: CheckItem) -> st.SearchStrategy[Rule]:
    values = [option.value for option in item.options]
    allowed = st.lists(st.sampled_from(values), min_size=1, max_size=2, unique=True).map(tuple)
    demanded = st.booleans()
    return st.builds(
        Options, rule=st.just("options"), item=st.just(item.id), allowed=allowed, part_demanded=demanded
    ) | st.builds(
        AtWorst,
        rule=st.just("at_worst"),
        item=st.just(item.id),
        option=st.sampled_from(values),
        part_demanded=demanded,
    )


def _number(item: CheckItem) -> st.SearchStrategy[Rule]:
    units = ("mm", "cm", "in") if item.unit == "mm" else ("%", "1")
    return st.builds(
        Number, rule=st.just("number"), item=st.just(item.id), part_demanded=st.booleans(), **_bounds(units)
    )


def _which() -> st.SearchStrategy[Which]:
    zones = sorted({zone for item in LISTS for zone in item.zones})
    kinds = sorted({kind for item in LISTS for kind in item.defect_kinds})
    return st.builds(
        Which,
        zones=st.lists(st.sampled_from(zones), max_size=2, unique=True).map(tuple),
        kinds=st.lists(st.sampled_from(kinds), max_size=3, unique=True).map(tuple),
        depth_at_least=st.none() | st.sampled_from(Depth),
        length_at_least_mm=LIMITS,
        length_above_mm=LIMITS,
        width_at_least_mm=LIMITS,
        width_above_mm=LIMITS,
        visible_at_cm=LIMITS,
        visible_lit=st.none() | st.booleans(),
    )


def _defect_limit(measure: str) -> st.SearchStrategy[Rule]:
    units = {"1": ("1",), "mm": ("mm", "cm"), "mm²": ("mm²", "cm²"), "cm": ("cm", "in")}[
        MEASURE_UNITS[measure]
    ]
    scopes = ["device", "surface", "zone", *(["per_100cm2"] if measure in SUMMED else [])]
    items = st.lists(st.sampled_from([item.id for item in LISTS]), min_size=1, max_size=2, unique=True)
    return st.builds(
        DefectLimit,
        rule=st.just("defects"),
        items=items.map(tuple),
        measure=st.just(measure),
        which=st.just(Which()) | _which(),
        scope=st.sampled_from(scopes),
        **_bounds(units),
    )


DEFECT_LIMITS = st.sampled_from(sorted(MEASURE_UNITS)).flatmap(_defect_limit)


def _good() -> st.SearchStrategy[Rule]:
    items = st.lists(st.sampled_from([item.id for item in ITEMS]), min_size=1, max_size=3, unique=True)
    return st.builds(Good, rule=st.just("good"), items=items.map(tuple), part_demanded=st.booleans())


def _leaves() -> st.SearchStrategy[Rule]:
    return st.one_of(
        _good(),
        *(_options(item) for item in CHOSEN),
        *(_number(item) for item in NUMBERS),
        *(_defect_limit(measure) for measure in MEASURE_UNITS),
    )


def _branches(rules: st.SearchStrategy[Rule]) -> st.SearchStrategy[Rule]:
    several = st.lists(rules, min_size=1, max_size=3).map(tuple)
    cases = st.lists(st.builds(Case, when=rules, require=rules), min_size=1, max_size=2).map(tuple)
    return st.one_of(
        st.builds(AllOf, rule=st.just("all"), of=several),
        st.builds(AnyOf, rule=st.just("any"), of=several),
        st.builds(Not, rule=st.just("not"), of=rules),
        st.builds(Vague, rule=st.just("vague"), surely=rules, at_least=rules),
        st.builds(Claim, rule=st.just("claim"), of=rules),
        st.builds(Presumed, rule=st.just("presumed"), of=rules),
        st.builds(Depends, rule=st.just("depends"), cases=cases, otherwise=st.none() | rules),
    )


RULES = _leaves() | st.recursive(_leaves(), _branches, max_leaves=4)
CRITERIA = st.builds(Criterion, clause=st.just("1"), require=RULES)


def _criteria(most: int) -> st.SearchStrategy[tuple[Criterion, ...]]:
    return st.lists(CRITERIA, max_size=most).map(tuple)


def _ended(more: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[dict[str, Any]]:
    ends = st.sampled_from([{"otherwise": "not_accepted"}, {"otherwise": "undetermined", "open_end": "1"}])
    return st.tuples(st.fixed_dictionaries(more), ends).map(lambda both: both[0] | both[1])


def _graded(criteria: st.SearchStrategy[tuple[Criterion, ...]]) -> st.SearchStrategy[tuple[Grade, ...]]:
    given = st.sampled_from([None, None, None, "1"])
    return st.tuples(
        *(
            st.builds(
                Grade,
                code=st.just(code),
                title=st.just(WORDS),
                criteria=criteria,
                not_given=given if code == "B" else st.none(),
            )
            for code in CODES
        )
    )


def _scales() -> st.SearchStrategy[dict[str, Any]]:
    bare = _graded(st.just(()))
    surface_grades = st.tuples(
        *(st.builds(SurfaceGrade, code=st.just(code), criteria=_criteria(2)) for code in CODES)
    )
    surface = st.builds(Surface, id=st.sampled_from(["s", "t"]), title=st.just(WORDS), graded=surface_grades)
    row = st.builds(Row, clause=st.just("1"), when=RULES, gives=st.sampled_from([*CODES, NOT_ACCEPTED]))
    best = {"aggregation": st.just("best_grade"), "graded": _graded(_criteria(4))}
    worst = {"aggregation": st.just("worst_surface"), "graded": bare}
    first = {"aggregation": st.just("first_match"), "graded": bare}
    return st.one_of(
        _ended(best),
        _ended(worst | {"surfaces": st.lists(surface, min_size=1, max_size=2).map(tuple)}),
        _ended(first | {"rows": st.lists(row, min_size=1, max_size=4).map(tuple)}),
    )


def _axes() -> st.SearchStrategy[dict[str, Any]]:
    def axis(name: str) -> st.SearchStrategy[Axis]:
        return _scales().map(lambda scale: Axis(id=name, title=WORDS, **scale))

    axes = st.tuples(axis("one"), axis("two"))
    return axes.map(lambda both: {"aggregation": "axes", "axes": both, "joined": "{one}/{two}"})


def _itemised() -> st.SearchStrategy[dict[str, Any]]:
    option = st.builds(QuestionOption, code=st.sampled_from(["x", "y"]), title=st.just(WORDS), when=RULES)
    rest = st.lists(st.just(QuestionOption("rest", WORDS)), max_size=1)
    options = st.tuples(st.lists(option, min_size=1, max_size=2), rest).map(lambda two: (*two[0], *two[1]))
    questions = st.lists(st.builds(Question, clause=st.just("1"), options=options), min_size=1, max_size=3)
    return st.fixed_dictionaries({"aggregation": st.just("itemised"), "questions": questions.map(tuple)})


SILENCES = st.builds(
    Silence,
    when_silent=st.sampled_from(["ignore", "undetermined"]),
    by=st.just("a person"),
    at=st.just("2026-11-22"),
    says=st.just(WORDS),
    watched=st.lists(st.sampled_from([item.id for item in LISTS]), max_size=2, unique=True).map(tuple),
)


def standards() -> st.SearchStrategy[ChannelStandard]:
    """A standard of any aggregation."""
    body = st.one_of(_scales(), _scales(), _axes(), _itemised())
    return st.builds(
        lambda body, gates, silence, areas: ChannelStandard(
            id="generated",
            name=WORDS,
            category="smartphone",
            version="2026-11-22",
            source="a test",
            confidence="own",
            language="en",
            silence=silence,
            clauses={"1": WORDS},
            vocabulary=replace(VOCABULARY, area_cm2=areas),
            gates=gates,
            **body,
        ),
        body,
        _criteria(2),
        SILENCES,
        AREAS,
    )


BARE = ChannelStandard(
    id="bare",
    name=WORDS,
    category="smartphone",
    version="2026-11-22",
    source="a test",
    confidence="own",
    language="en",
    aggregation="best_grade",
    silence=Silence(when_silent="ignore", by="a person", at="2026-11-22", says=WORDS),
    clauses={"1": WORDS},
    vocabulary=VOCABULARY,
    graded=(Grade("A", WORDS),),
    otherwise="not_accepted",
)
"""One grade that every unit has; gates are added to it."""
