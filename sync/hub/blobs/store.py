"""What the hub asks of a place for evidence."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

from sync.hub.config import HubConfig

_SHA256 = re.compile("[0-9a-f]{64}")
_STATION = re.compile("[0-9A-F]{8}")


@dataclass(frozen=True, slots=True)
class Presigned:
    """An address that takes one file, without the hub carrying its bytes."""

    url: str
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Arriving:
    """One file on its way from one station. Each station has its own: none can spoil another's."""

    station: str
    sha256: str

    def __post_init__(self) -> None:
        """Refuse what could name anything else.

        Raises:
            ValueError: not a station's id, or not a SHA-256 in lower-case hex.
        """
        checked(self.sha256)
        if not _STATION.fullmatch(self.station):
            raise ValueError("not the id of a station")

    @property
    def name(self) -> str:
        """What it is kept under meanwhile."""
        return f"{self.station}-{self.sha256}"


class Group(Protocol):
    """Whole files that come to exist together. Close it; what did not come to exist goes away then."""

    def add(self, sha256: str, content: bytes) -> bool:
        """Check a file and write it durably; False when its bytes are not what its name says. May be called
        in several threads at once. Raises KnownError HUB-023.
        """

    def exist(self) -> None:
        """Let all that were added exist, durably. Raises KnownError HUB-023."""

    def close(self) -> None:
        """Throw away what does not exist."""


class BlobStore(Protocol):
    """Files by the SHA-256 of their bytes. What exists was checked against its name and never changes.

    Every call raises ``KnownError`` HUB-023 when the place takes nothing more or does not answer; nothing
    exists by half then. A name that is not 64 lower-case hex digits is a ``ValueError``: it never reaches a
    file system.
    """

    def size(self, sha256: str) -> int | None:
        """Bytes of a file that exists; None when it does not."""

    def read(self, sha256: str) -> Iterator[bytes]:
        """The bytes of a file, chunk by chunk. Raises KnownError HUB-021 when it does not exist."""

    def keep(self, sha256: str, content: bytes) -> None:
        """Check a whole file and let it exist, durably; one that exists already costs nothing.

        Raises:
            KnownError: HUB-022 the bytes are not what their name says.
        """

    def group(self) -> Group:
        """Several files that come to exist together, with fewer syncs than each by itself."""

    def arrived(self, station: str, names: Collection[str]) -> list[str]:
        """Which of ``names``, in order, :meth:`finish` will find: files that are here as a whole, though the
        hub was perhaps stopped before it could note them.
        """

    def received(self, arriving: Arriving) -> int:
        """How many bytes of a file under way are here: where its upload goes on."""

    def append(self, arriving: Arriving, offset: int, chunk: bytes) -> int:
        """Take the next bytes; the new offset. Offset 0 starts over.

        Raises:
            KnownError: HUB-025 ``offset`` is not where it stopped.
        """

    def finish(self, arriving: Arriving, size: int | None = None) -> int:
        """Check what arrived and let it exist, durably; its size. One that exists already stays as it is.
        Who appended says how far, in bytes.

        Raises:
            KnownError: HUB-022 the bytes are not what their name says; they are thrown away. HUB-021 nothing
                arrived. HUB-025 not ``size`` bytes are here: it began anew elsewhere, and goes on there.
        """

    def discard(self, arriving: Arriving) -> None:
        """Throw away what arrived of a file."""

    def presigned(self, arriving: Arriving) -> Presigned | None:
        """Where a station puts the file directly; None when it goes through the hub."""

    def clean(self, before: datetime) -> int:
        """Throw away what has been under way since ``before``; how many files."""


def checked(sha256: str) -> str:
    """The name of a file.

    Raises:
        ValueError: it is none.
    """
    if not _SHA256.fullmatch(sha256):
        raise ValueError("not a SHA-256 in lower-case hex")
    return sha256


def open_blobs(config: HubConfig) -> BlobStore:
    """The place that ``config`` names: a folder, or ``s3://bucket/prefix``.

    Raises:
        KnownError: HUB-004 it cannot be reached or written.
    """
    from sync.hub.blobs.folder import FolderBlobs
    from sync.hub.blobs.s3 import S3Blobs

    if config.blobs_url.startswith("s3://"):
        return S3Blobs(config.blobs_url, config.incoming, config.limits.evidence_bytes)
    return FolderBlobs(Path(config.blobs_url))
