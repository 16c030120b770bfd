"""Where in a standard each criterion stands, and the standard with another rule in its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

from station.standards.channel import (
    Attribute,
    Axis,
    ChannelStandard,
    Criterion,
    Grade,
    Question,
    Row,
    Surface,
)
from station.standards.rules import Rule
from station.texts import Lang, text

T = TypeVar("T")
Put = Callable[[Rule], ChannelStandard]


@dataclass(frozen=True, slots=True)
class Place:
    """One criterion: its heading, clause and rule; ``put`` makes the standard with another rule there."""

    heading: str
    clause: str
    rule: Rule
    put: Put


def places(standard: ChannelStandard, lang: Lang) -> tuple[Place, ...]:
    """Every criterion of the standard, in the order in which the standard is read."""
    return tuple(_places(standard, lang))


def _places(standard: ChannelStandard, lang: Lang) -> Iterator[Place]:
    gate = text(lang, "standards.section.gates")
    yield from _criteria(gate, standard.gates, lambda gates: replace(standard, gates=gates))
    if standard.axes:
        for number, axis in enumerate(standard.axes):
            yield from _of_scale(axis, lang, partial(_with_axis, standard, number))
    else:
        for axis in standard.scales:
            yield from _of_scale(axis, lang, partial(_with_scale, standard))
    yield from _asked(standard, lang)


def _with_axis(standard: ChannelStandard, number: int, axis: Axis) -> ChannelStandard:
    return replace(standard, axes=_swapped(standard.axes, number, axis))


def _with_scale(standard: ChannelStandard, axis: Axis) -> ChannelStandard:
    return replace(standard, graded=axis.graded, surfaces=axis.surfaces, rows=axis.rows)


def _of_scale(axis: Axis, lang: Lang, done: Callable[[Axis], ChannelStandard]) -> Iterator[Place]:
    for number, grade in enumerate(axis.graded):
        yield from _criteria(grade.code, grade.criteria, partial(_with_grade, axis, number, grade, done))
    for number, surface in enumerate(axis.surfaces):
        for order, graded in enumerate(surface.graded):
            heading = f"{surface.title.of(lang)} {graded.code}"
            with_surface = partial(_with_surface, axis, number, surface, order, done)
            yield from _criteria(heading, graded.criteria, with_surface)
    for number, row in enumerate(axis.rows):
        yield Place(row.gives, row.clause, row.when, partial(_with_row, axis, number, row, done))


def _with_grade(
    axis: Axis,
    number: int,
    grade: Grade,
    done: Callable[[Axis], ChannelStandard],
    criteria: tuple[Criterion, ...],
) -> ChannelStandard:
    changed = replace(grade, criteria=criteria)
    return done(replace(axis, graded=_swapped(axis.graded, number, changed)))


def _with_surface(
    axis: Axis,
    number: int,
    surface: Surface,
    order: int,
    done: Callable[[Axis], ChannelStandard],
    criteria: tuple[Criterion, ...],
) -> ChannelStandard:
    graded = _swapped(surface.graded, order, replace(surface.graded[order], criteria=criteria))
    return done(replace(axis, surfaces=_swapped(axis.surfaces, number, replace(surface, graded=graded))))


def _with_row(
    axis: Axis, number: int, row: Row, done: Callable[[Axis], ChannelStandard], when: Rule
) -> ChannelStandard:
    return done(replace(axis, rows=_swapped(axis.rows, number, replace(row, when=when))))


def _criteria(
    heading: str,
    criteria: tuple[Criterion, ...],
    done: Callable[[tuple[Criterion, ...]], ChannelStandard],
) -> Iterator[Place]:
    for number, criterion in enumerate(criteria):
        put = partial(_with_criterion, criteria, number, done)
        yield Place(heading, criterion.clause, criterion.require, put)


def _with_criterion(
    criteria: tuple[Criterion, ...],
    number: int,
    done: Callable[[tuple[Criterion, ...]], ChannelStandard],
    rule: Rule,
) -> ChannelStandard:
    return done(_swapped(criteria, number, replace(criteria[number], require=rule)))


def _asked(standard: ChannelStandard, lang: Lang) -> Iterator[Place]:
    for number, question in enumerate(standard.questions):
        yield from _options(question, lang, partial(_with_question, standard, number))
    for number, attribute in enumerate(standard.attributes):
        yield from _options(attribute, lang, partial(_with_attribute, standard, number))


def _with_question(standard: ChannelStandard, number: int, question: Question) -> ChannelStandard:
    return replace(standard, questions=_swapped(standard.questions, number, question))


def _with_attribute(standard: ChannelStandard, number: int, attribute: Attribute) -> ChannelStandard:
    return replace(standard, attributes=_swapped(standard.attributes, number, attribute))


A = TypeVar("A", Question, Attribute)


def _options(asked: A, lang: Lang, done: Callable[[A], ChannelStandard]) -> Iterator[Place]:
    for number, option in enumerate(asked.options):
        if option.when is not None:
            put = partial(_with_option, asked, number, done)
            yield Place(option.title.of(lang), asked.clause, option.when, put)


def _with_option(asked: A, number: int, done: Callable[[A], ChannelStandard], when: Rule) -> ChannelStandard:
    options = _swapped(asked.options, number, replace(asked.options[number], when=when))
    return done(replace(asked, options=options))


def _swapped(whole: tuple[T, ...], number: int, part: T) -> tuple[T, ...]:
    return (*whole[:number], part, *whole[number + 1 :])
