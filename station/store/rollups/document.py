"""The parts of a record document that analyses count; everything else is passed over unread."""

from __future__ import annotations

from collections.abc import Hashable
from functools import cache
from typing import Any, TypeVar, cast

import msgspec
from msgspec import Struct

from station.model.event import RECORD_KINDS

T = TypeVar("T")


class Amends(Struct, frozen=True):
    """The record that this one amends."""

    record: str
    sha256: str


class Model(Struct, frozen=True):
    """The model in the catalogue."""

    brand: str = ""
    name: str = ""


class UnitPart(Struct, frozen=True):
    """The unit."""

    category: str
    model: Model | None = None


class InspectorPart(Struct, frozen=True):
    """Who inspected."""

    id: str
    name: str = ""


class BorderlinePart(Struct, frozen=True):
    """A value within its uncertainty of a limit."""

    item: str


class VerdictPart(Struct, frozen=True):
    """What a channel said."""

    channel: str
    result: str
    grades: tuple[str, ...] = ()
    borderline: tuple[BorderlinePart, ...] = ()
    may_fail: bool = False


class DefectPart(Struct, frozen=True):
    """A defect."""

    kind: str
    zone: str


class AnswerPart(Struct, frozen=True):
    """An answer."""

    unknown: str | None = None
    value: Any = None
    unit: str | None = None
    defects: tuple[DefectPart, ...] | None = None


class SourcePart(Struct, frozen=True):
    """Where an answer came from."""

    method: str = ""


class ObservationPart(Struct, frozen=True):
    """One observation."""

    item: str
    answer: AnswerPart
    taken_at: str
    current: bool
    source: SourcePart = SourcePart()
    replaces: str | None = None
    amendment: str = ""


class CountedRecord(Struct, frozen=True):
    """A record document."""

    record: str
    practice: bool
    unit: UnitPart
    inspector: InspectorPart
    observations: tuple[ObservationPart, ...]
    verdicts: tuple[VerdictPart, ...]
    started_at: str
    duration_s: int = 0
    cleanings: tuple[Any, ...] = ()
    earlier: tuple[Any, ...] = ()
    amends: Amends | None = None


def read_record(body: bytes) -> CountedRecord:
    """What is counted of a record document.

    Raises:
        ValueError: it holds no such parts.
    """
    return _read(CountedRecord, body)


class ShiftPart(Struct, frozen=True):
    """One shift of the settings."""

    name: str
    start: str


class SettingChanged(Struct, frozen=True):
    """A change of a setting; ``zone`` is the time zone (IANA) in which shifts are counted."""

    setting: str
    new: Any = None
    zone: str = ""


class Voided(Struct, frozen=True):
    """A record declared void."""

    record: str
    sha256: str


def read_void(body: bytes) -> Voided:
    """Which record is void.

    Raises:
        ValueError: it names none.
    """
    return _read(Voided, body)


def read_setting(body: bytes) -> SettingChanged:
    """What was set.

    Raises:
        ValueError: it says nothing of a setting.
    """
    return _read(SettingChanged, body)


def read_shifts(value: object) -> list[ShiftPart]:
    """The shifts of a setting.

    Raises:
        ValueError: they are none.
    """
    try:
        return msgspec.convert(value, list[ShiftPart])
    except msgspec.ValidationError as error:
        raise ValueError("shifts") from error


def _read(form: type[T], body: bytes) -> T:
    try:
        return cast(T, _decoder(cast(Hashable, form)).decode(body))
    except (msgspec.DecodeError, RecursionError) as error:
        raise ValueError(form.__name__) from error


@cache
def _decoder(form: Hashable) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(cast(Any, form))


READ = frozenset({*(kind.value for kind in RECORD_KINDS), "record_voided", "setting_changed"})
"""Kinds of entries that are counted."""
