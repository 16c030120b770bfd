"""Signatures: a person, proven by PIN, says what they sign and why; both stand in what is signed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from station.model.person import Person
from station.model.rights import Right
from station.model.signature import Meaning, Signature
from station.people.accounts import Accounts
from station.store.clock import to_text
from station.texts import Lang, text


def authorised(accounts: Accounts, person_id: str, pin: str, right: Right) -> Person:
    """The person, proven by PIN, who has ``right``.

    Raises:
        KnownError: see :meth:`Accounts.authorise`.
    """
    return accounts.authorise(person_id, pin, right)


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
