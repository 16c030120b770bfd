"""Electronic signatures: who signed, when, what it means and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Meaning(StrEnum):
    """What a signature says. The statement in words stands under ``signature.<meaning>`` in both languages,
    and is written into what is signed."""

    INSPECTED = "inspected"
    AMENDED = "amended"
    VOIDED = "voided"
    COUNTERSIGNED = "countersigned"
    REFUSED = "refused"
    OVERRIDDEN = "overridden"


@dataclass(frozen=True, slots=True)
class Signature:
    """A person's signature, given by PIN or badge and PIN; ``says`` is the reason in the person's words."""

    person: str
    name: str
    role: str
    meaning: Meaning
    at: datetime
    says: str = ""
