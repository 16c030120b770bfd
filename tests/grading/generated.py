"""Random channel standards of every aggregation over a dozen items, so that facts and rules often meet.

``tame`` standards are monotone: they say only that worse is worse (no ``not``, no decision list, no demand
that depends on another fact, no option or number that must not be too good).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from station.model.answer import Answer
from station.model.checklist import CheckItem, Cleaning, ItemKind, Title
from station.model.defect import DefectKind, Depth
from station.standards.channel import (
    NOT_ACCEPTED,
    Attribute,
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

ITEMS = tuple(
    item
    for item in SMARTPHONE.items
    if item.id in {"PB-02", "CL-01", "PT-01", "WR-04", "BK-03", "SN-01", "FG-01", "BK-01", "FR-02", "TC-01"}
)
CHOSEN = [item for item in ITEMS if item.options]
LISTS = [item for item in ITEMS if item.kind is ItemKind.DEFECTS]
NUMBERS = [item for item in ITEMS if item.unit]
VOCABULARY = Vocabulary.of(SMARTPHONE)
VOCABULARY = replace(
    VOCABULARY, cleaning={**VOCABULARY.cleaning, "BK-01": Cleaning(Decimal(3), kinds=("wear",))}
)
LIMITS = [Decimal(limit) for limit in ("0", "1", "2", "5", "20", "80")]
WORDS = Title("条款", "clause")
AGGREGATIONS = ("best_grade", "worst_surface", "first_match", "axes", "itemised")


def facts() -> st.SearchStrategy[dict[str, Answer]]:
    """Facts about the items the generated standards speak of; any may be absent."""
    return st.fixed_dictionaries({}, optional={item.id: answers(item) for item in ITEMS})


def _at_worst() -> st.SearchStrategy[Rule]:
    values = {item.id: [option.value for option in item.options] for item in CHOSEN}
    pairs = st.sampled_from([(item, value) for item, options in values.items() for value in options])
    return pairs.map(lambda pair: AtWorst(rule="at_worst", item=pair[0], option=pair[1]))


def _options() -> st.SearchStrategy[Rule]:
    def of(item: CheckItem) -> st.SearchStrategy[Rule]:
        values = st.lists(st.sampled_from([option.value for option in item.options]), min_size=1, unique=True)
        return st.builds(
            Options,
            rule=st.just("options"),
            item=st.just(item.id),
            allowed=values.map(tuple),
            part_demanded=st.booleans(),
        )

    return st.sampled_from(CHOSEN).flatmap(of)


def _good() -> st.SearchStrategy[Rule]:
    judged = st.lists(
        st.sampled_from([item.id for item in ITEMS if item.id != "PB-02"]), min_size=1, max_size=3
    )
    return judged.map(lambda items: Good(rule="good", items=tuple(dict.fromkeys(items))))


def _number(tame: bool) -> st.SearchStrategy[Rule]:
    def of(item: CheckItem) -> st.SearchStrategy[Rule]:
        lower = ["at_least", "above"] if item.id == "PB-02" else []
        upper = [] if item.id == "PB-02" else ["at_most", "below"]
        names = st.sampled_from([*lower, *upper] if tame else ["at_least", "above", "at_most", "below"])
        limits = st.sampled_from(LIMITS[1:])
        bounds = st.tuples(names, limits).map(lambda pair: dict([pair]))
        return bounds.map(lambda given: _number_rule(item, given))

    return st.sampled_from(NUMBERS).flatmap(of)


def _number_rule(item: CheckItem, bounds: dict[str, Any]) -> Rule:
    return Number(rule="number", item=item.id, unit=item.unit or "1", **bounds)


def _which() -> st.SearchStrategy[Which]:
    size = st.none() | st.sampled_from(LIMITS)
    return st.builds(
        Which,
        zones=st.sampled_from([(), ("Z3",), ("Z1", "Z4")]),
        kinds=st.sampled_from([(), (DefectKind.SCRATCH,), (DefectKind.DENT, DefectKind.WEAR)]),
        depth_at_least=st.none() | st.sampled_from([Depth.TACTILE, Depth.THROUGH_COATING]),
        length_at_least_mm=size,
        length_above_mm=size,
        width_above_mm=size,
        visible_at_cm=size,
    )


def _defects(tame: bool) -> st.SearchStrategy[Rule]:
    units = {"count": "1", "total_area": "mm²", "farthest_visible": "cm"}
    names = ["at_most", "below"] if tame else ["at_most", "at_least", "above"]
    measures = st.sampled_from(["count", "total_length", "total_area", "longest", "farthest_visible"])
    scopes = st.sampled_from(["device", "surface", "zone", "per_100cm2"])

    def of(drawn: tuple[Any, Any, list[str], Which, str, Decimal]) -> Rule:
        measure, scope, items, which, name, limit = drawn
        grows = measure in ("count", "total_length", "total_area")
        return DefectLimit(
            rule="defects",
            items=tuple(items),
            measure=measure,
            scope=scope if grows or scope != "per_100cm2" else "surface",
            which=which,
            unit=units.get(measure, "mm"),
            **{name: limit},
        )

    ids = st.lists(st.sampled_from([item.id for item in LISTS]), min_size=1, max_size=2, unique=True)
    return st.tuples(measures, scopes, ids, _which(), st.sampled_from(names), st.sampled_from(LIMITS)).map(of)


def _many(rules: st.SearchStrategy[Rule]) -> st.SearchStrategy[tuple[Rule, ...]]:
    return st.lists(rules, min_size=1, max_size=3).map(tuple)


def _vague(two: tuple[Rule, Rule]) -> Rule:
    """Words whose sure reading demands more than their loosest one."""
    return Vague(rule="vague", surely=AllOf(rule="all", of=two), at_least=two[0])


def _branches(inner: st.SearchStrategy[Rule], tame: bool) -> st.SearchStrategy[Rule]:
    branches: list[st.SearchStrategy[Rule]] = [
        _many(inner).map(lambda of: AllOf(rule="all", of=of)),
        _many(inner).map(lambda of: AnyOf(rule="any", of=of)),
        st.tuples(inner, inner).map(_vague),
    ]
    if not tame:
        cases = st.lists(st.builds(Case, when=inner, require=inner), min_size=1, max_size=2).map(tuple)
        branches.append(inner.map(lambda of: Not(rule="not", of=of)))
        branches.append(st.builds(Depends, rule=st.just("depends"), cases=cases, otherwise=st.none() | inner))
    return st.one_of(branches)


def rules(tame: bool = False) -> st.SearchStrategy[Rule]:
    """Rules without what a ruling says of the unknown (see :func:`leaning_rules`)."""
    leaves = [_at_worst(), _good(), _number(tame), _defects(tame)]
    base: st.SearchStrategy[Rule] = st.one_of([*leaves, _options()] if not tame else leaves)
    return st.recursive(base, lambda inner: _branches(inner, tame), max_leaves=4)


def leaning_rules() -> st.SearchStrategy[Rule]:
    """Rules of every sort, claims and presumptions among them."""
    plain = rules()
    claims = plain.map(lambda of: Claim(rule="claim", of=of))
    return st.one_of(plain, claims, plain.map(lambda of: Presumed(rule="presumed", of=of)))


@dataclass
class _Maker:
    """Builds one standard, numbering its clauses."""

    draw: st.DrawFn
    rules: st.SearchStrategy[Rule]
    clauses: int = 0

    def clause(self) -> str:
        self.clauses += 1
        return f"C{self.clauses}"

    def criteria(self, at_most: int = 2) -> tuple[Criterion, ...]:
        drawn = self.draw(st.lists(self.rules, max_size=at_most))
        return tuple(Criterion(self.clause(), rule) for rule in drawn)

    def axis(self, name: str, aggregation: Any) -> Axis:
        codes = [f"{name}{letter}" for letter in "ABC"[: self.draw(st.integers(1, 3))]]
        best = aggregation == "best_grade"
        graded = tuple(Grade(code, WORDS, self.criteria() if best else ()) for code in codes)
        otherwise: Any = self.draw(st.sampled_from(["not_accepted", "undetermined"]))
        return Axis(
            id=name,
            title=WORDS,
            aggregation=aggregation,
            graded=graded,
            surfaces=self.surfaces(codes) if aggregation == "worst_surface" else (),
            rows=self.rows(codes) if aggregation == "first_match" else (),
            otherwise=otherwise,
            open_end=self.clause() if otherwise == "undetermined" else None,
        )

    def surfaces(self, codes: Sequence[str]) -> tuple[Surface, ...]:
        def one(place: int) -> Surface:
            first = self.draw(st.integers(0, len(codes) - 1))
            graded = tuple(SurfaceGrade(code, self.criteria()) for code in codes[first:])
            return Surface(f"S{place}", WORDS, graded)

        return tuple(one(place) for place in range(self.draw(st.integers(1, 3))))

    def rows(self, codes: Sequence[str]) -> tuple[Row, ...]:
        gives = self.draw(st.lists(st.sampled_from([*codes, NOT_ACCEPTED]), min_size=1, max_size=4))
        return tuple(Row(self.clause(), self.draw(self.rules), one) for one in gives)

    def options(self) -> tuple[QuestionOption, ...]:
        asked = [QuestionOption(f"o{n}", WORDS, self.draw(self.rules)) for n in range(2)]
        return (*asked, QuestionOption("rest", WORDS))

    def silence(self) -> Silence:
        watched = self.draw(st.lists(st.sampled_from([item.id for item in LISTS]), unique=True))
        when_silent: Any = self.draw(st.sampled_from(["ignore", "undetermined"]))
        return Silence(when_silent, "quality desk", "2026-11-22", WORDS, tuple(watched))

    def standard(self, aggregation: Any) -> ChannelStandard:
        single = aggregation in ("best_grade", "worst_surface", "first_match")
        scale = self.axis("", aggregation) if single else None
        kinds = st.sampled_from(["best_grade", "worst_surface"])
        axes = [self.axis(name, self.draw(kinds)) for name in "xy"] if aggregation == "axes" else []
        questions = [Question(self.clause(), self.options())] if aggregation == "itemised" else []
        gates = self.criteria(1)
        attributes = (Attribute(self.clause(), "attribute", self.options()),)
        silence = self.silence()
        return ChannelStandard(
            id="generated",
            name=WORDS,
            category="smartphone",
            version="2026-11-22",
            source="generated",
            confidence="own",
            language="en",
            aggregation=aggregation,
            silence=silence,
            clauses={f"C{number + 1}": WORDS for number in range(self.clauses)},
            vocabulary=VOCABULARY,
            gates=gates,
            graded=scale.graded if scale else (),
            surfaces=scale.surfaces if scale else (),
            rows=scale.rows if scale else (),
            otherwise=scale.otherwise if scale else "not_accepted",
            open_end=scale.open_end if scale else None,
            questions=tuple(questions),
            axes=tuple(axes),
            joined="{x}{y}" if axes else "",
            attributes=attributes,
        )


@st.composite
def standards(
    draw: st.DrawFn, of: st.SearchStrategy[Rule], aggregations: Sequence[str] = AGGREGATIONS
) -> ChannelStandard:
    """A standard of one of these aggregations whose every rule is drawn from ``of``."""
    return _Maker(draw, of).standard(draw(st.sampled_from(aggregations)))
