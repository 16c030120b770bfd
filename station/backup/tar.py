"""Plain tar, member by member: every ``tar`` program reads what is written here.

Only regular files with safe names are written, and nothing else is ever taken from one that is read.
"""

from __future__ import annotations

import tarfile
from collections.abc import Iterable, Iterator
from datetime import datetime

from station.errors import KnownError

BLOCK = 512
END = bytes(2 * BLOCK)
"""What ends an archive."""

_USTAR_LIMIT = 8**11
_FORBIDDEN = frozenset('\\:*?"<>|')


def header(name: str, size: int, at: datetime, mode: int = 0o600) -> bytes:
    """The header of one file of ``size`` bytes.

    Raises:
        ValueError: the name is too long for a plain header.
    """
    info = tarfile.TarInfo(name)
    info.size, info.mtime, info.mode = size, int(at.timestamp()), mode
    block = info.tobuf(tarfile.USTAR_FORMAT if size < _USTAR_LIMIT else tarfile.GNU_FORMAT)
    if len(block) != BLOCK:
        raise ValueError(name)
    return block


def padding(size: int) -> bytes:
    """Zeros that fill the last block of a file of ``size`` bytes."""
    return bytes(-size % BLOCK)


def member(name: str, content: bytes, at: datetime, mode: int = 0o600) -> bytes:
    """A whole small file."""
    return header(name, len(content), at, mode) + content + padding(len(content))


def streamed(head: bytes, size: int, chunks: Iterable[bytes]) -> Iterator[bytes]:
    """A large file: its header, its chunks, its padding."""
    yield head
    yield from chunks
    yield padding(size)


def read_header(block: bytes) -> tarfile.TarInfo | None:
    """The file that ``block`` announces; None for a block of zeros.

    Raises:
        KnownError: BAK-002 it is damaged, no regular file, or has an unsafe name.
    """
    if block == bytes(BLOCK):
        return None
    try:
        info = tarfile.TarInfo.frombuf(block, "utf-8", "strict")
    except (tarfile.TarError, UnicodeDecodeError) as error:
        raise KnownError("BAK-002", why=str(error)) from error
    if info.type != tarfile.REGTYPE or info.size < 0 or not is_safe(info.name):
        raise KnownError("BAK-002", why=repr(info.name[:80]))
    return info


def is_safe(name: str) -> bool:
    """Whether a name stays inside its folder, on every platform."""
    parts = name.split("/")
    return bool(name) and all(_is_safe_part(part) for part in parts)


def _is_safe_part(part: str) -> bool:
    dotted = part in {"", ".", ".."} or part[-1] in ". "
    return not dotted and part.isprintable() and not _FORBIDDEN & set(part)
