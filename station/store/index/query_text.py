"""The small language of the one search field.

Words by themselves are found in codes, IMEI, serial, model, names, notes, and in what options, zones and
kinds of defect are called. Beside them: ``PB-02=88`` ``PB-02<80`` ``PB-02>=80%`` ``PB-01=boots_stable``
``back-market:A`` ``defect:scratch`` ``defect:划痕@Z1`` ``defect:scratch@Z1>3`` (mm) ``by:王敏``
``is:voided`` ``countersign:awaited`` ``category:smartphone`` ``code:R-1`` ``2026-11-22``
``2026-11-01..2026-11-22`` ``since:2026-11-01`` ``until:2026-11-22``. ``:`` and ``=`` mean the same. What is
none of these is words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from math import inf, nextafter
from typing import TypeVar

from station.errors import KnownError
from station.model.standing import Countersign, Standing
from station.store.index.query import DefectWanted, NumberRange

LONGEST, MOST_WORDS = 1000, 40
"""Characters and words that one search may have."""

_RANGE = re.compile(r"([^<>≤≥=:]+(?::[^<>≤≥=:]+)?)(<=|>=|=<|=>|<|>|≤|≥)([+-]?[0-9.]+)([^0-9.]*)")
_FACT = re.compile(r"([^<>≤≥=:]+)[:=](.+)")
_DAYS = re.compile(r"(\d{4}-\d{2}-\d{2})(?:\.\.(\d{4}-\d{2}-\d{2}))?")
_KEYS = {
    "检验员": "by",
    "缺陷": "defect",
    "状态": "is",
    "会签": "countersign",
    "品类": "category",
    "编码": "code",
}
_STANDINGS = {"作废": Standing.VOIDED, "已更正": Standing.AMENDED, "有效": Standing.CURRENT}
_COUNTERSIGNS = {
    "待会签": Countersign.AWAITED,
    "同意": Countersign.AGREED,
    "不同意": Countersign.REFUSED,
}
_PRACTICE = {"practice": True, "练习": True, "real": False}
_NO_UNIT = frozenset({"", "1"})

T = TypeVar("T")


@dataclass(slots=True)
class Asked:
    """What a search field says; ``facts`` are pairs of a name and a value that may also be plain words."""

    words: list[str] = field(default_factory=list)
    facts: list[tuple[str, str]] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)
    numbers: list[NumberRange] = field(default_factory=list)
    defects: list[DefectWanted] = field(default_factory=list)
    standings: list[Standing] = field(default_factory=list)
    countersigns: list[Countersign] = field(default_factory=list)
    practice: list[bool] = field(default_factory=list)
    days: list[tuple[date | None, date | None]] = field(default_factory=list)


def read_query(words: str, unit_of: Callable[[str], str | None]) -> Asked:
    """What the search field says; ``unit_of`` tells the unit of an item.

    Raises:
        KnownError: REC-020 longer than anybody means.
    """
    if len(words) > LONGEST:
        raise KnownError("REC-020", most=LONGEST, found=len(words))
    told = unicodedata.normalize("NFKC", words).split()
    if len(told) > MOST_WORDS:
        raise KnownError("REC-020", most=MOST_WORDS, found=len(told))
    asked = Asked()
    for word in told:
        if not (_take_days(asked, word) or _take_range(asked, word, unit_of) or _take_fact(asked, word)):
            asked.words.append(word)
    return asked


def _take_days(asked: Asked, word: str) -> bool:
    found = _DAYS.fullmatch(word)
    days = [_day(text) for text in found.groups() if text] if found else []
    if not days or None in days:
        return False
    asked.days.append((days[0], days[-1]))
    return True


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _take_range(asked: Asked, word: str, unit_of: Callable[[str], str | None]) -> bool:
    found = _RANGE.fullmatch(word)
    if found is None:
        return False
    name, sign, digits, unit = found.groups()
    try:
        number = Decimal(digits)
    except InvalidOperation:
        return False
    key, _, value = name.partition(":")
    if _KEYS.get(key, key.casefold()) == "defect" and value:
        return _take_size(asked, value, sign, number, unit)
    if ":" in name or unit not in _NO_UNIT | {unit_of(name)}:
        return False
    asked.numbers.append(_range(name, sign, number))
    return True


def _take_size(asked: Asked, place: str, sign: str, number: Decimal, unit: str) -> bool:
    if sign in ("<", "<=", "=<", "≤") or unit not in ("", "mm"):
        return False
    kind, _, zone = place.partition("@")
    # A defect is asked for by the least it measures: just above the number where that itself does not count.
    least = Decimal(nextafter(float(number), inf)) if sign == ">" else number
    asked.defects.append(DefectWanted(kind, zone, least))
    return True


def _range(name: str, sign: str, number: Decimal) -> NumberRange:
    included = sign not in ("<", ">")
    if sign in ("<", "<=", "=<", "≤"):
        return NumberRange(name, high=number, high_included=included)
    return NumberRange(name, low=number, low_included=included)


def _take_fact(asked: Asked, word: str) -> bool:
    found = _FACT.fullmatch(word)
    if found is None:
        return False
    key, value = _KEYS.get(found[1], found[1].casefold()), found[2]
    reader = _READERS.get(key)
    if reader is None or not reader(asked, value):
        asked.facts.append((found[1], value))
    return True


def _defect(asked: Asked, value: str) -> bool:
    kind, _, zone = value.partition("@")
    asked.defects.append(DefectWanted(kind, zone))
    return True


def _is(asked: Asked, value: str) -> bool:
    if value in _PRACTICE:
        asked.practice.append(_PRACTICE[value])
        return True
    return _one_of(asked.standings, Standing, _STANDINGS, value) or _countersign(asked, value)


def _countersign(asked: Asked, value: str) -> bool:
    return _one_of(asked.countersigns, Countersign, _COUNTERSIGNS, value)


def _one_of(into: list[T], kind: Callable[[str], T], called: Mapping[str, T], value: str) -> bool:
    try:
        into.append(called[value] if value in called else kind(value.casefold()))
    except ValueError:
        return False
    return True


def _bound(asked: Asked, value: str, is_start: bool) -> bool:
    day = _day(value)
    if day is not None:
        asked.days.append((day, None) if is_start else (None, day))
    return day is not None


def _kept(name: str) -> Callable[[Asked, str], bool]:
    def keep(asked: Asked, value: str) -> bool:
        getattr(asked, name).append(value)
        return True

    return keep


_READERS: Mapping[str, Callable[[Asked, str], bool]] = {
    "by": _kept("names"),
    "code": _kept("codes"),
    "category": _kept("categories"),
    "defect": _defect,
    "is": _is,
    "countersign": _countersign,
    "since": lambda asked, value: _bound(asked, value, True),
    "until": lambda asked, value: _bound(asked, value, False),
}
