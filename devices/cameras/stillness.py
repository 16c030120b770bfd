"""Is the picture still: nothing moved between frames for a moment, so that a photo can take itself."""

from __future__ import annotations

import time
from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from devices.cameras.frame import Frame

MOVED_LEVELS = 10
"""Grey levels a pixel of the 160 px wide miniature must change to count as moved; noise stays below 3."""
STILL_BELOW = 0.004
"""Share of moved pixels up to which a picture counts as still."""
HOLD_S = 0.4
"""Seconds it must stay so."""

_MINIATURE = (160, 90)
_COARSE = (480, 270)


class Stillness:
    """Watches one camera's frames, in order."""

    def __init__(self, hold_s: float = HOLD_S, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._hold_s = hold_s
        self._monotonic = monotonic
        self._last: NDArray[np.uint8] | None = None
        self._moved_at = monotonic()
        self._motion = 1.0

    @property
    def motion(self) -> float:
        """Share 0 to 1 of the picture that moved between the last two frames; 1 before the second frame."""
        return self._motion

    def see(self, frame: Frame) -> bool:
        """Take the next BGR frame; True when nothing has moved for the hold time."""
        grey = _miniature(frame)
        if self._last is not None:
            self._motion = float((cv2.absdiff(grey, self._last) > MOVED_LEVELS).mean())
        self._last = grey
        now = self._monotonic()
        if self._motion > STILL_BELOW:
            self._moved_at = now
        return now - self._moved_at >= self._hold_s


def _miniature(frame: Frame) -> NDArray[np.uint8]:
    # averaging every pixel of a large frame would cost as much as measuring its sharpness
    coarse = cv2.resize(frame, _COARSE, interpolation=cv2.INTER_NEAREST)
    small = cv2.resize(coarse, _MINIATURE, interpolation=cv2.INTER_AREA)
    return cv2.cvtColor(small, cv2.COLOR_BGR2GRAY).astype(np.uint8, copy=False)
