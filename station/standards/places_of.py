"""A channel standard taken apart: every single thing it says, by the place where it says it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from station.model.checklist import Title
from station.standards.channel import (
    Attribute,
    Axis,
    ChannelStandard,
    Criterion,
    Question,
    QuestionOption,
    Row,
    Ruling,
    Viewing,
)
from station.standards.rules import Rule

Thing = Title | str | tuple[str, ...] | Rule
"""What stands at a place: words, a value, an order or list of names, or a rule."""

_FIELDS = ("name", "category", "source", "confidence", "language", "aggregation", "joined", "notes")


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: ``where`` names axis, surface, grade, field or option from the outside in.

    ``number`` tells several things about one clause at one place apart.
    """

    sort: str
    where: tuple[str, ...] = ()
    clause: str = ""
    number: int = 0


def places_of(standard: ChannelStandard) -> dict[Place, Thing]:
    """Everything a standard says, but for its version and who published it."""
    parts = (_fields, _silence, _gates, _scales, _questions, _rulings, _texts)
    return {place: thing for part in parts for place, thing in part(standard)}


Placed = Iterator[tuple[Place, Thing]]


def _fields(standard: ChannelStandard) -> Placed:
    yield Place("field", ("valid_from",)), standard.valid_from or standard.version
    for name in _FIELDS:
        yield Place("field", (name,)), getattr(standard, name)
    if standard.aggregation == "axes":
        yield Place("order", ("axes",)), tuple(axis.id for axis in standard.axes)


def _silence(standard: ChannelStandard) -> Placed:
    silence = standard.silence
    for name in ("when_silent", "says", "watched"):
        yield Place("silence", (name,)), getattr(silence, name)
    yield Place("silence", ("by",)), f"{silence.by}, {silence.at}"


def _gates(standard: ChannelStandard) -> Placed:
    yield from _criteria("gate", (), standard.gates)


def _criteria(sort: str, where: tuple[str, ...], criteria: Sequence[Criterion]) -> Placed:
    yield Place("order", (sort, *where)), tuple(f"{one.clause} {n}" for n, one in _numbered(criteria))
    for number, criterion in _numbered(criteria):
        yield Place(sort, where, criterion.clause, number), criterion.require
        if condition := _condition(criterion):
            yield Place("condition", (sort, *where), criterion.clause, number), condition


Numbered = TypeVar("Numbered", bound=Criterion | Row | Question | Attribute | Ruling)


def _numbered(things: Sequence[Numbered]) -> Iterator[tuple[int, Numbered]]:
    """Each thing with how many about the same clause stand before it."""
    seen: Counter[str] = Counter()
    for thing in things:
        yield seen[thing.clause], thing
        seen[thing.clause] += 1


def _condition(criterion: Criterion) -> tuple[str, ...]:
    """How a demand is to be observed, as short text that needs no language."""
    viewing = criterion.viewing or Viewing()
    limits = {
        "cm": viewing.distance_cm,
        "≥ lx": viewing.light_at_least_lx,
        "≤ lx": viewing.light_at_most_lx,
        "≤ s": viewing.at_most_s,
    }
    seen_from = (f"{unit} {limit}" for unit, limit in limits.items() if limit is not None)
    is_viewed = ("viewing",) if criterion.viewing is not None else ()
    methods = (method.value for method in criterion.methods)
    return (*methods, *(f"evidence {one}" for one in criterion.evidence), *is_viewed, *seen_from)


def _scales(standard: ChannelStandard) -> Placed:
    for axis in standard.scales:
        if axis.id:
            yield Place("axis", (axis.id, "title")), axis.title
            yield Place("axis", (axis.id, "aggregation")), axis.aggregation
        yield Place("axis", (axis.id, "otherwise")), axis.otherwise
        yield Place("axis", (axis.id, "open_end")), axis.open_end or ""
        yield from _grades(axis)
        yield from _surfaces(axis)
        yield from _rows(axis)


def _grades(axis: Axis) -> Placed:
    yield Place("order", ("grade", axis.id)), tuple(grade.code for grade in axis.graded)
    for grade in axis.graded:
        yield Place("grade", (axis.id, grade.code)), grade.title
        if grade.not_given is not None:
            yield Place("not_given", (axis.id, grade.code), grade.not_given), grade.not_given
        yield from _criteria("criterion", (axis.id, grade.code), grade.criteria)


def _surfaces(axis: Axis) -> Placed:
    yield Place("order", ("surface", axis.id)), tuple(surface.id for surface in axis.surfaces)
    for surface in axis.surfaces:
        where = (axis.id, surface.id)
        yield Place("surface", where), surface.title
        yield Place("order", ("surface_grade", *where)), tuple(one.code for one in surface.graded)
        for graded in surface.graded:
            yield Place("surface_grade", (*where, graded.code)), graded.code
            yield from _criteria("criterion", (*where, graded.code), graded.criteria)


def _rows(axis: Axis) -> Placed:
    yield Place("order", ("row", axis.id)), tuple(f"{one.clause} {n}" for n, one in _numbered(axis.rows))
    for number, row in _numbered(axis.rows):
        yield Place("row", (axis.id,), row.clause, number), row.when
        yield Place("row_gives", (axis.id,), row.clause, number), row.gives


def _questions(standard: ChannelStandard) -> Placed:
    asked = tuple(f"{one.clause} {n}" for n, one in _numbered(standard.questions))
    yield Place("order", ("question",)), asked
    for number, question in _numbered(standard.questions):
        yield from _options("question", question.clause, number, question.options)
    stated = tuple(f"{one.clause} {n}" for n, one in _numbered(standard.attributes))
    yield Place("order", ("attribute",)), stated
    for number, attribute in _numbered(standard.attributes):
        yield Place("target", (), attribute.clause, number), attribute.target
        yield from _options("attribute", attribute.clause, number, attribute.options)


def _options(sort: str, clause: str, number: int, options: Sequence[QuestionOption]) -> Placed:
    codes = tuple(option.code for option in options)
    yield Place("options", (sort,), clause, number), codes
    for place, option in enumerate(options):
        where = (sort, option.code, *([str(place)] if codes.count(option.code) > 1 else []))
        yield Place("option", where, clause, number), option.title
        if option.when is not None:
            yield Place("option_when", where, clause, number), option.when


def _rulings(standard: ChannelStandard) -> Placed:
    yield Place("order", ("ruling",)), tuple(f"{one.clause} {n}" for n, one in _numbered(standard.rulings))
    for number, ruling in _numbered(standard.rulings):
        yield Place("ruling", (), ruling.clause, number), ruling.says
        about = (ruling.by, ruling.at, *([ruling.finding] if ruling.finding else []))
        yield Place("ruling_by", (), ruling.clause, number), about


def _texts(standard: ChannelStandard) -> Placed:
    yield from ((Place("clause", (), clause), words) for clause, words in standard.clauses.items())
    yield from ((Place("original", (), clause), words) for clause, words in standard.originals.items())
