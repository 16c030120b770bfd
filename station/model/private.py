"""Personal data of customers: what is kept of it, and how it looks to whom it does not concern."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from station.model.person import Role
from station.model.rights import Right, may

HIDDEN = "•"
"""Stands for a digit that is not shown."""


@dataclass(frozen=True, slots=True)
class PrivateText:
    """Text that can be read only with the key of its ``subject``, the person it speaks of.

    ``sealed`` is base64 of a 12-byte nonce and AES-256-GCM ciphertext; ``commitment`` is the SHA-256, hex, of
    a random salt (inside the ciphertext) and the text. Without the key neither tells anything of the text.
    """

    subject: str
    sealed: str
    commitment: str


@dataclass(frozen=True, slots=True)
class Customer:
    """Whom a unit was bought from, as their work order names them."""

    name: str = ""
    phone: str = ""

    def __bool__(self) -> bool:
        return bool(self.name or self.phone)


class PrivateKind(StrEnum):
    """Kinds of personal data, each masked in its own way."""

    NAME = "name"
    PHONE = "phone"
    IMEI = "imei"


def masked(text: str, kind: PrivateKind) -> str:
    """``text`` so that who knows the person recognises it and nobody else learns it.

    A name keeps its first character, a phone number its first three and last four digits when it has ten or
    more (else the last two), an IMEI its first two and last four.
    """
    if kind is PrivateKind.NAME:
        return f"{text[:1]}**" if text else ""
    if kind is PrivateKind.PHONE:
        return _middle(text, 3, 4, "*") if len(text) >= 10 else _middle(text, 0, 2, "*")
    return _middle(text, 2, 4, HIDDEN)


def _middle(text: str, first: int, last: int, mark: str) -> str:
    hidden = max(len(text) - first - last, 0)
    return f"{text[:first]}{mark * hidden}{text[-last:]}" if hidden else mark * len(text)


def shown_to(role: Role, text: str, kind: PrivateKind) -> str:
    """``text`` as people of ``role`` see it: clear with the right to see personal data, else masked."""
    return text if may(role, Right.SEE_PRIVATE) else masked(text, kind)
