"""A camera on USB, through OpenCV.

On Linux the camera is asked for Motion JPEG and OpenCV told not to decode, so that the camera's own JPEG
bytes are kept; other systems deliver pixels. No USB camera could be tried where this was written: the
conversation follows OpenCV's documentation, and whatever comes back is looked at before it is believed.
"""

from __future__ import annotations

import os
import sys

import cv2
import numpy as np

from devices.cameras.feed import FeedLostError
from devices.cameras.jpeg import SOI
from devices.cameras.listing import present_cameras
from devices.cameras.selection import choose
from devices.cameras.shot import JpegShot, PixelShot, Shot
from station.errors import KnownError

SIZE = (1920, 1080)

# OpenCV waits 10 s for a frame of a stalled camera, uninterruptibly, unless told so before the first frame
os.environ.setdefault("OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT", "2")


class UsbFeed:
    """One opening of one USB camera; ``wanted`` is an identity or an index (see :mod:`.selection`)."""

    def __init__(self, wanted: str) -> None:
        self._wanted = wanted
        self._capture: cv2.VideoCapture | None = None
        self._aborted = False

    def open(self) -> None:
        """Find the camera among those present and open it.

        Raises:
            KnownError: CAM-006 not plugged in, CAM-007 not told apart, CAM-002 another program uses it.
        """
        camera = choose(present_cameras(), self._wanted)
        quiet_opencv()
        self._capture = cv2.VideoCapture(camera.index, camera.backend)
        if not self._capture.isOpened():
            raise KnownError("CAM-002", camera=camera.name, why=camera.identity)
        _ask_for_jpeg(self._capture)

    def read(self) -> Shot:
        """Wait for the next frame.

        Raises:
            FeedLostError: the camera gives none any more.
        """
        if self._capture is None or self._aborted:
            raise FeedLostError("aborted")
        try:
            came, data = self._capture.read()
        except cv2.error as error:
            raise FeedLostError(str(error)) from error
        if not came:
            raise FeedLostError("no frame")
        return shot_of(data)

    def abort(self) -> None:
        """Let the next read end the feed; a read that waits ends by OpenCV's own time limit of 2 s."""
        self._aborted = True

    def close(self) -> None:
        """Free the camera for others."""
        if self._capture is not None:
            self._capture.release()


def shot_of(data: cv2.typing.MatLike) -> Shot:
    """What OpenCV read: undecoded JPEG bytes in one row, grey or BGR pixels.

    Raises:
        FeedLostError: anything else, such as undecoded YUYV.
    """
    if data.dtype == np.uint8 and min(data.shape[:2]) == 1:
        jpeg = data.tobytes()
        if jpeg.startswith(SOI):
            return JpegShot(jpeg)
    elif data.dtype == np.uint8 and data.ndim == 3 and data.shape[2] == 3:
        return PixelShot(data.astype(np.uint8, copy=False))
    elif data.dtype == np.uint8 and data.ndim == 2:
        return PixelShot(cv2.cvtColor(data, cv2.COLOR_GRAY2BGR).astype(np.uint8, copy=False))
    raise FeedLostError(f"frame of shape {data.shape} and type {data.dtype} not understood")


def quiet_opencv() -> None:
    """OpenCV writes to standard error about every camera it fails to open; we tell that ourselves."""
    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_ERROR)


def _ask_for_jpeg(capture: cv2.VideoCapture) -> None:
    motion_jpeg = cv2.VideoWriter.fourcc(*"MJPG")
    capture.set(cv2.CAP_PROP_FOURCC, motion_jpeg)
    capture.set(cv2.CAP_PROP_FRAME_WIDTH, SIZE[0])
    capture.set(cv2.CAP_PROP_FRAME_HEIGHT, SIZE[1])
    if sys.platform == "linux" and int(capture.get(cv2.CAP_PROP_FOURCC)) == motion_jpeg:
        capture.set(cv2.CAP_PROP_CONVERT_RGB, 0)
