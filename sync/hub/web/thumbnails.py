"""Small pictures of photos, made when first asked for."""

from __future__ import annotations

import io
from collections import OrderedDict
from threading import Lock

LONGEST_PX = 480
_QUALITY = 80
_MOST_PIXELS = 60_000_000
"""A photo of more is not unpacked."""
_KEPT_BYTES = 24 * 1024 * 1024


class Thumbnails:
    """Thumbnails (JPEG) by the SHA-256 of their photos; those used last are kept in memory."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def get(self, sha256: str) -> bytes | None:
        """The thumbnail, if it is kept."""
        with self._lock:
            if sha256 in self._kept:
                self._kept.move_to_end(sha256)
            return self._kept.get(sha256)

    def make(self, sha256: str, photo: bytes) -> bytes | None:
        """The thumbnail of a photo; None where it is no picture that can be read."""
        small = _scaled(photo)
        if small is not None:
            self._keep(sha256, small)
        return small

    def _keep(self, sha256: str, small: bytes) -> None:
        with self._lock:
            self._size += len(small) - len(self._kept.get(sha256, b""))
            self._kept[sha256] = small
            while self._size > _KEPT_BYTES:
                self._size -= len(self._kept.popitem(last=False)[1])


def _scaled(photo: bytes) -> bytes | None:
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(photo), formats=("JPEG", "PNG")) as image:
            if image.width * image.height > _MOST_PIXELS:
                return None
            image.draft("RGB", (LONGEST_PX, LONGEST_PX))
            image.thumbnail((LONGEST_PX, LONGEST_PX))
            out = io.BytesIO()
            image.convert("RGB").save(out, "JPEG", quality=_QUALITY)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):  # what Pillow says of damaged files
        return None
    return out.getvalue()


def media_type(photo: bytes) -> str:
    """What a photo is shown as; anything that is none is only ever downloaded."""
    if photo.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    return "image/png" if photo.startswith(b"\x89PNG\r\n\x1a\n") else "application/octet-stream"
