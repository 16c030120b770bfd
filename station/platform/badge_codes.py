"""Badge codes on their way down.

A station keeps of a badge only a digest keyed by its own private key (:mod:`station.people.badges`), which a
hub cannot make. So the code itself travels, locked (XSalsa20-Poly1305) under a key of the hub; each station
asks for that key, gets it in a sealed box (X25519) that only its own key opens, makes its digest and keeps
neither code nor key. Who copies the feed, or the folder of a set, reads no code and has no digest to try
short codes against.
"""

from __future__ import annotations

import base64
import binascii

from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from station.signing import public_key_from
from station.store.identity import Identity


def locked(key: bytes, code: str) -> str:
    """A badge code under the hub's ``key`` (32 bytes)."""
    from nacl.secret import SecretBox

    return base64.b64encode(bytes(SecretBox(key).encrypt(code.encode()))).decode()


def unlocked(key: bytes, told: str) -> str:
    """The badge code in what :func:`locked` made.

    Raises:
        ValueError: not made with this key.
    """
    from nacl.exceptions import CryptoError
    from nacl.secret import SecretBox

    try:
        return SecretBox(key).decrypt(base64.b64decode(told, validate=True)).decode()
    except (CryptoError, binascii.Error, UnicodeDecodeError) as error:
        raise ValueError(str(error)) from error


def sealed_for(public_key: str, key: bytes) -> str:
    """``key`` so that only the station with ``public_key`` (PEM) can read it."""
    from nacl.public import SealedBox
    from nacl.signing import VerifyKey

    raw = public_key_from(public_key).public_bytes(Encoding.Raw, PublicFormat.Raw)
    box = SealedBox(VerifyKey(raw).to_curve25519_public_key())
    return base64.b64encode(box.encrypt(key)).decode()


def unsealed(identity: Identity, told: str) -> bytes:
    """The key in what :func:`sealed_for` made for this station.

    Raises:
        ValueError: not made for it.
    """
    from nacl.exceptions import CryptoError
    from nacl.public import SealedBox
    from nacl.signing import SigningKey

    seed = identity.private.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())
    try:
        key = SealedBox(SigningKey(seed).to_curve25519_private_key()).decrypt(
            base64.b64decode(told, validate=True)
        )
    except (CryptoError, binascii.Error) as error:
        raise ValueError(str(error)) from error
    if len(key) != 32:
        raise ValueError("not a key")
    return key
