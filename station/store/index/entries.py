"""Ledger entries as derived files read them."""

from __future__ import annotations

from typing import NamedTuple


class Entry(NamedTuple):
    """What a derived file reads of a ledger entry; ``body`` is None for kinds it does not read."""

    sequence: int
    kind: str
    at: str
    body_sha256: str
    hash: str
    body: bytes | None
