"""From a camera frame to the small picture a window shows, ready-made on the camera thread."""

from __future__ import annotations

import cv2
import numpy as np

from devices.cameras.frame import Frame


def preview(frame: Frame, width: int, height: int) -> Frame:
    """The BGR frame scaled to fit into ``width`` × ``height`` px (its shape kept, never enlarged), as
    contiguous height × width × 4 bytes B, G, R, 255.

    On a little-endian machine that is ``QImage.Format_RGB32``: the GUI thread wraps it without copying and
    paints it without converting, ``QImage(p.data, p.shape[1], p.shape[0], p.strides[0],
    QImage.Format.Format_RGB32)``. The array must live as long as the image.
    """
    factor = min(1.0, width / frame.shape[1], height / frame.shape[0])
    size = max(1, round(frame.shape[1] * factor)), max(1, round(frame.shape[0] * factor))
    small = halved(frame, size[0])
    if small.shape[1::-1] != size:
        small = cv2.resize(small, size, interpolation=cv2.INTER_LINEAR).astype(np.uint8, copy=False)
    return np.ascontiguousarray(cv2.cvtColor(small, cv2.COLOR_BGR2BGRA), np.uint8)


def halved(frame: Frame, width: int) -> Frame:
    """The frame halved as often as it stays at least ``width`` px wide.

    Averaging exact quarters is ten times faster than averaging to an odd size.
    """
    while frame.shape[1] >= 2 * width and frame.shape[0] >= 2:
        half = frame.shape[1] // 2, frame.shape[0] // 2
        frame = cv2.resize(frame, half, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)
    return frame
