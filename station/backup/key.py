"""The station's backup key: its public half lets anyone make backups, its passphrase alone opens them."""

from __future__ import annotations

import math
from enum import StrEnum
from itertools import pairwise
from pathlib import Path

from station.backup.age import LockedKey, new_key, unlock
from station.durable import make_folder, write_durably
from station.errors import KnownError
from station.places import Home
from station.store.failures import known_failures

_FAIR_BITS, _STRONG_BITS = 50, 70
_FEWEST_DIFFERENT = 6
_CLASSES = ((str.islower, 26), (str.isupper, 26), (str.isdigit, 10))
_SIGNS, _HAN = 32, 2500


class Strength(StrEnum):
    """How long guessing would take, at the second that every guess costs."""

    WEAK = "weak"
    """Days: refused."""
    FAIR = "fair"
    STRONG = "strong"


def strength(words: str) -> Strength:
    """How hard a passphrase is to guess, estimated from above.

    Each character counts log2 of the size of the classes in use; one that repeats or continues the one before
    it counts nothing.
    """
    fresh = sum(abs(ord(after) - ord(before)) > 1 for before, after in pairwise(words)) + bool(words)
    bits = fresh * math.log2(max(2, _pool(words)))
    if bits < _FAIR_BITS or len(set(words)) < _FEWEST_DIFFERENT:
        return Strength.WEAK
    return Strength.FAIR if bits < _STRONG_BITS else Strength.STRONG


def _pool(words: str) -> int:
    pool = sum(size for belongs, size in _CLASSES if any(one.isascii() and belongs(one) for one in words))
    signs = _SIGNS if any(one.isascii() and not one.isalnum() for one in words) else 0
    return pool + signs + (_HAN if any(not one.isascii() for one in words) else 0)


def make_locked_key(words: str) -> LockedKey:
    """A new key under the passphrase ``words``. Takes about a second.

    Raises:
        KnownError: BAK-010 the passphrase is weak.
    """
    if strength(words) is Strength.WEAK:
        raise KnownError("BAK-010")
    return new_key(words)


def keep_key(home: Home, key: LockedKey) -> None:
    """Keep ``key`` as the home's own; an earlier one stays beside it, as its backups go on needing it.

    Raises:
        KnownError: STO-002, STO-003.
    """
    with known_failures(home.root):
        make_folder(home.backup, mode=0o700)
        write_durably(_file(home, key.recipient), key.locked, mode=0o600)


def kept_key(home: Home, recipient: str) -> LockedKey:
    """The home's key for ``recipient``.

    Raises:
        KnownError: BAK-007 there is none.
    """
    try:
        return LockedKey(recipient, _file(home, recipient).read_bytes())
    except OSError as error:
        raise KnownError("BAK-007") from error


def opens(key: LockedKey, words: str) -> bool:
    """Whether the passphrase opens the key. Takes about a second."""
    try:
        return str(unlock(key.locked, words).to_public()) == key.recipient
    except KnownError:
        return False


def _file(home: Home, recipient: str) -> Path:
    return home.backup / f"{recipient}.age"
