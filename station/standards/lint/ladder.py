"""Ladders: grades, rows or options that compete for a unit, in the order in which they are looked at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from station.standards.channel import NOT_ACCEPTED, Axis, ChannelStandard, Criterion, QuestionOption
from station.standards.lint.defect_lists import Gauge
from station.standards.lint.facts import Fact
from station.standards.lint.formula import Every, Formula, Some
from station.standards.lint.space import Space
from station.standards.rules import Rule, cited, leaves

Told = tuple[str, Rule]
"""A clause and its rule."""


@dataclass(frozen=True)
class Contender:
    """One grade, row or option: ``surely`` and ``maybe`` say when it holds; ``told`` are its clauses."""

    name: str
    told: tuple[Told, ...]
    surely: Formula
    maybe: Formula
    limits: frozenset[str | Gauge]
    refuses: bool = False

    def clause_on(self, item: str, otherwise: str) -> str:
        """The first clause that cites ``item``, else its first clause, else ``otherwise``."""
        citing = (clause for clause, rule in self.told if any(item in cited(one) for one in leaves(rule)))
        return next(citing, self.told[0][0] if self.told else otherwise)


@dataclass(frozen=True)
class Ladder:
    """Contenders in the order in which they are looked at, under the gates every unit has passed.

    ``sort`` says what they are; ``clause`` is named where none of theirs can be; ``open_end`` is the clause
    where a scale breaks off; ``axis`` is the scale, None for a question.
    """

    space: Space
    sort: Literal["grades", "rows", "options", "attribute"]
    clause: str
    contenders: tuple[Contender, ...]
    gates: tuple[Told, ...] = ()
    open_end: str | None = None
    axis: Axis | None = None

    @property
    def graded(self) -> tuple[Contender, ...]:
        """The grades, best first, with what each really takes; none of a question."""
        if self.axis is None:
            return ()
        return _as_given(self, self.axis) if self.sort == "rows" else self.contenders

    @cached_property
    def gated(self) -> Formula:
        """When a unit surely passes every gate."""
        return Every(tuple(self.space.condition(rule, surely=True) for _, rule in self.gates))

    @cached_property
    def perhaps_gated(self) -> Formula:
        """When a unit may pass every gate."""
        return Every(tuple(self.space.condition(rule, surely=False) for _, rule in self.gates))

    def values(self, contender: Contender, fact: Fact, dimension: int, *, surely: bool) -> frozenset[int]:
        """The values of a dimension with which a contender (surely, or perhaps) holds behind the gates."""
        key = (contender.name, fact.number, surely)
        if key not in self._cases:
            holds = (contender.surely, self.gated) if surely else (contender.maybe, self.perhaps_gated)
            self._cases[key] = self.space.search.cases(fact.number, *holds)
        return fact.values(self._cases[key], dimension)

    @cached_property
    def _cases(self) -> dict[tuple[str, int, bool], int]:
        return {}


def ladders(space: Space) -> Iterator[Ladder]:
    """Every ladder of a standard: its scales, surfaces, questions and attributes."""
    standard = space.standard
    gates = tuple((gate.clause, gate.require) for gate in standard.gates)
    for axis in standard.scales:
        yield from _scale_ladders(space, axis, gates)
    for question in standard.questions:
        options = tuple(_option(space, question.clause, option) for option in question.options)
        yield Ladder(space, "options", question.clause, options)
    for attribute in standard.attributes:
        options = tuple(_option(space, attribute.clause, option) for option in attribute.options)
        yield Ladder(space, "attribute", attribute.clause, options)


def _scale_ladders(space: Space, axis: Axis, gates: tuple[Told, ...]) -> Iterator[Ladder]:
    if axis.aggregation == "best_grade":
        grades = tuple(_graded(space, grade.code, grade.criteria) for grade in axis.given)
        yield Ladder(
            space, "grades", _first_clause(space.standard, grades), grades, gates, axis.open_end, axis
        )
    elif axis.aggregation == "worst_surface":
        given = {grade.code for grade in axis.given}
        for surface in axis.surfaces:
            grades = tuple(
                _graded(space, one.code, one.criteria) for one in surface.graded if one.code in given
            )
            yield Ladder(
                space, "grades", _first_clause(space.standard, grades), grades, gates, axis.open_end, axis
            )
    else:
        rows = tuple(
            _contender(space, row.clause, ((row.clause, row.when),), row.gives == NOT_ACCEPTED)
            for row in axis.rows
        )
        yield Ladder(space, "rows", _first_clause(space.standard, rows), rows, gates, axis.open_end, axis)


def _graded(space: Space, code: str, criteria: Sequence[Criterion]) -> Contender:
    return _contender(space, code, tuple((one.clause, one.require) for one in criteria))


def _option(space: Space, clause: str, option: QuestionOption) -> Contender:
    return _contender(space, option.code, ((clause, option.when),) if option.when is not None else ())


def _contender(space: Space, name: str, told: tuple[Told, ...], refuses: bool = False) -> Contender:
    rules = [rule for _, rule in told]
    surely, maybe = (
        Every(tuple(space.condition(rule, surely=how) for rule in rules)) for how in (True, False)
    )
    return Contender(name, told, surely, maybe, space.limits(rules), refuses)


def _first_clause(standard: ChannelStandard, contenders: Sequence[Contender]) -> str:
    told = (clause for one in contenders for clause, _ in one.told)
    return next(told, next(iter(standard.clauses), ""))


def _as_given(ladder: Ladder, axis: Axis) -> tuple[Contender, ...]:
    """What each grade of a decision list really takes, best grade first: its rows, less the rows before."""
    space, before_surely, before_maybe = ladder.space, list[Formula](), list[Formula]()
    taken: dict[str, list[Contender]] = {}
    for row, contender in zip(axis.rows, ladder.contenders, strict=True):
        surely = Every((contender.surely, *(space.opposite(one) for one in before_maybe)))
        maybe = Every((contender.maybe, *(space.opposite(one) for one in before_surely)))
        left = Contender(contender.name, contender.told, surely, maybe, contender.limits)
        taken.setdefault(row.gives, []).append(left)
        before_surely.append(contender.surely)
        before_maybe.append(contender.maybe)
    return tuple(_together(grade.code, taken[grade.code]) for grade in axis.given if grade.code in taken)


def _together(name: str, rows: Sequence[Contender]) -> Contender:
    return Contender(
        name,
        tuple(told for row in rows for told in row.told),
        Some(tuple(row.surely for row in rows)),
        Some(tuple(row.maybe for row in rows)),
        frozenset().union(*(row.limits for row in rows)),
    )
