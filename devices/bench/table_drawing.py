"""The bench under the simulated camera: mat, shadow, label, and the shapes everything is drawn from.

All coordinates are px on a canvas of 1920 × 1080.
"""

from __future__ import annotations

import cv2
import numpy as np
import zxingcpp
from numpy.typing import NDArray

from devices.cameras.frame import Frame

CANVAS = (1920, 1080)
LABEL = (1550, 200)
"""Centre of the label, beside the phone wherever it lies."""

Colour = tuple[int, int, int]
Point = tuple[int, int]

PAPER: Colour = (232, 232, 232)
INK: Colour = (30, 30, 30)


def bench() -> Frame:
    """The empty mat with its grid, darker towards the corners."""
    width, height = CANVAS
    x = np.linspace(-1.0, 1.0, width, dtype=np.float32)
    y = np.linspace(-1.0, 1.0, height, dtype=np.float32)[:, None]
    light = 1.0 - 0.16 * (x * x + y * y)
    mat = np.array((196, 190, 178), np.float32)
    canvas = (light[:, :, None] * mat).astype(np.uint8)
    for line in range(0, width, 60):
        cv2.line(canvas, (line, 0), (line, height), (176, 168, 156), 1)
    for line in range(0, height, 60):
        cv2.line(canvas, (0, line), (width, line), (176, 168, 156), 1)
    return canvas


def rounded(centre: Point, size: tuple[int, int], radius: int) -> NDArray[np.int32]:
    """Outline of a rounded rectangle."""
    half_w, half_h = size[0] // 2 - radius, size[1] // 2 - radius
    corners = ((half_w, half_h, 0), (-half_w, half_h, 90), (-half_w, -half_h, 180), (half_w, -half_h, 270))
    arcs = [
        cv2.ellipse2Poly((centre[0] + dx, centre[1] + dy), (radius, radius), start, 0, 90, 6)
        for dx, dy, start in corners
    ]
    return np.concatenate(arcs).astype(np.int32)


def plate(canvas: Frame, centre: Point, size: tuple[int, int], radius: int, colour: Colour) -> None:
    """A filled rounded rectangle."""
    cv2.fillPoly(canvas, [rounded(centre, size, radius)], colour, cv2.LINE_AA)


def shadow(canvas: Frame, centre: Point, size: tuple[int, int], radius: int) -> None:
    """The soft shadow of a rounded plate that lies on the mat."""
    mask = np.zeros(canvas.shape[:2], np.uint8)
    outline = rounded((centre[0] + 14, centre[1] + 18), size, radius)
    cv2.fillPoly(mask, [outline], 120)
    mask = cv2.GaussianBlur(mask, (0, 0), 16).astype(np.uint8, copy=False)
    canvas[:] = (canvas * (1.0 - mask[:, :, None] / 255.0)).astype(np.uint8)


def label(canvas: Frame, code: str) -> None:
    """The unit's code as Code 128 on a white label, as the receiving dock would stick it on."""
    symbol = np.asarray(zxingcpp.create_barcode(code, zxingcpp.BarcodeFormat.Code128).to_image(scale=1))
    bars = symbol[symbol.shape[0] // 2]
    module_px = max(1, min(3, 640 // bars.size))
    picture = np.minimum(np.repeat(np.repeat(bars[None, :], 120, axis=0), module_px, axis=1), PAPER[0])
    left, top = LABEL[0] - picture.shape[1] // 2, LABEL[1] - 100
    plate(canvas, LABEL, (picture.shape[1] + 80, 300), 14, PAPER)
    canvas[top : top + 120, left : left + picture.shape[1]] = picture[:, :, None]
    scale = min(1.3, 36.0 / max(1, len(code)))
    (width, _), _ = cv2.getTextSize(code, cv2.FONT_HERSHEY_SIMPLEX, scale, 2)
    cv2.putText(
        canvas,
        code,
        (LABEL[0] - width // 2, LABEL[1] + 80),
        cv2.FONT_HERSHEY_SIMPLEX,
        scale,
        INK,
        2,
        cv2.LINE_AA,
    )
