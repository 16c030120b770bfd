"""One ledger entry: its canonical header, and what is signed.

An entry's header is ``{sequence, previous, kind, at, station, body_sha256}`` in RFC 8785 form; its hash is
the SHA-256 of those bytes and its signature the station's Ed25519 signature over the hash.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import rfc8785

START = "0" * 64
"""``previous`` of the first entry, and the head of an empty ledger."""

# Every honest header is made of such texts; writing it down directly takes a quarter of the library's time.
_PLAIN = re.compile(r"[A-Za-z0-9_.:-]*")
_BEYOND = 2**53


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry: its sequence (0 when there is none) and hash."""

    sequence: int
    hash: str


def canonical(document: Any) -> bytes:
    """The RFC 8785 form of a JSON value.

    Raises:
        rfc8785.CanonicalizationError: not JSON, or an integer beyond 2⁵³.
    """
    return rfc8785.dumps(document)


def header_bytes(sequence: int, previous: str, kind: str, at: str, station: str, body_sha256: str) -> bytes:
    """The canonical header that is hashed and signed.

    Raises:
        rfc8785.CanonicalizationError: an integer beyond 2⁵³.
    """
    if is_plain((sequence,), (at, body_sha256, kind, previous, station)):
        return (
            f'{{"at":"{at}","body_sha256":"{body_sha256}","kind":"{kind}","previous":"{previous}",'
            f'"sequence":{sequence},"station":"{station}"}}'
        ).encode()
    return canonical(
        {
            "sequence": sequence,
            "previous": previous,
            "kind": kind,
            "at": at,
            "station": station,
            "body_sha256": body_sha256,
        }
    )


def is_plain(numbers: Iterable[int], texts: Iterable[str]) -> bool:
    """Whether the canonical form has all of these as they are, texts between quotes."""
    return all(0 <= one < _BEYOND for one in numbers) and all(map(_PLAIN.fullmatch, texts))


def head_digest(station: str, head: Head) -> bytes:
    """What the station signs to say *this is my last entry*."""
    return hashlib.sha256(
        canonical({"head": head.hash, "sequence": head.sequence, "station": station})
    ).digest()
