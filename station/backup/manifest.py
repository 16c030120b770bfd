"""What a backup holds: a line with the SHA-256 of every file, and a manifest that the station signed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from station.backup.container import About
from station.errors import KnownError
from station.signing import is_signed_by
from station.store.entry import canonical

SUMS = "SHA256SUMS"
MANIFEST = "manifest.json"


class Manifest(BaseModel):
    """The last file of a payload.

    ``sums_sha256`` is the SHA-256 of ``SHA256SUMS``, which has a line for every file before it; ``size`` is
    their bytes together. ``signature`` is the station's over the SHA-256 of the RFC 8785 form of the rest.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    about: About
    program: str
    schema_revision: str
    files: int = Field(ge=0)
    size: int = Field(ge=0)
    sums_sha256: str
    signature: str = ""

    def signed(self, sign: Callable[[bytes], str]) -> Self:
        """This manifest with its signature."""
        return self.model_copy(update={"signature": sign(self._digest())})

    def is_signed_by(self, public_key: str) -> bool:
        """Whether the station with this public key (PEM) signed it."""
        return is_signed_by(public_key, self._digest(), self.signature)

    def _digest(self) -> bytes:
        return hashlib.sha256(canonical(self.model_dump(mode="json", exclude={"signature"}))).digest()


def read_manifest(content: bytes) -> Manifest:
    """The manifest in ``content``.

    Raises:
        KnownError: BAK-002 it is none.
    """
    try:
        return Manifest.model_validate_json(content)
    except ValidationError as error:
        raise KnownError("BAK-002", why=MANIFEST) from error


class Sums:
    """The lines of ``SHA256SUMS`` (as ``sha256sum`` writes them), collected while files pass."""

    def __init__(self) -> None:
        self._lines = bytearray()
        self.files = 0
        self.size = 0

    def add(self, name: str, size: int, sha256: str) -> None:
        """Note one file."""
        self._lines += f"{sha256}  {name}\n".encode()
        self.files += 1
        self.size += size

    def content(self) -> bytes:
        """The lines so far."""
        return bytes(self._lines)
