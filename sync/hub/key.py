"""Who the hub is: an Ed25519 key made on first start, pinned by every station."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from station.errors import KnownError
from station.store.identity import Identity, load_identity, make_key
from station.store.receipt import Receipt


class HubKey:
    """Signs what the hub states. ``id`` is the start of the key's fingerprint."""

    def __init__(self, identity: Identity) -> None:
        self._identity = identity
        self.id = identity.id
        self.public_key = identity.public_key

    def sign(self, digest: bytes) -> str:
        """Signature over a SHA-256, hex."""
        return self._identity.sign(digest)

    def receipt(self, station: str, sequence: int, head: str, complete: int, at: str) -> Receipt:
        """A signed receipt: every entry through ``sequence`` is durable here and was checked."""
        stated = Receipt(station, sequence, head, complete, at, self.id)
        return replace(stated, signature=self.sign(stated.digest()))

    def derived(self, purpose: str) -> bytes:
        """32 secret bytes for ``purpose``, the same as long as the key is (HKDF-SHA256)."""
        from cryptography.hazmat.primitives.hashes import SHA256
        from cryptography.hazmat.primitives.kdf.hkdf import HKDF

        secret = self._identity.private.private_bytes_raw()
        return HKDF(SHA256(), 32, salt=None, info=purpose.encode()).derive(secret)


def load_or_make_key(path: Path) -> HubKey:
    """The hub's key; made on first start.

    Raises:
        KnownError: HUB-001 it cannot be read or made.
    """
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            make_key(path)
        return HubKey(load_identity(path))
    except (OSError, KnownError) as error:
        raise KnownError("HUB-001", path=str(path), why=str(error)) from error
