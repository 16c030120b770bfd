"""What the observations of a record say, as terms and numbers; read in one pass, mostly known by heart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from station.store.index.numbers import Measure, measure
from station.store.index.terms import fact, pieces, written

_OPTION = re.compile("[a-z][a-z_0-9]*")
"""How options of the internal standards are written."""

Document = Mapping[str, Any]


def read_answers(observations: Iterable[Document], terms: set[str], measures: list[Measure]) -> None:
    """Add what every observation says in words, and what those that count state.

    Raises:
        KeyError, TypeError, AttributeError: not the observations of a record.
    """
    for one in observations:
        answer, item = one["answer"], one["item"]
        reason = (one.get("source") or {}).get("reason")
        if reason:
            terms |= words_of(reason)
        if "value" in answer:
            _read_value(item, answer, one["current"], terms, measures)
        else:
            _read_other(item, answer, one["current"], terms, measures)


def _read_value(item: str, answer: Document, counts: bool, terms: set[str], measures: list[Measure]) -> None:
    value = answer["value"]
    if "unit" not in answer:
        terms |= _chosen(item, value) if counts else words_of(value)
    elif counts:
        found = measure(item, value)
        if found is not None:
            measures.append(found)


def _read_other(item: str, answer: Document, counts: bool, terms: set[str], measures: list[Measure]) -> None:
    defects = answer.get("defects") or ()
    for text in (answer.get("reason"), *(defect.get("note") for defect in defects)):
        if text:
            terms |= words_of(text)
    if not counts:
        return
    terms.update(fact(item, stated) for stated in _stated(answer))
    for defect in defects:
        places = _places(defect["kind"], defect["zone"])
        terms.update(fact("defect", place) for place in places)
        length_mm = defect.get("length_mm")
        if length_mm is not None:
            found = (measure(size_name(place), length_mm) for place in places)
            measures.extend(one for one in found if one is not None)


@lru_cache(maxsize=16384)
def _chosen(item: str, value: str) -> frozenset[str]:
    return words_of(value) | {fact(item, value)}


def _stated(answer: Document) -> Iterator[str]:
    if "unknown" in answer:
        yield from ("unknown", str(answer["unknown"]))
    elif answer.get("not_fitted"):
        yield "not_fitted"
    elif "defects" in answer:
        yield "defects" if answer["defects"] else "none"
        yield from (defect["kind"] for defect in answer["defects"])


@lru_cache(maxsize=4096)
def _places(kind: str, zone: str) -> tuple[str, ...]:
    """A defect by its kind, its zone, the zones that one lies in, and both together."""
    zones = [zone[:length] for length in range(2, len(zone) + 1)]
    return ("any", kind, *(f"@{one}" for one in zones), *(f"{kind}@{one}" for one in zones))


def size_name(place: str) -> str:
    """The number that the largest dimension of a defect is: of a kind, in a zone (``@Z1``), or both."""
    return f"size_{place}"


@lru_cache(maxsize=16384)
def words_of(text: str) -> frozenset[str]:
    """The terms of what a person said; an option is a word by itself."""
    plain = text.encode("utf-8", "replace").decode()
    return frozenset(pieces(plain)) if _OPTION.fullmatch(plain) else written(plain)
