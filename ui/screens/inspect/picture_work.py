"""Work on pictures that must not wait on the GUI thread. OpenCV is loaded when the first picture comes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from station.errors import KnownError
from station.texts import Phrase

if TYPE_CHECKING:
    from devices.cameras.quality import Quality
    from devices.cameras.stillness import Stillness
    from station.ports import PhotoSource

_CODES_EVERY = 5
"""Looks from one search for codes to the next."""


@dataclass(frozen=True, slots=True)
class Look:
    """What one look at a picture found; ``codes`` is None when they were not searched."""

    quality: Quality
    still: bool
    codes: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Still:
    """A photo as the camera delivered it, size in pixels, and the same small for lists and reports."""

    jpeg: bytes
    width: int
    height: int
    thumbnail: bytes


class Watcher:
    """Judges the pictures of one camera in order; used by one thread."""

    def __init__(self) -> None:
        self.lit_display = False
        self._count = -1
        self._stillness: Stillness | None = None

    def look(self, pixels: Any) -> Look:
        """Sharpness, exposure, glare, stillness, and now and then the codes in view."""
        from devices.cameras.codes import read_codes
        from devices.cameras.preview import halved
        from devices.cameras.quality import WORKING_SIDE, assess
        from devices.cameras.stillness import Stillness

        self._stillness = self._stillness or Stillness()
        self._count += 1
        searched = self._count % _CODES_EVERY == 0
        codes = tuple(code.text for code in read_codes(pixels, thorough=False)) if searched else None
        small = halved(pixels, WORKING_SIDE)
        quality = assess(small, lit_display=self.lit_display)
        return Look(quality, self._stillness.see(small), codes)


def take_still(camera: PhotoSource, *, lit_display: bool) -> Still:
    """A still good enough to be evidence.

    Raises:
        KnownError: CAM-001 camera gone, CAM-003 corrupt picture, CAM-004 blurred, badly exposed or glared.
    """
    from devices.cameras.jpeg import CorruptJpegError, decode_jpeg
    from devices.cameras.pictures import thumbnail
    from devices.cameras.quality import assess

    jpeg = camera.still()
    try:
        frame = decode_jpeg(jpeg)
    except CorruptJpegError as error:
        raise KnownError("CAM-003", file=camera.name) from error
    reasons = assess(frame, lit_display=lit_display).reasons
    if reasons:
        raise KnownError("CAM-004", reasons=Phrase(f"inspect.refusal.{reasons[0].value}"))
    return Still(jpeg, frame.shape[1], frame.shape[0], thumbnail(frame))
