"""Lists of people from the platform: their form, and what is refused in one.

``{"schema": 1, "people": [{"id", "name", "role", "state", "pin_hash", "badge"}]}``. ``pin_hash`` is the
argon2id hash of a one-time PIN, which must be changed at the first sign-in; ``badge`` is a code as
:mod:`station.platform.badge_codes` locks it, or empty.
"""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from station.model.person import PersonState, Role
from station.people.accounts import LONGEST_NAME

PersonId = Annotated[str, Meta(pattern="^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$")]
PersonName = Annotated[str, Meta(min_length=1, max_length=LONGEST_NAME)]

_MOST_MEMORY_KIB, _MOST_PASSES, _MOST_LANES = 256 * 1024, 10, 16


class CentralPerson(Struct, frozen=True, forbid_unknown_fields=True):
    """One person whom the platform looks after."""

    id: PersonId
    name: PersonName
    role: Role
    pin_hash: Annotated[str, Meta(max_length=200)]
    state: PersonState = PersonState.ACTIVE
    badge: Annotated[str, Meta(max_length=400)] = ""


class PeopleList(Struct, frozen=True, forbid_unknown_fields=True):
    """One list; nobody stands in it twice."""

    schema: Literal[1]
    people: list[CentralPerson]


def read_people(content: bytes) -> tuple[CentralPerson, ...]:
    """The people in a list.

    Raises:
        ValueError: not such a list, somebody in it twice, a name nobody can read, or a hash that is none or
            would keep the station busy; says which.
    """
    try:
        people = msgspec.json.decode(content, type=PeopleList).people
    except (msgspec.DecodeError, RecursionError) as error:
        raise ValueError(str(error)) from error
    twice = [person for person, count in Counter(one.id for one in people).items() if count > 1]
    if twice:
        raise ValueError(f"{twice[0]} twice")
    for one in people:
        if not one.name.strip() or not one.name.isprintable():
            raise ValueError(f"{one.id}: name")
        if not is_sound_hash(one.pin_hash):
            raise ValueError(f"{one.id}: pin_hash")
    return tuple(people)


def is_sound_hash(kept: str) -> bool:
    """Whether this is an argon2id hash that can be tried within a second or so."""
    import argon2

    try:
        found = argon2.extract_parameters(kept)
    except (argon2.exceptions.InvalidHashError, ValueError):
        return False
    return (
        found.type is argon2.Type.ID
        and found.memory_cost <= _MOST_MEMORY_KIB
        and found.time_cost <= _MOST_PASSES
        and found.parallelism <= _MOST_LANES
    )
