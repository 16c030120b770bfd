"""What of a record's document may be published: only what is named here is read at all.

Names and ids of people, the customer, the work order, notes, reasons in a person's words, devices by their
names and what instruments said are not named here; so they cannot come through.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec import Struct

from station.errors import KnownError
from station.model.checklist import InternalStandard, ItemKind, Title
from station.model.inspection import WithoutPhoto
from station.model.observation import Method
from station.model.private import PrivateKind, masked
from station.reports.content import Titles
from sync.hub.trace.policy import TracePolicy

WITHHELD = "…"
"""Stands in a verdict for an observation that is not published."""
_TOKEN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,39}")
_DECIMAL = re.compile(r"-?[0-9]{1,20}(\.[0-9]{1,20})?")
_OPTIONS = {ItemKind.CHOICE, ItemKind.SCALE, ItemKind.PASS_FAIL}
_NUMBERS = {ItemKind.NUMBER, ItemKind.COUNT}
_OWN_WORDS = {ItemKind.TEXT, ItemKind.SCAN}
_DEFECT_PARTS = ("zone", "kind", "depth")
_DEFECT_SIZES = ("length_mm", "width_mm", "visible_cm")


class _Model(Struct):
    brand: str = ""
    name: str = ""
    storage: str = ""
    colour: str = ""


class _Unit(Struct):
    category: str
    imei: Any = ""
    serial: Any = ""
    model: _Model | None = None


class _Source(Struct):
    method: str = ""


class _Observation(Struct):
    item: str
    answer: dict[str, Any]
    source: _Source
    current: bool
    confirmed: bool = False


class _Photo(Struct):
    sha256: str
    view: str
    taken_at: str
    width: int
    height: int
    superseded: bool = False


class _MissingPhoto(Struct):
    item: str
    view: str
    reason: WithoutPhoto


class _Standard(Struct):
    version: str


class Document(Struct):
    """The parts of a record's document that may be published, as they stand there."""

    record: str
    started_at: str
    sealed_at: str
    duration_s: int
    unit: _Unit
    internal_standard: _Standard
    observations: list[_Observation]
    photos: list[_Photo]
    verdicts: list[dict[str, Any]]
    missing_photos: list[_MissingPhoto] = []


_DOCUMENT = msgspec.json.Decoder(Document)


def document_in(body: bytes) -> Document:
    """What may be published of a record's document.

    Raises:
        ValueError: it has another form than records of today.
    """
    return _DOCUMENT.decode(body)


def published(document: Document, standard: InternalStandard, policy: TracePolicy) -> dict[str, Any]:
    """A document as reports read it, with nothing in it that may not be published."""
    stated: dict[str, Any] = msgspec.to_builtins(document)
    of_item = {one.item: _shows(standard, one.item, policy) for one in document.observations}
    return {
        **stated,
        "practice": False,
        "unit": _unit(document.unit),
        "station": {"name": "", "public_key": ""},
        "inspector": {"name": "", "role": ""},
        "signature": {"name": "", "role": "", "statement": "", "at": stated["sealed_at"]},
        "observations": _observations(document, standard, policy),
        "photos": stated["photos"] if policy.photos else [],
        "verdicts": [
            _verdict(raw, of_item)
            for raw in document.verdicts
            if policy.channels is None or raw.get("channel") in policy.channels
        ],
    }


def withheld(document: Document, standard: InternalStandard, policy: TracePolicy) -> int:
    """How many known answers the page does not show."""
    known = (one for one in document.observations if one.current and "unknown" not in one.answer)
    return sum(_answer(one, standard, policy) is None for one in known)


def identifiers(document: Document) -> tuple[str, ...]:
    """IMEI and serial number in clear, to be masked wherever else they stand."""
    return tuple(one for one in (_text(document.unit.imei), _text(document.unit.serial)) if one)


def internal_standard(titles: Titles, category: str) -> InternalStandard:
    """The internal standard by which answers are told apart; an empty one for a category not known here."""
    try:
        return titles.internal_standard(category)
    except KnownError:
        return InternalStandard(category, Title(category, category), "", (), (), {}, ())


def _unit(unit: _Unit) -> dict[str, Any]:
    return {
        "code": "",
        "category": unit.category,
        "imei": masked(_text(unit.imei), PrivateKind.IMEI),
        "serial": masked(_text(unit.serial), PrivateKind.IMEI),
        "model": None if unit.model is None else msgspec.to_builtins(unit.model),
        "work_order": None,
    }


def _text(value: Any) -> str:
    """What is encrypted is no text."""
    return value if isinstance(value, str) else ""


def _observations(
    document: Document, standard: InternalStandard, policy: TracePolicy
) -> list[dict[str, Any]]:
    current = ((one, _answer(one, standard, policy)) for one in document.observations if one.current)
    return [_observation(one, answer) for one, answer in current if answer is not None]


def _observation(one: _Observation, answer: Mapping[str, Any]) -> dict[str, Any]:
    method = one.source.method if one.source.method in set(Method) else ""
    return {
        "item": one.item,
        "answer": answer,
        "source": {"method": method, "device": "", "reason": ""},
        "current": True,
        "confirmed": one.confirmed,
    }


def _answer(one: _Observation, standard: InternalStandard, policy: TracePolicy) -> dict[str, Any] | None:
    """The answer without anything a person added in words; None where it is not published."""
    raw = one.answer
    if "unknown" in raw:
        return {"unknown": _token(raw["unknown"])}
    if raw.get("not_fitted") is True:
        return {"not_fitted": True}
    if isinstance(raw.get("defects"), list):
        return {"defects": [_defect(defect) for defect in raw["defects"]]}
    if isinstance(raw.get("photos"), list):
        return {"photos": raw["photos"]}
    return _value(raw, standard, one.item, policy)


def _value(
    raw: Mapping[str, Any], standard: InternalStandard, item_id: str, policy: TracePolicy
) -> dict[str, Any] | None:
    item, value = standard.item(item_id), _text(raw.get("value"))
    if item is None or item.kind in _NUMBERS:
        return _measured(raw) if _DECIMAL.fullmatch(value) and (item or "unit" in raw) else None
    if item.kind in _OPTIONS:
        return {"value": value} if _TOKEN.fullmatch(value) else None
    return {"value": value} if policy.free_text and item.kind in _OWN_WORDS else None


def _measured(raw: Mapping[str, Any]) -> dict[str, Any]:
    spread = _text(raw.get("uncertainty"))
    shown = {"value": raw["value"], "unit": _unit_of(raw.get("unit", ""))}
    return {**shown, "uncertainty": spread} if _DECIMAL.fullmatch(spread) else shown


def _unit_of(unit: object) -> str:
    return unit if isinstance(unit, str) and re.fullmatch(r"[\w%°/·²³µΩ]{0,12}", unit) else ""


def _defect(raw: Mapping[str, Any]) -> dict[str, Any]:
    words = {name: _token(raw[name]) for name in _DEFECT_PARTS if name in raw}
    sizes = {name: raw[name] for name in _DEFECT_SIZES if _DECIMAL.fullmatch(_text(raw.get(name)))}
    lit = raw.get("visible_lit")
    return {**words, **sizes, **({"visible_lit": lit} if isinstance(lit, bool) else {})}


def _token(value: object) -> str:
    found = _text(value)
    return found if _TOKEN.fullmatch(found) else WITHHELD


def _shows(standard: InternalStandard, item_id: str, policy: TracePolicy) -> bool:
    """Whether what was observed at an item may be told in a verdict."""
    item = standard.item(item_id)
    return policy.free_text or (item is not None and item.kind not in _OWN_WORDS)


def _verdict(raw: Mapping[str, Any], of_item: Mapping[str, bool]) -> dict[str, Any]:
    told = dict(raw)
    for part in ("deciding", "borderline"):
        told[part] = [_reason(one, of_item) for one in raw.get(part, ())]
    return told


def _reason(one: Mapping[str, Any], of_item: Mapping[str, bool]) -> dict[str, Any]:
    return dict(one) if of_item.get(one["item"], True) else {**one, "observed": WITHHELD, "limit": WITHHELD}
