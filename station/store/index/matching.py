"""From a query to what SQLite is asked.

Everything but time is one full-text expression, whose terms SQLite joins lazily from the latest record
backwards: a page costs what its rows cost, however many records match.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from sqlite3 import Connection

from station.store.clock import to_text
from station.store.index.answers import size_name
from station.store.index.numbers import exact_term, measure, range_terms
from station.store.index.query import DefectWanted, NumberRange, Query
from station.store.index.query_text import Asked, read_query
from station.store.index.terms import asked as asked_terms
from station.store.index.terms import fact, pieces
from station.store.index.titles import Titles

_EARLIEST, _LATEST = "", "9999-12-31T23:59:59.999999Z"


@dataclass(frozen=True, slots=True)
class Match:
    """What SQLite is asked.

    ``expression`` is empty where every term matches; ``first`` and ``last`` bound the sequence, ``since`` and
    ``until`` (excluded) the time of sealing.
    """

    expression: str
    first: int
    last: int
    since: str
    until: str


def match_of(connection: Connection, query: Query, titles: Titles) -> Match | None:
    """What to ask for a query; None where nothing can match.

    Raises:
        KnownError: REC-020 the search field holds more than anybody means.
    """
    told = read_query(query.words, titles.unit)
    parts = [*_words(told, titles), *_facts(query, told), *_numbers(connection, query, told)]
    parts += [_defect(connection, one, titles) for one in (*query.defects, *told.defects)]
    if "" in parts:
        return None
    since, until = _time(query, told)
    first, last = bounds(connection, since, until)
    return Match(" AND ".join(dict.fromkeys(parts)), first, last, since, until)


def _words(told: Asked, titles: Titles) -> Iterable[str]:
    for word in told.words:
        yield _plain(word, titles)
    for name, value in told.facts:
        yield _value(name, value)


def _plain(word: str, titles: Titles) -> str:
    """Every piece of a word; a word of nothing but signs is nowhere."""
    found = pieces(word)
    return _all(_any([_all(map(_term, asked_terms(one))), *map(_term, titles.terms(one))]) for one in found)


def _facts(query: Query, told: Asked) -> Iterable[str]:
    stated: list[tuple[str, str]] = [("by", name) for name in told.names]
    stated += [("code", code) for code in (query.code, *told.codes) if code]
    stated += [("category", category) for category in (query.category, *told.categories) if category]
    stated += [("is", one) for one in (query.standing, *told.standings) if one is not None]
    stated += [("countersign", one) for one in (query.countersign, *told.countersigns) if one is not None]
    practice = (*told.practice, *(() if query.practice is None else (query.practice,)))
    stated += [("is", "practice" if one else "real") for one in practice]
    stated += [
        (name, one)
        for name, one in (("by", query.person), ("unit", query.unit), ("batch", query.batch))
        if one
    ]
    yield from (_term(fact(name, value)) for name, value in stated)
    yield from (_value(name, value) for name, value in (*query.item_values, *query.grades))


def _value(name: str, value: str) -> str:
    """What was answered, or given: a number however many digits it is told with, a tie as lists show it."""
    number = measure(name, value)
    exact = [exact_term(*number[:2])] if number else []
    tie = _all(_term(fact(name, grade)) for grade in value.split("|") if grade)
    return _any((*map(_term, (fact(name, value), *exact)), tie))


def _numbers(connection: Connection, query: Query, told: Asked) -> Iterable[str]:
    for wanted in (*query.numbers, *told.numbers):
        yield _any(map(_term, range_terms(connection, wanted)))


def _defect(connection: Connection, wanted: DefectWanted, titles: Titles) -> str:
    kinds = titles.defect_kinds(wanted.kind) if wanted.kind else ("",)
    places = [f"{kind}@{wanted.zone}" if wanted.zone else kind or "any" for kind in kinds]
    if wanted.at_least_mm is None:
        return _any(_term(fact("defect", place)) for place in places)
    sizes = (NumberRange(size_name(place), low=wanted.at_least_mm) for place in places)
    return _any(_term(term) for size in sizes for term in range_terms(connection, size))


def _time(query: Query, told: Asked) -> tuple[str, str]:
    days = [(query.since, query.until), *told.days]
    since = (_midnight(first) for first, _ in days if first is not None)
    until = (_midnight_after(last) for _, last in days if last is not None)
    return max(since, default=_EARLIEST), min(until, default=_LATEST)


def _midnight(day: date) -> str:
    """The start of a day where this station stands, as stored."""
    try:
        return to_text(datetime.combine(day, time.min).astimezone())
    except (OverflowError, ValueError, OSError):
        return _EARLIEST if day.year < 1970 else _LATEST


def _midnight_after(day: date) -> str:
    return _LATEST if day == date.max else _midnight(day + timedelta(days=1))


def bounds(connection: Connection, since: str, until: str) -> tuple[int, int]:
    """The entries among which everything sealed in this time lies."""
    row = connection.execute(
        "SELECT min(first), max(last) FROM days WHERE day >= ? AND day <= ?", (since[:10], until[:10])
    ).fetchone()
    return (0, -1) if row[0] is None else (row[0], row[1])


def _term(term: str) -> str:
    """A term as the full text is asked for it; what is in it is text and nothing else."""
    return '"' + term.replace('"', '""') + '"'


def _all(parts: Iterable[str]) -> str:
    return _joined(" AND ", list(parts), needs_all=True)


def _any(parts: Iterable[str]) -> str:
    return _joined(" OR ", list(parts), needs_all=False)


def _joined(sign: str, parts: list[str], needs_all: bool) -> str:
    if needs_all and "" in parts:
        return ""
    kept = [part for part in dict.fromkeys(parts) if part]
    return kept[0] if len(kept) == 1 else f"({sign.join(kept)})" if kept else ""
