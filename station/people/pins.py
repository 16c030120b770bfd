"""PINs: which are taken, and whether one is right."""

from __future__ import annotations

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError, VerifyMismatchError

from station.errors import KnownError

MIN_DIGITS = 4
"""Fewest digits of a PIN."""

_DIGITS = "0123456789"


def refuse_weak(pin: str) -> None:
    """Refuse what is guessed first.

    Raises:
        KnownError: PEO-002 too short, not digits, one digit repeated, or digits in sequence.
    """
    digits_only = bool(pin) and all(digit in _DIGITS for digit in pin)
    in_sequence = pin in _DIGITS or pin in _DIGITS[::-1]
    if not digits_only or len(pin) < MIN_DIGITS or len(set(pin)) == 1 or in_sequence:
        raise KnownError("PEO-002", digits=MIN_DIGITS)


def is_pin(hasher: PasswordHasher, hashed: str, pin: str) -> bool | None:
    """Whether ``pin`` is the one that was hashed; None when the hash itself is damaged."""
    try:
        return hasher.verify(hashed, pin)
    except VerifyMismatchError:
        return False
    except (InvalidHashError, VerificationError):
        return None
