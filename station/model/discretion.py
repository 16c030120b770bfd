"""Identifiers of units out of sight: IMEIs wherever they stand, and the serial number of the unit at hand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from station.model.imei import is_imei
from station.model.private import PrivateKind, masked

T = TypeVar("T")

_FIFTEEN = re.compile(r"(?<![0-9A-Fa-f])(?:\d{15}|\d(?:[ -]?\d){14})(?![0-9A-Fa-f])")
"""Not inside of a hash: beside hexadecimal digits there is no IMEI."""
_SHORTEST = 5
"""Characters from which on a serial number is taken for one wherever it stands."""


def without_identifiers(text: str, *known: str) -> str:
    """``text`` with every IMEI masked, also one written with blanks or hyphens, and ``known`` identifiers.

    Fifteen digits in a row are taken for an IMEI, right check digit or not: a misread one tells as much.
    A known identifier of less than five characters is masked only where it is all of the text.
    """
    for one in filter(None, known):
        if text == one:
            return masked(text, PrivateKind.IMEI)
        if len(one) >= _SHORTEST and one in text:
            whole = rf"(?<![0-9A-Za-z]){re.escape(one)}(?![0-9A-Za-z])"
            text = re.sub(whole, masked(one, PrivateKind.IMEI), text)
    return _FIFTEEN.sub(_masked, text)


def discreet(value: T, *known: str) -> T:
    """A copy of ``value`` with :func:`without_identifiers` applied to every text in it.

    Goes through data classes, mappings and sequences; everything else is kept as it is.
    """
    copied: Any = _copied(value, known)
    return copied  # type: ignore[no-any-return]  # of the same type as value, whatever that is


def identifiers_of(document: Mapping[str, Any]) -> tuple[str, ...]:
    """IMEI and serial number of the unit that a record's document speaks of."""
    unit = document["unit"]
    return tuple(one for one in (unit["imei"], unit["serial"]) if one)


def _copied(value: Any, known: tuple[str, ...]) -> Any:
    if type(value) is str:
        return without_identifiers(value, *known)
    if isinstance(value, Mapping):
        return {key: _copied(one, known) for key, one in value.items()}
    if type(value) in (tuple, list):
        return type(value)(_copied(one, known) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{one.name: _copied(getattr(value, one.name), known) for one in fields(value)})
    return value


def _masked(found: re.Match[str]) -> str:
    digits = re.sub("[ -]", "", found.group())
    is_whole = found.group() == digits
    return masked(digits, PrivateKind.IMEI) if is_whole or is_imei(digits) else found.group()
