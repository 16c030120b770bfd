"""People at the station."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person may do; a supervisor and an administrator may also do what an inspector may."""

    INSPECTOR = "inspector"
    SUPERVISOR = "supervisor"
    QUALITY_ENGINEER = "quality_engineer"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Person:
    """A named person; the PIN lives only as an argon2id hash in the store."""

    id: str
    name: str
    role: Role
