"""Who may do what: one table, read by every screen, action and command."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from station.model.person import Role


class Right(StrEnum):
    """Something that not everybody may do; README.md has the table (``tests/contracts/test_rights.py``)."""

    INSPECT = "inspect"
    SEE_RECORDS = "see_records"
    PRINT = "print"
    EXPORT = "export"
    AMEND = "amend"
    VOID = "void"
    COUNTERSIGN = "countersign"
    OVERRIDE = "override"
    SEE_PRIVATE = "see_private"
    ERASE_PRIVATE = "erase_private"
    SEE_STANDARDS = "see_standards"
    WRITE_STANDARDS = "write_standards"
    REVIEW_STANDARDS = "review_standards"
    ANALYSE = "analyse"
    COMPARE_PEOPLE = "compare_people"
    """Figures of single inspectors; figures of everyone together need no more than ``analyse``."""
    CALIBRATE = "calibrate"
    VERIFY_LEDGER = "verify_ledger"
    SET_UP = "set_up"
    """Devices, channels, printers and policies of the station."""
    BACK_UP = "back_up"
    RESTORE = "restore"
    MANAGE_PEOPLE = "manage_people"
    ENROL = "enrol"
    """Taking the station to a hub."""
    SET_OWN = "set_own"
    """Language and look of the window, and one's own PIN."""


_EVERYBODY = frozenset(
    {Right.SEE_RECORDS, Right.PRINT, Right.SEE_STANDARDS, Right.VERIFY_LEDGER, Right.SET_OWN}
)
_INSPECTOR = _EVERYBODY | {Right.INSPECT, Right.AMEND, Right.CALIBRATE}
_SUPERVISOR = _INSPECTOR | {
    Right.EXPORT,
    Right.VOID,
    Right.COUNTERSIGN,
    Right.OVERRIDE,
    Right.SEE_PRIVATE,
    Right.REVIEW_STANDARDS,
    Right.ANALYSE,
    Right.COMPARE_PEOPLE,
    Right.SET_UP,
    Right.BACK_UP,
}
_QUALITY_ENGINEER = _EVERYBODY | {
    Right.EXPORT,
    Right.WRITE_STANDARDS,
    Right.REVIEW_STANDARDS,
    Right.ANALYSE,
    Right.CALIBRATE,
}

RIGHTS: Mapping[Role, frozenset[Right]] = {
    Role.INSPECTOR: _INSPECTOR,
    Role.SUPERVISOR: _SUPERVISOR,
    Role.QUALITY_ENGINEER: _QUALITY_ENGINEER,
    Role.ADMINISTRATOR: frozenset(Right),
}
"""What each role may do. An administrator may do everything, never in place of a second person."""


def may(role: Role, right: Right) -> bool:
    """Whether people of ``role`` have ``right``."""
    return right in RIGHTS[role]


def roles_with(right: Right) -> frozenset[Role]:
    """The roles that have ``right``."""
    return frozenset(role for role in Role if may(role, right))
