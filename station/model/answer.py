"""What can be said about one check item: a known fact or an honest unknown.

The union :data:`Answer` is closed on purpose: grading, storing and drawing match over it exhaustively.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from station.model.defect import Defect


class UnknownReason(StrEnum):
    """Why a fact is unknown. Unknown is never good."""

    NOT_INSPECTED = "not_inspected"
    NOT_INSPECTABLE = "not_inspectable"
    NOT_MEASURED = "not_measured"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Unknown:
    """The fact is not known; ``note`` is the person's own words, for example *tray jammed*."""

    reason: UnknownReason
    note: str = ""


@dataclass(frozen=True, slots=True)
class NotFitted:
    """The unit has no such part: a known fact."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a choice, scale or pass/fail item, by its stable value."""

    value: str


@dataclass(frozen=True, slots=True)
class Measured:
    """A number or a count with its unit.

    ``value`` keeps the digits as displayed (0.360 is not 0.36); ``unit`` is a unit of the item, for example
    ``mm``, ``g``, ``%``, ``1`` for counts. ``uncertainty`` is the expanded uncertainty (k = 2) in the same
    unit, or None when not known.
    """

    value: Decimal
    unit: str
    uncertainty: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """Free text or a scanned code."""

    value: str


@dataclass(frozen=True, slots=True)
class Defects:
    """Every defect found. An empty tuple is a statement: looked, found none."""

    defects: tuple[Defect, ...] = ()


@dataclass(frozen=True, slots=True)
class Photos:
    """Photos taken as the answer itself, each the SHA-256 (hex) of its bytes."""

    photos: tuple[str, ...]


Answer = Unknown | NotFitted | Choice | Measured | Text | Defects | Photos

NOT_INSPECTED = Unknown(UnknownReason.NOT_INSPECTED)
"""What an absent item means."""
