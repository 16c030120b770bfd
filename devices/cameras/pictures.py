"""A finished photo: checked to be whole, measured, and with its thumbnail, all at the moment of capture."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from devices.cameras.frame import Frame
from devices.cameras.jpeg import SOI, CorruptJpegError, decode_jpeg, encode_jpeg, jpeg_size
from station.errors import KnownError

THUMBNAIL_SIDE = 960
"""Half of 1080p, which halving reaches at a tenth of the cost; 60 mm in a report then has 400 dpi."""
THUMBNAIL_QUALITY = 82


@dataclass(frozen=True, slots=True)
class Picture:
    """A whole JPEG picture: the camera's own ``jpeg`` bytes, ``width`` and ``height`` in px, ``thumbnail`` as
    JPEG bytes of at most 960 px on the long side, ``frame`` its BGR pixels."""

    jpeg: bytes
    width: int
    height: int
    thumbnail: bytes
    frame: Frame


def picture(jpeg: bytes, name: str) -> Picture:
    """Check and decode a still once and derive everything from that.

    Raises:
        KnownError: CAM-003, naming ``name``, when the bytes are not one whole JPEG picture.
    """
    try:
        width, height = jpeg_size(jpeg)
        frame = decode_jpeg(jpeg)
    except CorruptJpegError as error:
        raise KnownError("CAM-003", file=name) from error
    if (frame.shape[1], frame.shape[0]) != (width, height):
        raise KnownError("CAM-003", file=name)
    return Picture(jpeg, width, height, thumbnail(frame), frame)


def decode_picture(data: bytes, name: str) -> Frame:
    """The BGR pixels of a picture file of any usual kind (JPEG, PNG, WebP, BMP, TIFF).

    Raises:
        KnownError: CAM-003, naming ``name``, when it is cut short or no picture.
    """
    try:
        return decode_jpeg(data) if data.startswith(SOI) else _decode_other(data)
    except (CorruptJpegError, cv2.error) as error:
        raise KnownError("CAM-003", file=name) from error


def _decode_other(data: bytes) -> Frame:
    pixels = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR) if data else None
    if pixels is None:
        raise CorruptJpegError("cannot be decoded")
    return pixels.astype(np.uint8, copy=False)


def thumbnail(frame: Frame) -> bytes:
    """The frame as JPEG of at most 960 px on the long side, for lists and reports."""
    factor = THUMBNAIL_SIDE / max(frame.shape[:2])
    if factor < 1.0:
        size = max(1, round(frame.shape[1] * factor)), max(1, round(frame.shape[0] * factor))
        frame = cv2.resize(frame, size, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)
    return encode_jpeg(frame, THUMBNAIL_QUALITY)
