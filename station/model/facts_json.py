"""Facts as JSON: the file of ``station grade --facts`` and the answer part of stored documents.

Decimals travel as strings so that digits are kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, assert_never

from station.errors import KnownError
from station.model.answer import (
    Answer,
    Choice,
    Defects,
    Measured,
    NotFitted,
    Photos,
    Text,
    Unknown,
    UnknownReason,
)
from station.model.checklist import CheckItem, InternalStandard, ItemKind
from station.model.defect import Box, Defect, DefectKind, Depth

_MEASURED_KINDS = {ItemKind.NUMBER, ItemKind.COUNT}
_CHOICE_KINDS = {ItemKind.CHOICE, ItemKind.SCALE, ItemKind.PASS_FAIL}
_STATEMENTS = ("unknown", "not_fitted", "value", "defects", "photos")
_FARTHEST_EXPONENT = 30


def answer_to_json(answer: Answer) -> dict[str, Any]:
    """One answer as a JSON object (see ``cli.md``, facts file)."""
    match answer:
        case Unknown():
            return {"unknown": answer.reason.value, **({"reason": answer.note} if answer.note else {})}
        case NotFitted():
            return {"not_fitted": True}
        case Choice() | Text():
            return {"value": answer.value}
        case Measured():
            extra = {} if answer.uncertainty is None else {"uncertainty": str(answer.uncertainty)}
            return {"value": str(answer.value), "unit": answer.unit, **extra}
        case Defects():
            return {"defects": [_defect_to_json(defect) for defect in answer.defects]}
        case Photos():
            return {"photos": list(answer.photos)}
        case _:
            assert_never(answer)


def _defect_to_json(defect: Defect) -> dict[str, Any]:
    raw: dict[str, Any] = {
        "zone": defect.zone,
        "kind": defect.kind.value,
        "length_mm": _digits(defect.length_mm),
        "width_mm": _digits(defect.width_mm),
        "depth": defect.depth.value if defect.depth else None,
        "visible_cm": _digits(defect.visible_cm),
        "visible_lit": defect.visible_lit,
        "photo": defect.photo,
        "box": [defect.box.x, defect.box.y, defect.box.width, defect.box.height] if defect.box else None,
        "note": defect.note or None,
    }
    return {key: value for key, value in raw.items() if value is not None}


def _digits(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


def answer_from_json(raw: object, item: CheckItem) -> Answer:
    """The answer that ``raw`` states about ``item``.

    Raises:
        KnownError: FACT-001 naming the item and what is wrong.
    """
    if not isinstance(raw, dict):
        raise KnownError("FACT-001", where=item.id, why="not an object")
    try:
        return _parse(raw, item)
    except (KeyError, ValueError, TypeError, InvalidOperation) as error:
        raise KnownError("FACT-001", where=item.id, why=str(error) or type(error).__name__) from error


def _parse(raw: dict[str, Any], item: CheckItem) -> Answer:
    if len(said := [key for key in _STATEMENTS if key in raw]) > 1:
        raise ValueError(f"says {' and '.join(said)} at once")
    if "unknown" in raw:
        return Unknown(UnknownReason(raw["unknown"]), str(raw.get("reason", "")))
    if raw.get("not_fitted") is True:
        return NotFitted()
    if item.kind is ItemKind.DEFECTS:
        return Defects(tuple(_defect_from_json(defect, item) for defect in _listed(raw, "defects")))
    if item.kind is ItemKind.PHOTO:
        return Photos(tuple(str(photo) for photo in _listed(raw, "photos")))
    return _parse_value(raw, item)


def _listed(raw: Mapping[str, Any], key: str) -> list[Any]:
    """The list under ``key``: only a list can say that nothing was found."""
    found = raw[key]
    if not isinstance(found, list):
        raise ValueError(f"{key} must be a list")
    return found


def _parse_value(raw: dict[str, Any], item: CheckItem) -> Answer:
    value = raw["value"]
    if not isinstance(value, str):
        raise ValueError("value must be a string")
    if item.kind in _MEASURED_KINDS:
        unit = str(raw.get("unit", item.unit or "1"))
        return Measured(_number(decimal(value), item), unit, _optional(raw.get("uncertainty")))
    if item.kind in _CHOICE_KINDS:
        if item.option(value) is None:
            raise ValueError(f"{value!r} is not an option")
        return Choice(value)
    return Text(value)


def _number(value: Decimal, item: CheckItem) -> Decimal:
    if item.kind is ItemKind.COUNT and (value < 0 or value != value.to_integral_value()):
        raise ValueError(f"{value} is no count")
    return value


def _defect_from_json(raw: Mapping[str, Any], item: CheckItem) -> Defect:
    zone = str(raw["zone"])
    if item.zones and zone not in item.zones:
        raise ValueError(f"zone {zone!r} does not belong to the item")
    box = raw.get("box")
    depth = raw.get("depth")
    return Defect(
        zone=zone,
        kind=DefectKind(raw["kind"]),
        length_mm=_optional(raw.get("length_mm")),
        width_mm=_optional(raw.get("width_mm")),
        depth=None if depth is None else Depth(depth),
        visible_cm=_optional(raw.get("visible_cm")),
        visible_lit=_flag(raw.get("visible_lit")),
        photo=raw.get("photo"),
        box=None if box is None else Box(*(int(side) for side in box)),
        note=str(raw.get("note", "")),
    )


def _flag(raw: object) -> bool | None:
    if raw is None or isinstance(raw, bool):
        return raw
    raise ValueError("visible_lit must be true or false")


def _optional(raw: object) -> Decimal | None:
    if raw is None:
        return None
    size = decimal(raw)
    if size < 0:
        raise ValueError(f"{raw!r} is negative")
    return size


def decimal(raw: object) -> Decimal:
    """A finite decimal from text, of a size that anything on a bench can have.

    Raises:
        ValueError: not a string, or not a finite number, or outside 1e-30 … 1e30.
    """
    if not isinstance(raw, str):
        raise ValueError(f"{raw!r} must be a string of digits")
    value = Decimal(raw)
    if not value.is_finite():
        raise ValueError(f"{raw!r} is not finite")
    if value and abs(value.adjusted()) > _FARTHEST_EXPONENT:
        raise ValueError(f"{raw!r} is no size that can be measured")
    return value


def facts_from_json(document: object, standard: InternalStandard) -> dict[str, Answer]:
    """The facts of a facts file; items the file does not name are absent (unknown).

    Raises:
        KnownError: FACT-001 for anything that is not a facts file of this internal standard.
    """
    if not isinstance(document, dict) or not isinstance(document.get("observations"), dict):
        raise KnownError("FACT-001", where="file", why="needs an object 'observations'")
    facts: dict[str, Answer] = {}
    for item_id, raw in document["observations"].items():
        item = standard.item(item_id)
        if item is None:
            raise KnownError("FACT-001", where=item_id, why="no such check item")
        facts[item_id] = answer_from_json(raw, item)
        _refuse_below_nothing(facts[item_id], item)
    return facts


def _refuse_below_nothing(answer: Answer, item: CheckItem) -> None:
    """On the bench a person confirms what is outside the limits; nobody does that for a file."""
    low = item.limits.low
    if isinstance(answer, Measured) and low is not None and answer.value < 0 <= low:
        raise KnownError("FACT-001", where=item.id, why=f"{answer.value} is less than nothing")


def times_from_json(document: Mapping[str, Any]) -> dict[str, datetime]:
    """When the facts of a facts file were observed (UTC), as far as it says so under ``taken_at``.

    Raises:
        KnownError: FACT-001 for a time that is not RFC 3339 with an offset.
    """
    told = {item: raw["taken_at"] for item, raw in document["observations"].items() if "taken_at" in raw}
    return {item: _time(item, stamp) for item, stamp in told.items()}


def _time(item: str, stamp: object) -> datetime:
    try:
        taken_at = datetime.fromisoformat(str(stamp))
        if taken_at.tzinfo is None:
            raise ValueError("taken_at needs an offset from UTC")
        return taken_at.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise KnownError("FACT-001", where=item, why=str(error)) from error
