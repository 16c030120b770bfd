"""Bytes on the wire: JSON, compressed with zstd or gzip, never unpacked beyond a limit."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from typing import BinaryIO, TypeVar

import msgspec

PLAIN, ZSTD, GZIP = "identity", "zstd", "gzip"
ENCODINGS = (ZSTD, GZIP, PLAIN)
"""Content codings that both ends know, the preferred first."""

_CHUNK = 1 << 16

_Message = TypeVar("_Message")


class TooLargeError(ValueError):
    """Unpacked, the body would be larger than allowed."""


def encoded(message: object) -> bytes:
    """The JSON bytes of a message."""
    return msgspec.json.encode(message)


def decoded(content: bytes, kind: type[_Message]) -> _Message:
    """The message in JSON bytes.

    Raises:
        ValueError: not JSON, nested too deeply, or not this message; says where.
    """
    try:
        return msgspec.json.decode(content, type=kind)
    except (msgspec.DecodeError, RecursionError) as error:
        raise ValueError(str(error)) from error


def packed(content: bytes, encoding: str) -> bytes:
    """``content`` under one of :data:`ENCODINGS`."""
    if encoding == ZSTD:
        import zstandard

        return zstandard.ZstdCompressor(level=3, write_checksum=True).compress(content)
    return gzip.compress(content, 6, mtime=0) if encoding == GZIP else content


def unpacked(content: bytes, encoding: str, limit: int) -> bytes:
    """What ``content`` was before it was packed, at most ``limit`` bytes.

    Raises:
        TooLargeError: it would be more; no more than that was ever unpacked.
        ValueError: damaged, cut short, followed by something else, or an encoding that is not known.
    """
    if encoding not in ENCODINGS:
        raise ValueError(encoding)
    found = content if encoding == PLAIN else _unpack(content, encoding, limit)
    if len(found) > limit:
        raise TooLargeError(str(limit))
    return found


def _unpack(content: bytes, encoding: str, limit: int) -> bytes:
    import zstandard

    try:
        return _unzstd(content, limit) if encoding == ZSTD else _gunzip(content, limit)
    except (zstandard.ZstdError, zlib.error, EOFError) as error:
        raise ValueError(str(error)) from error


def _unzstd(content: bytes, limit: int) -> bytes:
    """Measured first: a frame tells nothing of its size that could be trusted, and 4 bytes may be 128 kB."""
    import zstandard

    # a frame may demand a window as large as itself; one beyond the limit cannot be of use
    unpacker = zstandard.ZstdDecompressor(max_window_size=max(limit, 1 << 20))
    with unpacker.stream_reader(content) as reader:
        size = sum(len(chunk) for chunk in _chunks(reader, limit))
    if size > limit:
        raise TooLargeError(str(limit))
    whole = unpacker.decompressobj()
    found = whole.decompress(content)
    if not whole.eof or whole.unused_data:
        raise ValueError("cut short, or something follows")
    return found


def _chunks(reader: BinaryIO, limit: int) -> Iterator[bytes]:
    """Until the end, or until more than ``limit`` bytes have come."""
    left = limit + 1
    while left > 0 and (chunk := reader.read(min(left, _CHUNK))):
        left -= len(chunk)
        yield chunk


def _gunzip(content: bytes, limit: int) -> bytes:
    unpacker = zlib.decompressobj(wbits=31)
    found = unpacker.decompress(content, limit + 1)
    if len(found) <= limit and (not unpacker.eof or unpacker.unused_data):
        raise ValueError("cut short")
    return found
