"""One picture as the camera gave it: its own JPEG bytes when it sends those, else pixels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from devices.cameras.frame import Frame
from devices.cameras.jpeg import decode_jpeg, encode_jpeg


@dataclass(frozen=True, slots=True)
class JpegShot:
    """The camera's own JPEG bytes, kept as they came."""

    data: bytes

    def frame(self, reduce: int = 1) -> Frame:
        """The pixels at 1/``reduce`` of the size.

        Raises:
            CorruptJpegError: the bytes are not one whole JPEG picture.
        """
        return decode_jpeg(self.data, reduce)

    def jpeg(self) -> bytes:
        """The camera's own bytes."""
        return self.data


@dataclass(frozen=True, slots=True)
class PixelShot:
    """Pixels from a camera that sends no JPEG."""

    pixels: Frame

    def frame(self, reduce: int = 1) -> Frame:
        """The pixels at 1/``reduce`` of the size."""
        return self.pixels if reduce == 1 else np.ascontiguousarray(self.pixels[::reduce, ::reduce])

    def jpeg(self) -> bytes:
        """The pixels encoded at quality 95."""
        return encode_jpeg(self.pixels)


Shot = JpegShot | PixelShot
