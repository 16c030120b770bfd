"""Badges: a code that names a person and proves nothing by itself.

Only a keyed digest of the code is kept (HMAC-SHA256). Its key is drawn from the station's private key, which
lies outside the database: who has the database alone cannot try badge codes against it.
"""

from __future__ import annotations

import hmac

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from station.errors import KnownError
from station.store.identity import Identity

SHORTEST, LONGEST = 4, 128
"""Characters a badge code may have."""

_PURPOSE = b"inspection station: badge digest 1"


def clean_badge(code: str) -> str:
    """The code as it counts, without the white space a reader adds around it.

    Raises:
        KnownError: PEO-012 too short, too long, or with characters that no badge has.
    """
    bare = code.strip()
    if not SHORTEST <= len(bare) <= LONGEST or not bare.isprintable():
        raise KnownError("PEO-012", shortest=SHORTEST, longest=LONGEST)
    return bare


def badge_digest(identity: Identity, code: str) -> str:
    """What is kept of a badge code, hex."""
    seed = identity.private.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())
    key = HKDF(SHA256(), 32, None, _PURPOSE).derive(seed)
    return hmac.digest(key, code.encode(), "sha256").hex()
