"""Everything a window shows about a live camera, worked out on the camera thread, once per frame.

The frame is halved once and preview, quality and stillness come from that; codes are searched in the full
picture, every few frames only.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from devices.cameras.codes import Code, read_codes
from devices.cameras.frame import Frame
from devices.cameras.jpeg import CorruptJpegError, decode_grey
from devices.cameras.preview import halved, preview
from devices.cameras.quality import WORKING_SIDE, Quality, assess
from devices.cameras.stillness import Stillness
from station.errors import KnownError

QUICK_EVERY = 5
"""Frames from one quick search for codes to the next."""
THOROUGH_EVERY = 30
"""Frames from one thorough search (turned and tiny codes) to the next."""


@dataclass(frozen=True, slots=True)
class LiveFrame:
    """One frame, ready to be shown: ``preview`` for ``QImage.Format_RGB32``, ``quality``, ``still`` when
    nothing moved for a moment, and the ``codes`` found, None in frames that were not searched."""

    preview: Frame
    quality: Quality
    still: bool
    codes: tuple[Code, ...] | None

    @property
    def ready(self) -> bool:
        """Sharp, well exposed and still: a photo may take itself."""
        return self.still and not self.quality.reasons


class LiveView:
    """Turns the frames of one camera into :class:`LiveFrame`; use it on the camera thread only.

    ``still`` is the camera's ``still``, asked for the full picture when frames come reduced. ``size`` is the
    place on screen in px and may be changed at any time. ``searching`` switches the search for codes.
    """

    def __init__(self, still: Callable[[], bytes], size: tuple[int, int]) -> None:
        self._still = still
        self._stillness = Stillness()
        self._count = -1
        self.size = size
        self.searching = True
        self.lit_display = False

    def look(self, frame: Frame) -> LiveFrame:
        """Work out everything about the next frame."""
        self._count += 1
        small = halved(frame, WORKING_SIDE)
        return LiveFrame(
            preview=preview(small if small.shape[1] >= self.size[0] else frame, *self.size),
            quality=assess(small, lit_display=self.lit_display),
            still=self._stillness.see(small),
            codes=self._codes(frame) if self.searching and self._count % QUICK_EVERY == 0 else None,
        )

    def _codes(self, frame: Frame) -> tuple[Code, ...]:
        picture = frame if frame.shape[1] > WORKING_SIDE else self._full_grey(frame)
        return read_codes(picture, thorough=self._count % THOROUGH_EVERY == 0)

    def _full_grey(self, frame: Frame) -> Frame:
        try:
            return decode_grey(self._still())
        except (KnownError, CorruptJpegError):
            return frame
