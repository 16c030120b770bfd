"""Turning a question into the fewest rows: a rollup where one holds it, narrow rows where none does."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import add
from sqlite3 import Connection
from typing import Any, NamedTuple

from station.analysis.answers import PACKED, ROWS, sums_of_answers
from station.analysis.periods import months, numbers_of
from station.analysis.scope import Scope
from station.analysis.subjects import ITEMS, OF_CUBES, OF_RECORDS, VERDICTS, Subject
from station.store.rollups.cubes import NARROW, WIDE
from station.store.rollups.facts import day_number
from station.store.rollups.numbering import SETS_WITH

Key = tuple[Any, ...]
Sums = Mapping[str, int]
"""Measures by name."""


@dataclass(frozen=True, slots=True)
class Question:
    """``subject`` over ``scope`` (with both days), told apart by ``by``."""

    subject: Subject
    scope: Scope
    by: tuple[str, ...] = ()

    @property
    def is_held(self) -> bool:
        """Whether a rollup answers it."""
        return self.scope.is_held and not {"model", "hour"}.intersection(self.by)


class Part(NamedTuple):
    """One statement of a question; the sums of all parts together are the answer."""

    statement: str
    values: tuple[str | int, ...]


def answer(
    connection: Connection, parts: Sequence[Part], question: Question, told: Callable[[float], None]
) -> dict[Key, Sums]:
    """The sums of ``parts`` by group, in no order; ``told`` hears the share done after each part."""
    width, measures = len(question.by), question.subject.cube.measures
    groups: dict[Key, tuple[int, ...]] = {}
    for number, part in enumerate(parts, 1):
        for row in _rows(connection, part, question):
            key, sums = tuple(row[:width]), row[width:]
            if sums[0]:
                _add(groups, key, sums)
        told(number / len(parts))
    return {key: dict(zip(measures, sums, strict=True)) for key, sums in groups.items()}


def _rows(connection: Connection, part: Part, question: Question) -> Iterator[Sequence[Any]]:
    if question.subject is ITEMS and not question.is_held:
        return sums_of_answers(connection, part.statement, part.values, question.by)
    return connection.execute(*part)


def parts_of(question: Question, since: date, until: date) -> list[Part]:
    """The statements that answer it between two days."""
    if question.is_held:
        return [_from_rollup(question, since, until)]
    from_rows = _from_answers if question.subject is ITEMS else _from_rows
    return [from_rows(question, first, last) for first, last in months(since, until)]


def _add(groups: dict[Key, tuple[int, ...]], key: Key, sums: Sequence[Any]) -> None:
    whole = tuple(one or 0 for one in sums) if None in sums else tuple(sums)
    known = groups.get(key)
    groups[key] = whole if known is None else tuple(map(add, known, whole))


def _from_rollup(question: Question, since: date, until: date) -> Part:
    scope, cube = question.scope, question.subject.cube
    apart = {"shift", "person"} & {*question.by, *scope.as_json()}
    columns = [OF_CUBES.get(one, one) for one in question.by]
    where = [f"width = {NARROW if apart else WIDE}", _period(question, since, until)]
    narrowing = dict(_narrowing(scope))
    where += [_cell_condition(question.subject, name) for name in narrowing]
    sums = [f"SUM({name})" for name in cube.measures]
    return Part(_select(columns, sums, cube.table, where), tuple(narrowing.values()))


def _period(question: Question, since: date, until: date) -> str:
    if "day" in question.by:
        return f"period BETWEEN {day_number(since)} AND {day_number(until)}"
    numbers = numbers_of(since, until, by_month="month" in question.by)
    return f"period IN ({', '.join(map(str, numbers))})"


def _cell_condition(subject: Subject, name: str) -> str:
    return f"channels IN {SETS_WITH}" if name == "channel" and subject is not VERDICTS else f"{name} = ?"


def _from_rows(question: Question, since: date, until: date) -> Part:
    subject = question.subject
    columns = [{**OF_RECORDS, **subject.columns}[one] for one in question.by]
    sums = [subject.sums[name] for name in subject.cube.measures]
    where, values = _row_conditions(question, since, until)
    return Part(_select(columns, sums, subject.rows, where), values)


def _from_answers(question: Question, since: date, until: date) -> Part:
    columns = [OF_RECORDS[one] for one in question.by if one != "item"]
    where, values = _row_conditions(question, since, until)
    selected = ", ".join((*columns, PACKED))
    return Part(" ".join(("SELECT", selected, "FROM", ROWS, "WHERE", " AND ".join(where))), values)


def _row_conditions(question: Question, since: date, until: date) -> tuple[list[str], tuple[str | int, ...]]:
    narrowing = dict(_narrowing(question.scope))
    where = ["r.counts", f"r.day BETWEEN {day_number(since)} AND {day_number(until)}"]
    where += [_row_condition(question.subject, name) for name in narrowing]
    return where, tuple(narrowing.values())


def _row_condition(subject: Subject, name: str) -> str:
    if name != "channel":
        return f"r.{name} = ?"
    return "v.channel = ?" if subject is VERDICTS else f"r.channels IN {SETS_WITH}"


def _narrowing(scope: Scope) -> Iterator[tuple[str, str]]:
    for name in ("category", "channel", "shift", "person", "model"):
        if value := getattr(scope, name):
            yield name, value


def _select(columns: Sequence[str], sums: Sequence[str], table: str, where: Sequence[str]) -> str:
    parts = ["SELECT", ", ".join([*columns, *sums]), "FROM", table, "WHERE", " AND ".join(where)]
    return " ".join([*parts, *(("GROUP BY", ", ".join(columns)) if columns else ())])
