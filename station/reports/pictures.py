"""Photos at printing size: the thumbnail made at capture where there is one, else made here."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

from station.errors import KnownError
from station.places import thumbnail_path
from station.reports.content import PhotoContent
from station.reports.sheet import Jpeg, PhotoPath

LONGEST_PX = 1440
"""Longest side of a picture in a report; at 60 mm a scratch still shows when the reader zooms in."""

_SHARES = (1, 2, 4, 8)
"""Parts to which a JPEG decoder scales at no cost."""
_QUALITY = 82
_BEGIN, _END = b"\xff\xd8", b"\xff\xd9"


def picture(photo: PhotoContent, path_of: PhotoPath) -> Jpeg | None:
    """The picture to print for ``photo``, or None when it is not on this machine or shows nothing.

    Raises:
        KnownError: STO-008 when the photo's bytes are not those the record names.
    """
    path = path_of(photo.sha256)
    if path is None or not path.exists():
        return None
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != photo.sha256:
        raise KnownError("STO-008", photo=photo.sha256[:12])
    small = _thumbnail(path) or _scaled(data)
    return Jpeg(photo.sha256, small) if small else None


def _thumbnail(photo: Path) -> bytes | None:
    """The thumbnail made at capture. It was not synced: after a power cut it may be missing or torn."""
    path = thumbnail_path(photo)
    data = path.read_bytes() if path.exists() else b""
    return data if data.startswith(_BEGIN) and data.endswith(_END) else None


def _scaled(data: bytes) -> bytes | None:
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data)) as image:
            share = next((one for one in _SHARES if max(image.size) <= LONGEST_PX * one), _SHARES[-1])
            if share == 1 and image.format == "JPEG":
                return data
            size = -(-image.width // share), -(-image.height // share)
            image.draft("RGB", size)
            image.thumbnail(size)
            out = io.BytesIO()
            image.convert("RGB").save(out, "JPEG", quality=_QUALITY)
    except (UnidentifiedImageError, OSError):
        return None
    return out.getvalue()
