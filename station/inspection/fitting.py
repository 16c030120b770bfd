"""Whether an answer fits its check item."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, assert_never

from station.errors import KnownError
from station.model.answer import Answer, Choice, Defects, Measured, NotFitted, Photos, Text, Unknown
from station.model.checklist import CheckItem, ItemKind
from station.model.defect import Defect
from station.model.observation import Method, Source
from station.texts import Phrase

if TYPE_CHECKING:
    from pint import UnitRegistry

LONGEST_TEXT = 2000
"""Most characters of a text answer."""

_CHOICES = {ItemKind.CHOICE, ItemKind.SCALE, ItemKind.PASS_FAIL}
_NUMBERS = {ItemKind.NUMBER, ItemKind.COUNT}
_TEXTS = {ItemKind.TEXT, ItemKind.SCAN}


def check_answer(item: CheckItem, answer: Answer, photos: Collection[str]) -> None:
    """Refuse an answer that does not fit ``item``; ``photos`` are the hashes this inspection holds.

    Raises:
        KnownError: INSP-001 with the reason.
    """
    match answer:
        case Unknown():
            return
        case NotFitted():
            _need(item, item.may_be_missing, "not_fitted")
        case Choice():
            _need(item, item.kind in _CHOICES, "kind")
            _need(item, item.option(answer.value) is not None, "option", value=answer.value)
        case Measured():
            _check_measured(item, answer)
        case Text():
            _need(item, item.kind in _TEXTS, "kind")
            _need(item, 0 < len(answer.value.strip()) <= LONGEST_TEXT, "text", most=LONGEST_TEXT)
            _need(item, _is_writable(answer.value), "characters")
        case Defects():
            _check_defects(item, answer, photos)
        case Photos():
            _need(item, item.kind is ItemKind.PHOTO and bool(answer.photos), "kind")
            _need(item, set(answer.photos) <= set(photos), "photo")
        case _:
            assert_never(answer)


def check_source(item: CheckItem, answer: Answer, source: Source) -> None:
    """Refuse a value typed by hand, without a reason, where an instrument is demanded.

    Raises:
        KnownError: INSP-003.
    """
    typed = source.method is Method.MANUAL and not source.reason.strip()
    if item.instrument_demanded and isinstance(answer, Measured) and typed:
        raise KnownError("INSP-003", item=item.id)


def outside_limits(item: CheckItem, answer: Answer) -> bool:
    """True for a number outside the item's limits."""
    if not isinstance(answer, Measured) or item.limits.low is item.limits.high is None:
        return False
    value = in_unit(answer, item.unit or "1")
    low, high = item.limits.low, item.limits.high
    return (low is not None and value < low) or (high is not None and value > high)


def check_limits(item: CheckItem, answer: Answer) -> None:
    """Refuse a number outside the item's limits.

    Raises:
        KnownError: INSP-006 with value and limits.
    """
    if isinstance(answer, Measured) and outside_limits(item, answer):
        low, high = ("" if end is None else end for end in (item.limits.low, item.limits.high))
        raise KnownError("INSP-006", item=item.id, value=answer.value, unit=answer.unit, low=low, high=high)


def _need(item: CheckItem, holds: bool, reason: str, **values: object) -> None:
    if not holds:
        raise KnownError("INSP-001", item=item.id, why=Phrase(f"inspection.unfit.{reason}", values))


def _is_writable(text: str) -> bool:
    """False for halves of surrogate pairs, which a broken keyboard driver can send."""
    return not any("\ud800" <= character <= "\udfff" for character in text)


def _check_measured(item: CheckItem, answer: Measured) -> None:
    _need(item, item.kind in _NUMBERS, "kind")
    _need(item, answer.value.is_finite(), "number")
    unit = item.unit or "1"
    _need(item, _is_convertible(answer.unit, unit), "unit", unit=answer.unit, expected=unit)
    if item.kind is ItemKind.COUNT:
        _need(item, answer.value >= 0 and answer.value == answer.value.to_integral_value(), "count")


def _check_defects(item: CheckItem, answer: Defects, photos: Collection[str]) -> None:
    _need(item, item.kind is ItemKind.DEFECTS, "kind")
    for defect in answer.defects:
        _need(item, not item.zones or defect.zone in item.zones, "zone", zone=defect.zone)
        kinds = item.defect_kinds
        _need(item, not kinds or defect.kind.value in kinds, "defect_kind", kind=defect.kind.value)
        _need(item, all(size >= 0 for size in _sizes(defect)), "size")
        _need(item, defect.photo is None or defect.photo in photos, "photo")


def _sizes(defect: Defect) -> list[Decimal]:
    sizes = (defect.length_mm, defect.width_mm, defect.visible_cm)
    return [size for size in sizes if size is not None]


@cache
def _registry() -> UnitRegistry[Decimal]:
    from pint import UnitRegistry

    return UnitRegistry(non_int_type=Decimal)


def _is_convertible(unit: str, wanted: str) -> bool:
    if unit == wanted:
        return True
    from pint.errors import PintError

    try:
        return bool(_registry().Unit(unit).is_compatible_with(wanted))
    except (PintError, ValueError, AttributeError):
        return False


def in_unit(answer: Measured, unit: str) -> Decimal:
    """The value in ``unit``, which must be convertible."""
    if answer.unit == unit:
        return answer.value
    return _registry().Quantity(answer.value, answer.unit).to(unit).magnitude
