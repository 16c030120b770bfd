"""PINs: which are taken, what is kept of one, and whether one is right."""

from __future__ import annotations

import hmac
from enum import StrEnum

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError, VerifyMismatchError

from station.errors import KnownError

MIN_DIGITS = 4
"""Fewest digits of a PIN."""

_DIGITS = "0123456789"
_KEYED = "hmac-sha256:"
"""Begins what is kept of a PIN under the station's secret."""


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


class PinHashes:
    """argon2id hashes of PINs, each first passed through HMAC-SHA256 under a secret outside the database.

    Without the secret no PIN, however short, can be tried against a hash. A hash made before there was a
    secret is still understood, and :meth:`is_outdated`.
    """

    def __init__(self, hasher: PasswordHasher, secret: bytes) -> None:
        self._hasher = hasher
        self._secret = secret

    def hash(self, pin: str) -> str:
        """What is kept of ``pin``."""
        return _KEYED + self._hasher.hash(self._keyed(pin))

    def is_pin(self, kept: str, pin: str) -> bool | None:
        """Whether ``pin`` is the one that was hashed; None when what is kept is damaged."""
        try:
            if self.is_outdated(kept):
                return self._hasher.verify(kept, pin)
            return self._hasher.verify(kept.removeprefix(_KEYED), self._keyed(pin))
        except VerifyMismatchError:
            return False
        except (InvalidHashError, VerificationError):
            return None

    def is_outdated(self, kept: str) -> bool:
        """Whether a hash was made without the secret."""
        return not kept.startswith(_KEYED)

    def _keyed(self, pin: str) -> str:
        return hmac.digest(self._secret, pin.encode(), "sha256").hex()
