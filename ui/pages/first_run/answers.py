"""What the first start asks for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NewPerson:
    """A person to be created."""

    name: str
    pin: str


@dataclass(frozen=True, slots=True)
class FirstRun:
    """Everything the first start asked; ``inspector`` None when there is none yet."""

    station_name: str
    administrator: NewPerson
    inspector: NewPerson | None
