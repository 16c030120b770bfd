"""Numbers as terms, so that a range is found by looking up few of them.

A number is written three times: exactly, in a fine class (a five-hundredth of a doubling) and in a coarse one
(a sixteenth). A range is the coarse classes inside it, the fine ones at its edges, and at the edges of those
the exact numbers.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from sqlite3 import Connection
from typing import Any

from station.store.index.query import NumberRange
from station.store.index.terms import safe

_FINE, _FINE_IN_COARSE = 512, 32
_LEAST_EXPONENT = 1100

Measure = tuple[str, float, int, int]
"""One row of ``measures``: what was measured, its number, coarse and fine class."""

_COARSE_FOUND = "SELECT DISTINCT coarse FROM measures WHERE name = ? AND value >= ? AND value <= ?"
_FINE_FOUND = "SELECT DISTINCT fine FROM measures WHERE name = ? AND value >= ? AND value <= ? AND coarse = ?"
_EXACT_FOUND = "SELECT value FROM measures WHERE name = ? AND value >= ? AND value <= ? AND fine = ?"


@lru_cache(maxsize=32768)
def measure(name: str, value: object) -> Measure | None:
    """The row of a number told as text; None for anything else."""
    try:
        number = float(Decimal(value)) if isinstance(value, str) else math.nan
    except (InvalidOperation, OverflowError):
        return None
    return (safe(name), number, *_classes(number)) if math.isfinite(number) else None


@lru_cache(maxsize=32768)
def measure_terms(one: Measure) -> tuple[str, str, str]:
    """The terms of one measured number."""
    name, number, coarse, fine = one
    return exact_term(name, number), f"{name}=~{fine}", f"{name}=~~{coarse}"


def exact_term(name: str, number: float) -> str:
    """The term of exactly this number; ``name`` is safe already."""
    return f"{name}={number:.17g}" if number else f"{name}=0"


def _classes(number: float) -> tuple[int, int]:
    if not number:
        return 0, 0
    fraction, exponent = math.frexp(abs(number))
    fine = (exponent + _LEAST_EXPONENT) * _FINE + int((fraction - 0.5) * 2 * _FINE)
    sign = 1 if number > 0 else -1
    return sign * (fine // _FINE_IN_COARSE), sign * fine


def range_terms(connection: Connection, wanted: NumberRange) -> tuple[str, ...]:
    """The terms of which a record must have one; none when no number recorded lies in the range."""
    low = -math.inf if wanted.low is None else float(wanted.low)
    high = math.inf if wanted.high is None else float(wanted.high)
    low = low if wanted.low_included else math.nextafter(low, math.inf)
    high = high if wanted.high_included else math.nextafter(high, -math.inf)
    return tuple(_terms(connection, safe(wanted.item), low, high))


def _terms(connection: Connection, name: str, low: float, high: float) -> Iterator[str]:
    edges = [_classes(bound) for bound in (low, high) if math.isfinite(bound)]
    coarse_edges, fine_edges = {coarse for coarse, _ in edges}, {fine for _, fine in edges}
    outer = _found(connection, _COARSE_FOUND, name, low, high)
    yield from (f"{name}=~~{one}" for one in outer - coarse_edges)
    for edge in outer & coarse_edges:
        inner = _found(connection, _FINE_FOUND, name, low, high, edge)
        yield from (f"{name}=~{one}" for one in inner - fine_edges)
        for fine in inner & fine_edges:
            yield from (
                exact_term(name, one) for one in _found(connection, _EXACT_FOUND, name, low, high, fine)
            )


def _found(connection: Connection, query: str, *values: str | float) -> set[Any]:
    return {row[0] for row in connection.execute(query, values)}
