"""Evidence in a folder of the hub."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Collection, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile

from station.durable import make_folder, sync_folder
from station.errors import KnownError
from sync.hub.blobs.parts import Parts
from sync.hub.blobs.store import Arriving, Presigned, checked

_CHUNK = 1 << 18
_FOLDERS = 256


class FolderBlobs:
    """``<root>/ab/abcdef…``; what is under way lies in ``<root>/incoming`` until it is whole."""

    def __init__(self, root: Path) -> None:
        """Make the folders once, so that keeping a file syncs only the file and its folder.

        Raises:
            KnownError: HUB-004 they cannot be made.
        """
        self._root = root
        try:
            make_folder(root)
            for number in range(_FOLDERS):
                (root / f"{number:02x}").mkdir(exist_ok=True)
            self._parts = Parts(root / "incoming")
            sync_folder(root)
        except OSError as error:
            raise KnownError("HUB-004", place=str(root), why=str(error)) from error

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

    def keep(self, sha256: str, content: bytes) -> None:
        """Write a whole file aside, sync it, rename it."""
        with closing(self.group()) as group:
            if not group.add(sha256, content):
                raise KnownError("HUB-022", sha256=sha256)
            group.exist()

    def group(self) -> FolderGroup:
        """Files that lie aside until each is written and synced."""
        return FolderGroup(self._parts.folder, self._path)

    def arrived(self, station: str, names: Collection[str]) -> list[str]:
        """Which of ``names`` exist."""
        return sorted(name for name in names if self.size(name) is not None)

    def received(self, arriving: Arriving) -> int:
        """Bytes here of a file under way."""
        return self._parts.received(arriving)

    def append(self, arriving: Arriving, offset: int, chunk: bytes) -> int:
        """Take the next bytes."""
        with _stored():
            return self._parts.append(arriving, offset, chunk)

    def finish(self, arriving: Arriving, size: int | None = None) -> int:
        """Read what arrived back, sync it, rename it."""
        with _stored(), self._parts.locked(arriving) as part:
            kept = self.size(arriving.sha256)
            if kept is not None:
                part.unlink(missing_ok=True)
                return kept
            if size is not None:
                self._parts.refuse_other(arriving, size)
            size = _checked_and_synced(part, arriving.sha256)
            self._exist(part, arriving.sha256)
        return size

    def discard(self, arriving: Arriving) -> None:
        """Throw away what arrived of a file."""
        self._parts.discard(arriving)

    def presigned(self, arriving: Arriving) -> Presigned | None:
        """Never: a folder has no address of its own."""
        return None

    def clean(self, before: datetime) -> int:
        """Throw away what has been under way since ``before``."""
        return self._parts.clean(before)

    def _path(self, sha256: str) -> Path:
        return self._root / checked(sha256)[:2] / sha256

    def _exist(self, whole: Path, sha256: str) -> None:
        path = self._path(sha256)
        whole.replace(path)
        sync_folder(path.parent)


class FolderGroup:
    """Files written aside and synced; at the end all are renamed, and each folder is synced once."""

    def __init__(self, aside: Path, path: Callable[[str], Path]) -> None:
        self._folder = aside
        self._path = path
        self._asides: dict[str, Path] = {}

    def add(self, sha256: str, content: bytes) -> bool:
        """Write a file aside, unless it exists."""
        if hashlib.sha256(content).hexdigest() != checked(sha256):
            return False
        if not self._path(sha256).exists():
            with _stored(), NamedTemporaryFile(prefix=sha256, dir=self._folder, delete=False) as file:
                self._asides[sha256] = Path(file.name)
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        return True

    def exist(self) -> None:
        """Rename all, and sync the folders."""
        with _stored():
            for sha256, aside in self._asides.items():
                aside.replace(self._path(sha256))
            for folder in {self._path(sha256).parent for sha256 in self._asides}:
                sync_folder(folder)
        self._asides.clear()

    def close(self) -> None:
        """Throw away what still lies aside."""
        for aside in self._asides.values():
            aside.unlink(missing_ok=True)


@contextmanager
def _stored() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise KnownError("HUB-023", why=error.strerror or str(error)) from error


def _checked_and_synced(part: Path, sha256: str) -> int:
    if not part.exists():
        raise KnownError("HUB-021", what=sha256)
    with part.open("r+b") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() == sha256:
            os.fsync(file.fileno())
            return file.tell()
    part.unlink()
    raise KnownError("HUB-022", sha256=sha256)
