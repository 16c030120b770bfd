"""Signatures: a person, proven by PIN, says what they sign and why; both stand in what is signed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from station.model.person import Person
from station.model.rights import Right, roles_with
from station.model.signature import Meaning, Signature
from station.people.accounts import Accounts, refuse_unless
from station.store.clock import to_text
from station.texts import Lang, text


def authorised(accounts: Accounts, person_id: str, pin: str, right: Right) -> Person:
    """The person, proven by PIN, who has ``right``.

    Raises:
        KnownError: PEO-001, PEO-003, PEO-005, PEO-006 the role does not allow it.
    """
    refuse_unless(accounts.get(person_id), roles_with(right))
    return accounts.sign_in(person_id, pin)


def sign(person: Person, meaning: Meaning, at: datetime, says: str = "") -> Signature:
    """The signature of a person who was just proven; ``at`` UTC."""
    return Signature(person.id, person.name, person.role.value, meaning, at, says.strip())


def signature_document(signature: Signature) -> dict[str, Any]:
    """The signature as JSON, with its statement in both languages."""
    return {
        "person": signature.person,
        "name": signature.name,
        "role": signature.role,
        "meaning": signature.meaning.value,
        "statement": statement_of(signature.meaning),
        "says": signature.says,
        "at": to_text(signature.at),
    }


def statement_of(meaning: Meaning) -> dict[str, str]:
    """What a signature of this meaning says, by language."""
    return {lang.value: text(lang, f"signature.{meaning.value}") for lang in Lang}
