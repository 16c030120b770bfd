"""People at the station."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person may do; the table of rights is :data:`station.model.rights.RIGHTS`."""

    INSPECTOR = "inspector"
    SUPERVISOR = "supervisor"
    QUALITY_ENGINEER = "quality_engineer"
    ADMINISTRATOR = "administrator"


class PersonState(StrEnum):
    """Whether a person may sign in. People are blocked, never deleted: records name them."""

    ACTIVE = "active"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class Person:
    """A named person; the PIN lives only as an argon2id hash in the store, a badge only as a keyed digest."""

    id: str
    name: str
    role: Role
    state: PersonState = PersonState.ACTIVE
    has_badge: bool = False
    pin_must_change: bool = False

    @property
    def is_active(self) -> bool:
        """Whether the person may sign in and sign."""
        return self.state is PersonState.ACTIVE
