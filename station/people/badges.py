"""Badges: a code that names a person and proves nothing by itself.

Only a keyed digest of the code is kept (HMAC-SHA256), under a key outside the database.
"""

from __future__ import annotations

import hmac

from station.errors import KnownError
from station.people.secrets import secret_for
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
    return hmac.digest(secret_for(identity, _PURPOSE), code.encode(), "sha256").hex()
