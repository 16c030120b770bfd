"""People as an administrator of the hub lists them, and as the feed carries them.

The administrator's list says ``{"schema": 1, "people": [{"id", "name", "role", "state", "pin", "badge"}]}``.
``pin`` is a one-time PIN of at least :data:`MIN_DIGITS` digits, good for a first sign-in at each station;
``badge`` a badge code, empty for none. Where one is left out, what the list had before goes on. Only an
argon2id hash of the PIN and the locked code are stored and sent.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from argon2 import PasswordHasher
from msgspec import Meta, Struct

from station.errors import KnownError
from station.model.person import PersonState, Role
from station.people.badges import clean_badge
from station.people.pins import broken_rules
from station.platform.badge_codes import locked
from station.platform.people_list import CentralPerson, PeopleList, PersonId, PersonName, read_people
from sync.hub.hub import Hub
from sync.wire.encoding import encoded

MIN_DIGITS = 8
"""Fewest digits of a one-time PIN: its hash leaves the hub, so it must not be quick to guess."""


class ListedPerson(Struct, frozen=True, forbid_unknown_fields=True):
    """One person as an administrator states them."""

    id: PersonId
    name: PersonName
    role: Role
    state: PersonState = PersonState.ACTIVE
    pin: Annotated[str, Meta(max_length=40)] | None = None
    badge: Annotated[str, Meta(max_length=128)] | None = None


class ListedPeople(Struct, frozen=True, forbid_unknown_fields=True):
    """An administrator's list."""

    schema: Literal[1]
    people: list[ListedPerson]


def badge_key(hub: Hub) -> bytes:
    """Under which this hub locks badge codes."""
    return hub.key.derived("inspection hub: badge codes 1")


def people_content(hub: Hub, content: bytes, before: bytes | None) -> bytes:
    """The content that goes into the feed; ``before`` is that of the version it takes the place of.

    Raises:
        ValueError: not a list, a PIN too weak or missing, not a badge code; says which.
    """
    try:
        listed = msgspec.json.decode(content, type=ListedPeople)
    except (msgspec.DecodeError, RecursionError) as error:
        raise ValueError(str(error)) from error
    known = {one.id: one for one in read_people(before)} if before is not None else {}
    people = [_central(hub, one, known.get(one.id)) for one in listed.people]
    return encoded(PeopleList(1, people))


def _central(hub: Hub, listed: ListedPerson, known: CentralPerson | None) -> CentralPerson:
    return CentralPerson(
        id=listed.id,
        name=listed.name.strip(),
        role=listed.role,
        state=listed.state,
        pin_hash=_pin_hash(listed, known),
        badge=_badge(hub, listed, known),
    )


def _pin_hash(listed: ListedPerson, known: CentralPerson | None) -> str:
    if listed.pin is None:
        if known is None:
            raise ValueError(f"{listed.id}: pin")
        return known.pin_hash
    if len(listed.pin) < MIN_DIGITS or broken_rules(listed.pin):
        raise ValueError(f"{listed.id}: pin (at least {MIN_DIGITS} digits, not in sequence)")
    return PasswordHasher().hash(listed.pin)


def _badge(hub: Hub, listed: ListedPerson, known: CentralPerson | None) -> str:
    if listed.badge is None:
        return known.badge if known else ""
    if not listed.badge.strip():
        return ""
    try:
        return locked(badge_key(hub), clean_badge(listed.badge))
    except KnownError as error:
        raise ValueError(f"{listed.id}: badge") from error
