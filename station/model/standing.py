"""How a sealed record stands today: derived from the ledger, never written into the record."""

from __future__ import annotations

from enum import StrEnum


class Standing(StrEnum):
    """Whether a record still speaks for its unit. Every standing stays visible."""

    CURRENT = "current"
    AMENDED = "amended"
    """A newer record names it; that one speaks in its place."""
    VOIDED = "voided"


class Countersign(StrEnum):
    """Where a record stands with its second signature."""

    NONE = "none"
    """None is demanded."""
    AWAITED = "awaited"
    AGREED = "agreed"
    REFUSED = "refused"
