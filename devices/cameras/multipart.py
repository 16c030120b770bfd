"""Cutting an MJPEG stream (``multipart/x-mixed-replace``) into its parts, in bounded memory.

Cameras disagree about the details, so: a boundary with or without its leading dashes, line ends CR LF or LF,
a ``Content-Length`` that is right, wrong or missing. The length only tells early that a part is complete; a
boundary found inside wins over it.
"""

from __future__ import annotations

import re

LARGEST_PART = 16 * 1024 * 1024
"""Bytes one picture may have."""
LARGEST_HEADER = 8 * 1024
"""Bytes the header lines of one part may have."""

_LENGTH = re.compile(rb"^content-length[ \t]*:[ \t]*(\d{1,9})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_HEADER_END = re.compile(rb"\r?\n\r?\n")
_BOUNDARY_PARAMETER = re.compile(r'boundary\s*=\s*(?:"([^"]{1,200})"|([^\s;"]{1,200}))', re.IGNORECASE)


class StreamBrokenError(ValueError):
    """The stream is not a multipart stream, or exceeds the limits."""


def boundary_of(content_type: str) -> bytes:
    """The boundary named by a ``Content-Type`` header, without leading dashes.

    Raises:
        StreamBrokenError: not multipart, or no boundary given.
    """
    found = _BOUNDARY_PARAMETER.search(content_type)
    if not content_type.lower().startswith("multipart/") or found is None:
        raise StreamBrokenError(f"not a multipart stream: {content_type[:80]!r}")
    boundary = (found[1] or found[2]).lstrip("-").encode("latin-1", "replace")
    if not boundary:
        raise StreamBrokenError("empty boundary")
    return boundary


class MultipartCutter:
    """Takes chunks as they arrive and gives the bodies of the parts that became complete.

    Holds never more than one part, one header and one chunk.
    """

    def __init__(self, boundary: bytes, largest_part: int = LARGEST_PART) -> None:
        self._delimiter = b"--" + boundary
        self._inner = re.compile(rb"\r?\n" + re.escape(self._delimiter))
        self._largest_part = largest_part
        self._buffer = bytearray()
        self._searched = 0
        self._body_length: int | None = None
        self._step = self._seek

    @property
    def held(self) -> int:
        """Bytes waiting for the rest of their part."""
        return len(self._buffer)

    def feed(self, chunk: bytes) -> list[bytes]:
        """Bodies completed by ``chunk``, oldest first.

        Raises:
            StreamBrokenError: a part or header exceeds its limit, or a whole part's worth of bytes came
                without a boundary.
        """
        self._buffer += chunk
        parts: list[bytes] = []
        while (progress := self._step()) is not None:
            if progress:
                parts.append(progress)
        return parts

    def _seek(self) -> bytes | None:
        at = self._buffer.find(self._delimiter)
        if at < 0:
            self._keep_tail()
            return None
        self._searched = 0
        del self._buffer[: at + len(self._delimiter)]
        self._step = self._headers
        return b""

    def _keep_tail(self) -> None:
        surplus = max(0, len(self._buffer) - len(self._delimiter) + 1)
        del self._buffer[:surplus]
        self._searched += surplus
        if self._searched > self._largest_part:
            raise StreamBrokenError("no boundary in sight")

    def _headers(self) -> bytes | None:
        end = _HEADER_END.search(self._buffer, 0, LARGEST_HEADER)
        if end is None:
            if len(self._buffer) >= LARGEST_HEADER:
                raise StreamBrokenError("endless part header")
            return None
        length = _LENGTH.search(self._buffer, 0, end.start())
        self._body_length = int(length[1]) if length else None
        if self._body_length is not None and self._body_length > self._largest_part:
            raise StreamBrokenError(f"part of {self._body_length} bytes announced")
        del self._buffer[: end.end()]
        self._step = self._body
        return b""

    def _body(self) -> bytes | None:
        if self._body_length is None:
            return self._body_until_boundary()
        if len(self._buffer) < self._body_length:
            return None
        inside = self._inner.search(self._buffer, 0, self._body_length)
        return self._take(inside.start() if inside else self._body_length)

    def _body_until_boundary(self) -> bytes | None:
        start = max(0, self._searched - len(self._delimiter) - 2)
        if found := self._inner.search(self._buffer, start):
            return self._take(found.start())
        self._searched = len(self._buffer)
        if self._searched > self._largest_part:
            raise StreamBrokenError("endless part")
        return None

    def _take(self, length: int) -> bytes:
        body = bytes(self._buffer[:length])
        del self._buffer[:length]
        self._searched = 0
        self._step = self._seek
        return body
