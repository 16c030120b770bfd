"""Keys for what is kept of badges and PINs, drawn from the station's private key.

That key lies outside the database: who has the database alone has nothing to try badge codes or PINs against.
"""

from __future__ import annotations

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from station.store.identity import Identity


def secret_for(identity: Identity, purpose: bytes) -> bytes:
    """32 bytes (HKDF-SHA256, RFC 5869) for one purpose; those of another purpose tell nothing of them."""
    seed = identity.private.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())
    return HKDF(SHA256(), 32, None, purpose).derive(seed)
