"""Whether a scanned identifier is that of the unit on the bench."""

from __future__ import annotations

from station.errors import KnownError
from station.model.answer import Answer, Text
from station.model.checklist import CheckItem, ItemKind
from station.model.imei import is_imei, looks_like_imei
from station.model.unit import Unit


def codes_of(unit: Unit) -> frozenset[str]:
    """Every code that ``unit`` is known by."""
    return frozenset(code for code in (unit.code, unit.imei, unit.serial) if code)


def is_own_label(unit: Unit, code: str) -> bool:
    """True for the label that opened ``unit`` when it is known not to be its IMEI or serial number.

    A unit opened by hand under nothing but a code may have that very code as its serial number.
    """
    is_known_otherwise = bool(unit.imei or unit.serial or unit.work_order)
    return is_known_otherwise and code == unit.code and code not in (unit.imei, unit.serial)


def names_another_unit(unit: Unit, item: CheckItem, answer: Answer) -> bool:
    """True for a scan that is neither IMEI nor serial number of a unit whose IMEI is known."""
    if item.kind is not ItemKind.SCAN or not isinstance(answer, Text) or not unit.imei:
        return False
    return answer.value.strip() not in {unit.imei, unit.serial}


def check_identity(unit: Unit, item: CheckItem, answer: Answer, confirmed: bool) -> None:
    """Refuse an identifier that cannot be right; ask once about one that the unit is not known by.

    A second IMEI or a swapped housing is a fact, so ``confirmed`` lets it through.

    Raises:
        KnownError: SCAN-002 an IMEI with a wrong check digit, SCAN-005 another unit's identifier.
    """
    if item.kind is not ItemKind.SCAN or not isinstance(answer, Text):
        return
    code = answer.value.strip()
    if looks_like_imei(code) and not is_imei(code):
        raise KnownError("SCAN-002", code=code)
    if not confirmed and names_another_unit(unit, item, answer):
        raise KnownError("SCAN-005", code=code, expected=unit.imei)
