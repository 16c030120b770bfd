"""What is signed on the wire: SHA-256 of the RFC 8785 form of a JSON object."""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec

from station.store.entry import canonical
from sync.wire.messages import Manifest
from sync.wire.traced import TraceStatement


def digest_of(**stated: Any) -> bytes:
    """What is signed to state ``stated``."""
    return hashlib.sha256(canonical(stated)).digest()


def enrolment_digest(code: str, hub: str, public_key: str) -> bytes:
    """What a station signs to be enrolled."""
    return digest_of(code=code, hub=hub, public_key=public_key)


def enrolled_digest(hub: str, name: str, station: str) -> bytes:
    """What the hub signs when it has taken a station in."""
    return digest_of(hub=hub, name=name, station=station)


def token_digest(hub: str, nonce: str, station: str) -> bytes:
    """What a station signs to get a token."""
    return digest_of(hub=hub, nonce=nonce, station=station)


def manifest_digest(manifest: Manifest) -> bytes:
    """What the hub signs of its feed."""
    stated: dict[str, Any] = msgspec.to_builtins(manifest)
    del stated["signature"]
    return digest_of(**stated)


def statement_digest(statement: TraceStatement) -> bytes:
    """What the hub signs of a trace page."""
    stated: dict[str, Any] = msgspec.to_builtins(statement)
    del stated["signature"]
    return digest_of(**stated)
