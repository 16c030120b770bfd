"""What an internal standard leaves to a second person, and what such a person allowed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class OverrideKind(StrEnum):
    """What a supervisor may allow at the station. Each has a title in ``translations/*/corrections.toml``."""

    SEALED_WITHOUT_PHOTO = "sealed_without_photo"
    TYPED_INSTEAD_OF_MEASURED = "typed_instead_of_measured"
    OUTSIDE_LIMITS = "outside_limits"


@dataclass(frozen=True, slots=True)
class Override:
    """A supervisor allowed something at ``item`` (empty: in the whole inspection). ``reason`` is a code,
    ``says`` the reason in the person's words, ``at`` UTC."""

    what: OverrideKind
    item: str
    reason: str
    says: str
    person: str
    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CountersignPolicy:
    """What needs a second signature: a fault at a critical item, an override, a value at a limit.

    ``items`` lists further items at which a fault needs one.
    """

    critical: bool = False
    override: bool = False
    borderline: bool = False
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OverridePolicy:
    """What nobody does without a supervisor, at critical items and at ``items``."""

    demanded: tuple[OverrideKind, ...] = ()
    items: tuple[str, ...] = ()


NOBODY_COUNTERSIGNS = CountersignPolicy()
"""Of a standard that says nothing about second signatures."""
NOTHING_OVERRIDDEN = OverridePolicy()
"""Of a standard that leaves nothing to a supervisor."""


class Because(StrEnum):
    """Why a record needs a second signature."""

    CRITICAL = "critical"
    OVERRIDE = "override"
    BORDERLINE = "borderline"
    AMENDED = "amended"
