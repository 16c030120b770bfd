"""PINs: which are taken, and whether one is right."""

from __future__ import annotations

from enum import StrEnum

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError, VerifyMismatchError

from station.errors import KnownError

MIN_DIGITS = 4
"""Fewest digits of a PIN."""

_DIGITS = "0123456789"


class PinRule(StrEnum):
    """What a PIN must keep to."""

    LONG = "long"
    """At least :data:`MIN_DIGITS` digits and nothing else."""
    VARIED = "varied"
    """Not one digit repeated."""
    UNSORTED = "unsorted"
    """Not digits in sequence, up or down."""


def broken_rules(pin: str) -> frozenset[PinRule]:
    """The rules that ``pin`` breaks; none for a PIN that is taken."""
    keeps = {
        PinRule.LONG: len(pin) >= MIN_DIGITS and all(digit in _DIGITS for digit in pin),
        PinRule.VARIED: len(set(pin)) != 1,
        PinRule.UNSORTED: not pin or (pin not in _DIGITS and pin not in _DIGITS[::-1]),
    }
    return frozenset(rule for rule, kept in keeps.items() if not kept)


def refuse_weak(pin: str) -> None:
    """Refuse what is guessed first.

    Raises:
        KnownError: PEO-002 too short, not digits, one digit repeated, or digits in sequence.
    """
    if broken_rules(pin):
        raise KnownError("PEO-002", digits=MIN_DIGITS)


def is_pin(hasher: PasswordHasher, hashed: str, pin: str) -> bool | None:
    """Whether ``pin`` is the one that was hashed; None when the hash itself is damaged."""
    try:
        return hasher.verify(hashed, pin)
    except VerifyMismatchError:
        return False
    except (InvalidHashError, VerificationError):
        return None
