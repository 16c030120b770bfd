"""Passwords of the hub's accounts: which are taken, what is kept of one, and whether one is right."""

from __future__ import annotations

import hmac
import secrets
import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from station.errors import KnownError
from sync.hub.key import HubKey

SHORTEST, LONGEST = 10, 200
"""Characters of a password."""
NO_PASSWORD = ""
"""What is kept for an account that signs in nowhere: a machine's, which is given tokens."""
_PURPOSE = "hub account password 1"


class Passwords:
    """argon2id hashes of passwords keyed with a secret of the hub: the database alone is no help."""

    def __init__(self, key: HubKey) -> None:
        self._secret = key.derived(_PURPOSE)
        self._hasher = PasswordHasher()

    def hash(self, password: str) -> str:
        """What is kept of ``password``.

        Raises:
            KnownError: HUB-062 too short or too long.
        """
        if not SHORTEST <= len(password) <= LONGEST:
            raise KnownError("HUB-062", shortest=SHORTEST, longest=LONGEST)
        return self._hasher.hash(self._keyed(password))

    def fits(self, kept: str, password: str) -> bool:
        """Whether ``password`` is the one kept; takes as long when none is: no name is betrayed."""
        try:
            fits = self._hasher.verify(kept or _nobodys(), self._keyed(password[:LONGEST]))
        except (VerificationError, InvalidHashError):
            return False
        return fits and kept != NO_PASSWORD

    def _keyed(self, password: str) -> str:
        spelled = unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")
        return hmac.digest(self._secret, spelled, "sha256").hex()


@cache
def _nobodys() -> str:
    return PasswordHasher().hash(secrets.token_hex())
