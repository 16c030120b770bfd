"""Looking into a JPEG without trusting it: whole or not, and how large."""

from __future__ import annotations

import re

import cv2
import numpy as np

from devices.cameras.frame import Frame

SOI = b"\xff\xd8"
EOI = b"\xff\xd9"

_SIZE_MARKERS = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_START_OF_SCAN = 0xDA
_SCAN_END = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_BETWEEN_SCANS = (b"\xff\xc4", b"\xff\xda", b"\xff\xdb", b"\xff\xdc", b"\xff\xdd", b"\xff\xfe")
_LARGEST_SIDE = 16_384
_LARGEST_AREA = 64_000_000


class CorruptJpegError(ValueError):
    """The bytes are not one whole JPEG picture."""


def jpeg_size(data: bytes) -> tuple[int, int]:
    """Width and height in px, after walking the headers and checking that the picture has its end.

    Bytes behind the end marker are accepted: cameras pad with zeros, phones append more pictures.

    Raises:
        CorruptJpegError: not a JPEG, headers broken, cut short, or larger than 16,384 px on a side or 64 Mpx.
    """
    if not data.startswith(SOI):
        raise CorruptJpegError("does not begin like a JPEG")
    size, scan = _walk_headers(data)
    end = _SCAN_END.search(data, scan)
    if end is None:
        raise CorruptJpegError("cut short")
    if end[0] in _BETWEEN_SCANS:
        _require_end_marker(data)
    elif end[0] != EOI:
        raise CorruptJpegError(f"stray marker at byte {end.start()}")
    return size


def _require_end_marker(data: bytes) -> None:
    if not data.rstrip(b"\0").endswith(EOI):
        raise CorruptJpegError("cut short")


def _walk_headers(data: bytes) -> tuple[tuple[int, int], int]:
    size: tuple[int, int] | None = None
    position = len(SOI)
    while position + 4 <= len(data):
        if data[position] != 0xFF:
            raise CorruptJpegError(f"no marker at byte {position}")
        marker, length = data[position + 1], int.from_bytes(data[position + 2 : position + 4])
        if marker == 0xFF:
            position += 1
            continue
        if marker in _SIZE_MARKERS:
            size = _size_at(data, position)
        if marker == _START_OF_SCAN and size is not None:
            return size, position + 2 + length
        position += 2 + max(length, 2)
    raise CorruptJpegError("headers without a picture")


def _size_at(data: bytes, position: int) -> tuple[int, int]:
    height, width = (
        int.from_bytes(data[position + 5 : position + 7]),
        int.from_bytes(data[position + 7 : position + 9]),
    )
    fits = 0 < width <= _LARGEST_SIDE and 0 < height <= _LARGEST_SIDE and width * height <= _LARGEST_AREA
    if not fits:
        raise CorruptJpegError(f"impossible size {width} × {height}")
    return width, height


def decode_jpeg(data: bytes, reduce: int = 1) -> Frame:
    """The picture as BGR pixels, in the orientation of the file; ``reduce`` 1, 2 or 4 decodes at that
    fraction of the size, which costs little more than half the time.

    Raises:
        CorruptJpegError: the bytes are not one whole JPEG picture.
    """
    jpeg_size(data)
    mode = _REDUCED[reduce] | cv2.IMREAD_IGNORE_ORIENTATION
    try:
        frame = cv2.imdecode(np.frombuffer(data, np.uint8), mode)
    except cv2.error as error:
        raise CorruptJpegError("cannot be decoded") from error
    if frame is None:
        raise CorruptJpegError("cannot be decoded")
    return frame.astype(np.uint8, copy=False)


_REDUCED = {
    1: cv2.IMREAD_COLOR,
    2: cv2.IMREAD_REDUCED_COLOR_2,
    4: cv2.IMREAD_REDUCED_COLOR_4,
}


def encode_jpeg(frame: Frame, quality: int = 95) -> bytes:
    """The frame as JPEG bytes at ``quality`` 1–100."""
    done, data = cv2.imencode(".jpg", frame, [cv2.IMWRITE_JPEG_QUALITY, quality])
    if not done:
        raise ValueError("OpenCV could not encode the frame")
    return data.tobytes()
