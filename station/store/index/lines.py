"""What the index says about one record: its line, its terms and its numbers, read from the sealed document.

Nothing but the ledger speaks here, so that an index made again is the same. ``unit.customer`` is personal and
never read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from station.model.imei import IMEI_LENGTH, is_imei
from station.model.standing import Countersign, Standing
from station.store.index.answers import read_answers, words_of
from station.store.index.numbers import Measure, measure_terms
from station.store.index.terms import fact, names, written

_GRADED = frozenset({"grade", "tie", "bound"})
"""Results whose grades are given; elsewhere grades only say what is still possible."""

Document = Mapping[str, Any]


class Line(NamedTuple):
    """The columns of one record, in their order. ``results`` is JSON by channel."""

    sequence: int
    id: str
    sha256: str
    sealed_at: str
    practice: int
    unit_code: str
    imei: str
    serial: str
    model: str
    category: str
    person: str
    person_name: str
    results: str
    standing: str
    countersign: str
    amends: str
    amended_by: str


@dataclass(slots=True)
class Indexed:
    """Everything the index says about one record."""

    line: Line
    terms: set[str]
    measures: list[Measure] = field(default_factory=list)


def indexed(sequence: int, sha256: str, at: str, document: Document) -> Indexed:
    """What the index says about the record that an entry holds.

    Raises:
        KeyError, TypeError, AttributeError, ValueError: not a record document.
    """
    line = line_of(sequence, sha256, at, document)
    terms, measures = set(_line_terms(line, document)), list[Measure]()
    read_answers(document["observations"], terms, measures)
    terms |= text_terms(_said_at_sealing(document))
    for one in measures:
        terms.update(measure_terms(one))
    return Indexed(line, terms, measures)


def line_of(sequence: int, sha256: str, at: str, document: Document) -> Line:
    """The columns of a record as sealed, before anything later speaks about it.

    Raises:
        KeyError, TypeError, AttributeError: not a record document.
    """
    unit, inspector = document["unit"], document["inspector"]
    results = {verdict["channel"]: _result(verdict) for verdict in document["verdicts"]}
    demanded = (document.get("countersign") or {}).get("demanded_by")
    return Line(
        sequence=sequence,
        id=_text(document["record"]),
        sha256=sha256,
        sealed_at=at,
        practice=int(bool(document["practice"])),
        unit_code=_text(unit["code"]),
        imei=_text(unit["imei"]),
        serial=_text(unit["serial"]),
        model=_model(unit),
        category=_text(unit["category"]),
        person=_text(inspector["id"]),
        person_name=_text(inspector["name"]),
        results=json.dumps(results, ensure_ascii=False, sort_keys=True),
        standing=Standing.CURRENT,
        countersign=Countersign.AWAITED if demanded else Countersign.NONE,
        amends=_text((document.get("amends") or {}).get("record")),
        amended_by="",
    )


def state_terms(line: Line) -> set[str]:
    """The terms that later events may change."""
    return {fact("is", line.standing), fact("countersign", line.countersign)}


def _text(value: object) -> str:
    # What is private is no text here (an encrypted object, for one), and stays out.
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else ""


def _result(verdict: Document) -> str:
    given = verdict["result"] in _GRADED and "|".join(verdict["grades"])
    return given or str(verdict["result"])


def _model(unit: Document) -> str:
    model = unit["model"] or {}
    return " ".join(model[part] for part in ("brand", "name", "storage", "colour") if model.get(part))


def _line_terms(line: Line, document: Document) -> Iterator[str]:
    told = document["unit"].get("work_order") or {}
    order = _text(told.get("code"))
    yield from (fact("batch", one) for one in (order, _text(told.get("source"))) if one)
    for text in (line.id, line.unit_code, order, line.imei, line.serial, line.model, line.person_name):
        yield from written(text)
    yield from (line.imei[-length:] for length in (4, 5, 6, 7, 8) if len(line.imei) > length)
    yield from names("by", line.person_name)
    yield fact("by", line.person)
    yield fact("code", line.unit_code)
    for text in (line.unit_code, line.serial):
        # In the search field such a code reads as a fact.
        yield from (fact(*text.split(sign, 1)) for sign in ":=" if sign in text)
    yield from (fact("unit", one) for one in (line.unit_code, line.imei, line.serial) if one)
    yield from (fact("unit", one) for one in _scanned(document) if one != line.imei)
    yield fact("category", line.category)
    yield fact("is", "practice" if line.practice else "real")
    yield from state_terms(line)
    for verdict in document["verdicts"]:
        yield from _verdict_terms(verdict)


def _scanned(document: Document) -> Iterator[str]:
    """IMEIs read from the unit itself: it may have come under another code."""
    for one in document["observations"]:
        told = one["answer"].get("value", "") if one["current"] else ""
        # The length first: it settles nearly every answer of a record.
        if isinstance(told, str) and len(told) == IMEI_LENGTH and is_imei(told):
            yield told


def _verdict_terms(verdict: Document) -> Iterator[str]:
    channel, result = _text(verdict["channel"]), _text(verdict["result"])
    yield from written(channel)
    yield fact(channel, result)
    if result in _GRADED:
        for grade in verdict["grades"]:
            yield fact(channel, grade)


def text_terms(texts: Iterable[object]) -> set[str]:
    """The terms of what people said."""
    return {term for text in texts if isinstance(text, str) and text for term in words_of(text)}


def _said_at_sealing(document: Document) -> Iterator[object]:
    amends = document.get("amends") or {}
    yield from (amends.get("reason"), amends.get("says"))
    yield from said(document.get("overrides") or ())


def said(acts: Iterable[Document]) -> Iterator[object]:
    """Reasons of acts, by their codes and in people's words."""
    for act in acts:
        yield from (act.get("reason"), act.get("says"))
