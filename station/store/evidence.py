"""Photos on disk, addressed by the SHA-256 of their bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from station.durable import make_folder, sync_folder, write_durably, write_whole
from station.errors import KnownError
from station.places import thumbnail_path
from station.store.failures import known_failures

_FOLDERS = 256


class EvidenceFolder:
    """``<root>/ab/abcdef….jpg``. A file is there whole or not at all, and never changes."""

    def __init__(self, root: Path, make_room: Callable[[int], None] = lambda _size: None) -> None:
        """``make_room`` is told how many bytes are about to be written."""
        self._root = root
        self._make_room = make_room

    def prepare(self) -> None:
        """Make the folders once, so that keeping a photo syncs only the file and its folder."""
        names = {f"{number:02x}" for number in range(_FOLDERS)}
        make_folder(self._root)
        missing = names - {entry.name for entry in self._root.iterdir()}
        for name in sorted(missing):
            (self._root / name).mkdir()
        if missing:
            sync_folder(self._root)

    def keep(self, content: bytes, thumbnail: bytes | None = None) -> str:
        """Write ``content`` durably and return its SHA-256 (hex). Content kept earlier costs nothing.

        A ``thumbnail`` goes beside it without a sync: a power cut may take it, reports then make their own.

        Raises:
            KnownError: STO-002 read-only, STO-003 disk full.
        """
        sha256 = hashlib.sha256(content).hexdigest()
        path = self.path(sha256)
        if not path.exists():
            self._make_room(len(content))
            with known_failures(path):
                write_durably(path, content)
                if thumbnail is not None:
                    write_whole(thumbnail_path(path), thumbnail)
        return sha256

    @contextmanager
    def keeping(self, content: bytes, thumbnail: bytes | None = None) -> Iterator[str]:
        """As :meth:`keep`; when what names the photo fails, a photo that is new is taken back.

        Raises:
            KnownError: as :meth:`keep`.
        """
        path = self.path(hashlib.sha256(content).hexdigest())
        is_new = not path.exists()
        try:
            yield self.keep(content, thumbnail)
        except BaseException:
            if is_new:
                with suppress(OSError):  # on a disk that takes nothing back it stays, named by nothing
                    path.unlink(missing_ok=True)
                    thumbnail_path(path).unlink(missing_ok=True)
            raise

    def path(self, sha256: str) -> Path:
        """Where the photo with this hash lies, whether or not it is there."""
        return self._root / sha256[:2] / f"{sha256}.jpg"

    def read(self, sha256: str) -> bytes:
        """The bytes of a photo, checked against their hash.

        Raises:
            KnownError: STO-008 when the file is missing or altered.
        """
        try:
            content = self.path(sha256).read_bytes()
        except OSError as error:
            raise KnownError("STO-008", photo=sha256[:12]) from error
        if hashlib.sha256(content).hexdigest() != sha256:
            raise KnownError("STO-008", photo=sha256[:12])
        return content
