"""The address of a unit's public trace page, which only whoever has its certificate knows."""

from __future__ import annotations

import base64
import hashlib

_BYTES = 16


def trace_code(signature: str) -> str:
    """The code of the trace page of a record: 26 letters and digits, from the signature of its ledger entry.

    Station and hub derive it alone. It tells nothing of the signature and cannot be guessed without it: 128
    bits.

    Raises:
        ValueError: ``signature`` is not ASCII.
    """
    digest = hashlib.sha256(b"trace:" + signature.encode("ascii")).digest()
    return base64.b32encode(digest[:_BYTES]).decode().rstrip("=").lower()


def trace_address(public_url: str, signature: str) -> str:
    """Where the page of that record is; empty where nobody said at which address visitors reach the hub.

    Raises:
        ValueError: ``signature`` is not ASCII.
    """
    return f"{public_url.rstrip('/')}/t/{trace_code(signature)}" if public_url else ""
