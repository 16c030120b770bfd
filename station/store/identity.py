"""Who this station is: an Ed25519 key made on first start. The station's id is a fingerprint of it."""

from __future__ import annotations

import getpass
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from station.durable import write_durably
from station.errors import KnownError
from station.signing import Signer, pem_of, public_key_from

ID_LENGTH = 8
"""Hex digits of the fingerprint that make a station id."""


@dataclass(frozen=True, slots=True)
class Identity:
    """The station's key pair. ``public_key`` is PEM text."""

    id: str
    public_key: str
    private: Ed25519PrivateKey

    def sign(self, digest: bytes) -> str:
        """Signature over ``digest``, hex."""
        return self.private.sign(digest).hex()


def station_id(public_key: str) -> str:
    """The id of the station that owns ``public_key`` (PEM text): the start of its SHA-256, upper case.

    Raises:
        ValueError: not an Ed25519 public key in PEM.
    """
    return Signer(public_key).fingerprint[:ID_LENGTH]


def is_as_written(public_key: str) -> bool:
    """Whether the PEM text is spelled as the station writes it, to the byte.

    Raises:
        ValueError: not an Ed25519 public key in PEM.
    """
    return pem_of(public_key_from(public_key)) == public_key


def make_key(path: Path) -> None:
    """Make the station's private key in ``path``, readable by its owner only.

    Raises:
        OSError: the disk refused.
    """
    key = Ed25519PrivateKey.generate()
    write_durably(path, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()), mode=0o600)
    if sys.platform == "win32":
        subprocess.run(
            ["icacls", str(path), "/inheritance:r", "/grant:r", f"{getpass.getuser()}:F"],
            check=True,
            capture_output=True,
        )


def load_identity(path: Path) -> Identity:
    """The identity whose private key lies in ``path``.

    Raises:
        KnownError: STO-009 when the file is missing, unreadable or not an Ed25519 key.
    """
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise KnownError("STO-009", path=str(path), why=str(error)) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise KnownError("STO-009", path=str(path), why="not an Ed25519 key")
    pem = pem_of(key.public_key())
    return Identity(station_id(pem), pem, key)
