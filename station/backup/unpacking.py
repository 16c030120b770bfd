"""Unpacking a decrypted payload into an empty folder, file by file as it streams by.

Nothing but regular files with safe, expected names is ever made, none twice, and none outside the folder.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import BinaryIO

from station.backup.contents import is_content, mode_of
from station.backup.manifest import MANIFEST, SUMS, Manifest, Sums, read_manifest
from station.backup.tar import BLOCK, padding, read_header
from station.errors import KnownError

_LARGEST_MANIFEST = 1 << 20


class Unpacking:
    """Takes the bytes of a tar and makes its files under ``root``; None only checks them."""

    def __init__(self, root: Path | None) -> None:
        self._root = root
        self._sums = Sums()
        self._closing: dict[str, bytearray] = {}
        self._block = bytearray()
        self._name, self._left, self._padding = "", 0, 0
        self._hash = hashlib.sha256()
        self._size = 0
        self._file: BinaryIO | None = None
        self._ended = False

    def write(self, chunk: bytes, /) -> int:
        """Take the next bytes.

        Raises:
            KnownError: BAK-002 something that has no place in a backup.
            OSError: the disk refused.
        """
        rest = memoryview(chunk)
        while rest:
            taken = self._take(rest)
            rest = rest[taken:]
        return len(chunk)

    def close(self) -> None:
        """Close the file that was being made, whatever became of it."""
        if self._file is not None:
            self._file.close()

    def finish(self) -> Manifest:
        """The manifest, after every file was found to be as it says.

        Raises:
            KnownError: BAK-002 the end is missing, or a file differs, is missing or too many.
        """
        if not self._ended or not {SUMS, MANIFEST} <= self._closing.keys():
            raise KnownError("BAK-002", why=MANIFEST)
        manifest = read_manifest(bytes(self._closing[MANIFEST]))
        sums = self._sums.content()
        stated = bytes(self._closing[SUMS])
        if sums != stated or hashlib.sha256(sums).hexdigest() != manifest.sums_sha256:
            raise KnownError("BAK-002", why=SUMS)
        return manifest

    def _take(self, rest: memoryview) -> int:
        if self._left:
            return self._take_content(rest[: self._left])
        if self._padding:
            passed = min(self._padding, len(rest))
            self._padding -= passed
            return passed
        taken = min(BLOCK - len(self._block), len(rest))
        self._block += rest[:taken]
        if len(self._block) == BLOCK:
            self._begin(bytes(self._block))
            self._block.clear()
        return taken

    def _begin(self, block: bytes) -> None:
        info = read_header(block)
        if info is None:
            self._ended = True
            return
        if self._ended or (self._closing and info.name not in (SUMS, MANIFEST)):
            raise KnownError("BAK-002", why=repr(info.name))
        self._name, self._left, self._size = info.name, info.size, info.size
        self._padding = len(padding(info.size))
        self._hash = hashlib.sha256()
        self._open(info.name, info.size)
        if not info.size:
            self._end_file()

    def _open(self, name: str, size: int) -> None:
        if name in (SUMS, MANIFEST):
            if name in self._closing or (name == MANIFEST and size > _LARGEST_MANIFEST):
                raise KnownError("BAK-002", why=name)
            self._closing[name] = bytearray()
        elif not is_content(name):
            raise KnownError("BAK-002", why=repr(name))
        elif self._root is not None:
            self._file = _made(self._root / name, mode_of(name))

    def _take_content(self, part: memoryview) -> int:
        self._hash.update(part)
        if self._name in self._closing:
            self._closing[self._name] += part
        elif self._file is not None:
            self._file.write(part)
        self._left -= len(part)
        if not self._left:
            self._end_file()
        return len(part)

    def _end_file(self) -> None:
        if self._name not in self._closing:
            self._sums.add(self._name, self._size, self._hash.hexdigest())
        if self._file is not None:
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            self._file = None


def _made(path: Path, mode: int) -> BinaryIO:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        return os.fdopen(os.open(path, flags, mode), "wb")
    except FileExistsError as error:
        raise KnownError("BAK-002", why=repr(path.name)) from error
