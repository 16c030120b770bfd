"""What the hub asks of a place for evidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Presigned:
    """An address that takes one file once, without the hub carrying its bytes."""

    url: str
    headers: dict[str, str] = field(default_factory=dict)


class BlobStore(Protocol):
    """Files by the SHA-256 of their bytes. What exists was checked against its name and never changes.

    Every call raises ``KnownError``: HUB-023 the place takes nothing more or does not answer. A name that is
    not 64 lower-case hex digits is a ``ValueError``: it never reaches a file system.
    """

    def size(self, sha256: str) -> int | None:
        """Bytes of a file that exists; None when it does not."""

    def read(self, sha256: str) -> Iterator[bytes]:
        """The bytes of a file, chunk by chunk. Raises KnownError HUB-021 when it does not exist."""

    def received(self, sha256: str) -> int:
        """How many bytes of a file still under way are kept: where an upload resumes."""

    def append(self, sha256: str, offset: int, chunk: bytes) -> int:
        """Take the next bytes; the new offset.

        Raises:
            KnownError: HUB-025 ``offset`` is not where it stopped.
        """

    def finish(self, sha256: str) -> int:
        """Check what arrived and let it exist; its size.

        Raises:
            KnownError: HUB-022 the bytes are not what their name says; they are thrown away.
        """

    def presigned(self, sha256: str) -> Presigned | None:
        """Where a station puts the file directly; None when it goes through the hub."""


def open_blobs(url: str) -> BlobStore:
    """The place at ``url``: a folder, or ``s3://bucket/prefix``.

    Raises:
        KnownError: HUB-004 it cannot be reached or written.
    """
    from sync.hub.blobs.folder import FolderBlobs

    return FolderBlobs(url)
