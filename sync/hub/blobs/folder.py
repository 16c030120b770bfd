"""Evidence in a folder of the hub."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from pathlib import Path

from station.durable import sync_folder
from station.errors import KnownError
from sync.hub.blobs.store import Presigned

_NAME = re.compile("[0-9a-f]{64}")
_CHUNK = 1 << 18


class FolderBlobs:
    """``<root>/ab/abcdef…``; what is under way lies in ``<root>/incoming``."""

    def __init__(self, root: str) -> None:
        """Make the folders.

        Raises:
            KnownError: HUB-004 they cannot be made.
        """
        self._root = Path(root)
        self._incoming = self._root / "incoming"
        try:
            self._incoming.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise KnownError("HUB-004", place=root, why=str(error)) from error

    def size(self, sha256: str) -> int | None:
        """Bytes of a file that exists."""
        try:
            return self._path(sha256).stat().st_size
        except FileNotFoundError:
            return None

    def read(self, sha256: str) -> Iterator[bytes]:
        """The bytes, chunk by chunk."""
        try:
            file = self._path(sha256).open("rb")
        except FileNotFoundError as error:
            raise KnownError("HUB-021", what=sha256) from error
        with file:
            while chunk := file.read(_CHUNK):
                yield chunk

    def received(self, sha256: str) -> int:
        """Bytes kept of a file under way."""
        try:
            return self._part(sha256).stat().st_size
        except FileNotFoundError:
            return 0

    def append(self, sha256: str, offset: int, chunk: bytes) -> int:
        """Take the next bytes."""
        try:
            with self._part(sha256).open("ab") as file:
                if file.tell() != offset:
                    raise KnownError("HUB-025", offset=file.tell())
                file.write(chunk)
                return offset + len(chunk)
        except OSError as error:
            raise KnownError("HUB-023", why=str(error)) from error

    def finish(self, sha256: str) -> int:
        """Check what arrived and let it exist, durably."""
        part, path = self._part(sha256), self._path(sha256)
        try:
            with part.open("r+b") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
                os.fsync(file.fileno())
            if found != sha256:
                part.unlink()
                raise KnownError("HUB-022", sha256=sha256)
            path.parent.mkdir(exist_ok=True)
            part.replace(path)
            sync_folder(path.parent)
            sync_folder(self._root)
        except OSError as error:
            raise KnownError("HUB-023", why=str(error)) from error
        return path.stat().st_size

    def presigned(self, sha256: str) -> Presigned | None:
        """Never: a folder has no address of its own."""
        return None

    def _path(self, sha256: str) -> Path:
        return self._root / _checked(sha256)[:2] / sha256

    def _part(self, sha256: str) -> Path:
        return self._incoming / _checked(sha256)


def _checked(sha256: str) -> str:
    if not _NAME.fullmatch(sha256):
        raise ValueError("not a SHA-256 in lower-case hex")
    return sha256
