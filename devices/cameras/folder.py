"""A folder of pictures played in a loop as if it were a camera."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

from devices.cameras.feed import FeedLostError
from devices.cameras.jpeg import SOI
from devices.cameras.pictures import decode_picture
from devices.cameras.shot import JpegShot, PixelShot, Shot
from station.errors import KnownError

ENDINGS = frozenset({".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff"})
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
        try:
            return sorted(file for file in self._folder.iterdir() if file.suffix.lower() in ENDINGS)
        except OSError as error:
            raise FeedLostError(f"{self._folder}: {error.strerror}") from error


def _shot_of(file: Path) -> Shot | None:
    try:
        data = file.read_bytes() if file.stat().st_size <= LARGEST_FILE else b""
        frame = decode_picture(data, file.name)
    except (OSError, KnownError):
        return None
    return JpegShot(data) if data.startswith(SOI) else PixelShot(frame)
