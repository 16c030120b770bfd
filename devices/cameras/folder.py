"""A folder of pictures played in a loop as if it were a camera."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np

from devices.cameras.feed import FeedLostError
from devices.cameras.jpeg import CorruptJpegError, jpeg_size
from devices.cameras.shot import JpegShot, PixelShot, Shot

JPEG_ENDINGS = frozenset({".jpg", ".jpeg"})
OTHER_ENDINGS = frozenset({".png", ".webp", ".bmp", ".tif", ".tiff"})
LARGEST_FILE = 64 * 1024 * 1024


class FolderFeed:
    """Plays the pictures of a folder by name, ``rate_hz`` per second, again and again.

    New files join on the next round; a file that cannot be read or decoded is passed over.
    """

    def __init__(self, folder: Path, rate_hz: float = 5.0) -> None:
        self._folder = folder
        self._period_s = 1.0 / rate_hz
        self._aborted = threading.Event()
        self._due = 0.0
        self._shots = self._play()

    def open(self) -> None:
        """Check that the folder is there.

        Raises:
            FeedLostError: it is not.
        """
        if not self._folder.is_dir():
            raise FeedLostError(f"no folder {self._folder}")

    def read(self) -> Shot:
        """Wait until the next picture is due.

        Raises:
            FeedLostError: the folder is gone or holds no usable picture, or the feed was aborted.
        """
        self._due = max(self._due + self._period_s, time.monotonic())
        if self._aborted.wait(self._due - time.monotonic()):
            raise FeedLostError("aborted")
        return next(self._shots)

    def abort(self) -> None:
        """Stop waiting."""
        self._aborted.set()

    def close(self) -> None:
        """Nothing is held open."""

    def _play(self) -> Iterator[Shot]:
        while True:
            usable = False
            for file in self._files():
                if (shot := _shot_of(file)) is not None:
                    usable = True
                    yield shot
            if not usable:
                raise FeedLostError(f"no usable picture in {self._folder}")

    def _files(self) -> list[Path]:
        endings = JPEG_ENDINGS | OTHER_ENDINGS
        try:
            return sorted(file for file in self._folder.iterdir() if file.suffix.lower() in endings)
        except OSError as error:
            raise FeedLostError(f"{self._folder}: {error.strerror}") from error


def _shot_of(file: Path) -> Shot | None:
    try:
        data = file.read_bytes() if file.stat().st_size <= LARGEST_FILE else b""
    except OSError:
        return None
    if file.suffix.lower() not in JPEG_ENDINGS:
        return _decoded(data)
    try:
        jpeg_size(data)
    except CorruptJpegError:
        return None
    return JpegShot(data)


def _decoded(data: bytes) -> PixelShot | None:
    if not data:
        return None
    try:
        frame = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    except cv2.error:
        return None
    return None if frame is None else PixelShot(frame.astype(np.uint8, copy=False))
