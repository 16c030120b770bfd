"""The backup file itself: an uncompressed tar of five members in fixed order.

``README.txt`` says how to open it, ``backup.json`` what it is, ``key.age`` is the locked key, ``payload.age``
the encrypted content, and ``SHA256`` the SHA-256 of every byte before it. Headers are written one way only,
so that no byte of the file can change unseen.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from station.backup.age import LockedKey, Sink
from station.backup.tar import BLOCK, END, header, member, padding, read_header
from station.errors import KnownError

FORMAT = 1
SUFFIX = ".backup"
CHUNK = 1 << 20
_LARGEST_SMALL_MEMBER = 1 << 20
_NAMES = ("README.txt", "backup.json", "key.age", "payload.age", "SHA256")

README = """\
Inspection Station backup

  tar -xf THIS_FILE
  age -d key.age > key.txt                     (asks for the passphrase)
  age -d -i key.txt payload.age | tar -xf -    (https://age-encryption.org)
  sha256sum -c SHA256SUMS

To restore a station: station restore THIS_FILE
"""


class About(BaseModel):
    """What a backup says of itself without its key. ``sequence`` and ``head`` are the last ledger entry."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: int
    station: str = Field(pattern="^[0-9A-F]{8}$")
    made_at: datetime
    sequence: int = Field(ge=0)
    head: str = Field(pattern="^[0-9a-f]{64}$")
    recipient: str = Field(pattern="^age1[0-9a-z]{58}$")
    practice: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things lie in a backup file that has the right form. Offsets and sizes in bytes."""

    about: About
    locked: bytes
    payload_at: int
    payload_size: int


def write_container(file: BinaryIO, about: About, key: LockedKey, pour: Callable[[Sink], None]) -> str:
    """Write a whole backup into ``file`` (open for reading too, empty); ``pour`` writes the payload.

    Returns the SHA-256 (hex) of the file, read back from it.

    Raises:
        OSError: the disk refused, or does not give back what was written.
    """
    at = about.made_at
    for name, content in _small_members(about, key):
        file.write(member(name, content, at))
    start = file.tell()
    file.write(bytes(BLOCK))
    payload = _Counting(file)
    pour(payload)
    file.write(padding(payload.size))
    file.seek(start)
    file.write(header(_NAMES[3], payload.size, at))
    return _seal(file, at, start + BLOCK, payload)


def _small_members(about: About, key: LockedKey) -> Iterator[tuple[str, bytes]]:
    yield _NAMES[0], README.encode()
    yield _NAMES[1], (about.model_dump_json(indent=1) + "\n").encode()
    yield _NAMES[2], key.locked


def _seal(file: BinaryIO, at: datetime, payload_at: int, payload: _Counting) -> str:
    """Read everything back, compare, and close with the hash of it all."""
    file.flush()
    os.fsync(file.fileno())
    whole = hashlib.sha256()
    for chunk in _read(file, 0, payload_at):
        whole.update(chunk)
    found = hashlib.sha256()
    for chunk in _read(file, payload_at, payload.size):
        whole.update(chunk)
        found.update(chunk)
    if found.digest() != payload.sha256.digest():
        raise OSError("the disk does not give back what was written")
    whole.update(padding(payload.size))
    tail = _sealing(whole.hexdigest(), at)
    file.seek(0, os.SEEK_END)
    file.write(tail)
    whole.update(tail)
    return whole.hexdigest()


def _sealing(sha256: str, at: datetime) -> bytes:
    return member(_NAMES[4], f"{sha256}\n".encode(), at) + END


class _Counting:
    """Counts and hashes what passes."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.size = 0
        self.sha256 = hashlib.sha256()

    def write(self, chunk: bytes, /) -> int:
        self._file.write(chunk)
        self.sha256.update(chunk)
        self.size += len(chunk)
        return len(chunk)


@contextmanager
def open_container(path: Path) -> Iterator[tuple[BinaryIO, Layout]]:
    """A backup file and its layout; only the form is checked.

    Raises:
        KnownError: BAK-002 not a backup, cut off or altered; BAK-003 made by a newer program; BAK-004.
    """
    try:
        file = path.open("rb")
    except OSError as error:
        raise KnownError("BAK-004", path=str(path), why=error.strerror or str(error)) from error
    with file:
        yield file, read_layout(file)


def read_layout(file: BinaryIO) -> Layout:
    """The layout of an open backup file.

    Raises:
        KnownError: BAK-002, BAK-003.
    """
    file.seek(0)
    readme, about_json, locked = (_small_member(file, name) for name in _NAMES[:3])
    about = _about(about_json)
    size = _announced(file, _NAMES[3])
    layout = Layout(about, locked, file.tell(), size)
    small = ((_NAMES[0], readme), (_NAMES[1], about_json), (_NAMES[2], locked))
    written = b"".join(member(name, content, about.made_at) for name, content in small)
    file.seek(0)
    if file.read(layout.payload_at) != written + header(_NAMES[3], size, about.made_at):
        raise KnownError("BAK-002", why=_NAMES[3])
    return layout


def check_bytes(
    file: BinaryIO, layout: Layout, progress: Callable[[int, int], None] = lambda _done, _of: None
) -> str:
    """Check every byte of the file against its seal and return the file's SHA-256 (hex).

    Raises:
        KnownError: BAK-002 something is altered, missing or added.
    """
    covered = layout.payload_at + layout.payload_size + len(padding(layout.payload_size))
    whole, done = hashlib.sha256(), 0
    for chunk in _read(file, 0, covered):
        whole.update(chunk)
        done += len(chunk)
        progress(done, covered)
    tail = _sealing(whole.hexdigest(), layout.about.made_at)
    if done != covered or file.read() != tail:
        raise KnownError("BAK-002", why=_NAMES[4])
    whole.update(tail)
    return whole.hexdigest()


def _about(content: bytes) -> About:
    try:
        about = About.model_validate_json(content)
    except ValidationError as error:
        raise KnownError("BAK-002", why=_NAMES[1]) from error
    if about.format > FORMAT:
        raise KnownError("BAK-003", found=about.format)
    return about


def _announced(file: BinaryIO, name: str) -> int:
    block = file.read(BLOCK)
    if len(block) != BLOCK:
        raise KnownError("BAK-002", why=name)
    info = read_header(block)
    if info is None or info.name != name:
        raise KnownError("BAK-002", why=name)
    return int(info.size)


def _small_member(file: BinaryIO, name: str) -> bytes:
    size = _announced(file, name)
    if size > _LARGEST_SMALL_MEMBER:
        raise KnownError("BAK-002", why=name)
    content = file.read(size)
    file.read(len(padding(size)))
    return content


def _read(file: BinaryIO, start: int, size: int) -> Iterator[bytes]:
    file.seek(start)
    while size > 0 and (chunk := file.read(min(CHUNK, size))):
        size -= len(chunk)
        yield chunk


class Payload:
    """The payload of an open backup as a file to read from. ``progress(done, of)`` is told, in bytes."""

    def __init__(
        self, file: BinaryIO, layout: Layout, progress: Callable[[int, int], None] = lambda _done, _of: None
    ) -> None:
        self._file, self._left, self._size = file, layout.payload_size, layout.payload_size
        self._progress = progress
        file.seek(layout.payload_at)

    def read(self, size: int = -1, /) -> bytes:
        """At most ``size`` bytes more; all that is left when it is negative."""
        chunk = self._file.read(self._left if size < 0 else min(size, self._left))
        self._left -= len(chunk)
        self._progress(self._size - self._left, self._size)
        return chunk
