"""Ed25519 signatures: over a digest, and carried by a text file in its last line."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

# One spelling only: a signature in upper case would verify too, and a changed byte must not go unseen.
_SIGNATURE = re.compile("[0-9a-f]{128}")
_LAST_LINE = re.compile(rb"\A(.*\n)# signature ([0-9a-f]{128})\n\Z", re.DOTALL)


class Signer:
    """Whoever holds the private half of a public key, as seen from outside.

    Signatures are checked by libsodium: in half the processor time of OpenSSL, and without keeping other
    threads of the interpreter waiting.
    """

    def __init__(self, public_key: str) -> None:
        """Read the key (PEM text) once, for many signatures.

        Raises:
            ValueError: not an Ed25519 public key in PEM.
        """
        from nacl.signing import VerifyKey

        self.public_key = public_key
        raw = public_key_from(public_key).public_bytes(Encoding.Raw, PublicFormat.Raw)
        self._key = VerifyKey(raw)

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the raw key, upper-case hex; ids of stations and hubs are its start."""
        return hashlib.sha256(bytes(self._key)).hexdigest().upper()

    def signed(self, digest: bytes, signature: str) -> bool:
        """Whether ``signature`` (128 lower-case hex digits) is this signer's over ``digest``."""
        from nacl.exceptions import BadSignatureError

        if not _SIGNATURE.fullmatch(signature):
            return False
        try:
            self._key.verify(digest, bytes.fromhex(signature))
        except BadSignatureError:
            return False
        return True


def is_signed_by(public_key: str, digest: bytes, signature: str) -> bool:
    """Whether ``signature`` (128 lower-case hex digits) is that key's signature over ``digest``."""
    return Signer(public_key).signed(digest, signature)


def with_signature(content: bytes, sign: Callable[[bytes], str]) -> bytes:
    """``content`` (text that ends a line) with a last line that signs the SHA-256 of all before it."""
    return content + f"# signature {sign(hashlib.sha256(content).digest())}\n".encode()


def carries_signature(content: bytes, public_key: str) -> bool:
    """Whether the last line of ``content`` is that key's signature over all before it."""
    found = _LAST_LINE.match(content)
    if found is None:
        return False
    return is_signed_by(public_key, hashlib.sha256(found[1]).digest(), found[2].decode())


def public_key_of(private_key: Path) -> str | None:
    """The public key (PEM text) of the private key in a file; None where there is none to read."""
    try:
        key = load_pem_private_key(private_key.read_bytes(), password=None)
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm):
        return None
    return pem_of(key.public_key()) if isinstance(key, Ed25519PrivateKey) else None


def pem_of(key: Ed25519PublicKey) -> str:
    """The key as PEM text."""
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def public_key_from(pem: str) -> Ed25519PublicKey:
    """The key in PEM text.

    Raises:
        ValueError: not an Ed25519 public key in PEM.
    """
    try:
        key = load_pem_public_key(pem.encode())
    except UnsupportedAlgorithm as error:
        raise ValueError(str(error)) from error
    if not isinstance(key, Ed25519PublicKey):
        raise ValueError("not an Ed25519 public key")
    return key
