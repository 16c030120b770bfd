"""Drawing the phone that the simulated camera looks at: every view, with its marks and the label beside it.

All coordinates are px on a canvas of 1920 × 1080; 1 mm on the drawn phone is :data:`PX_PER_MM` px.
"""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import zxingcpp
from numpy.typing import NDArray

from devices.cameras.frame import Frame

CANVAS = (1920, 1080)
PX_PER_MM = 6.0
CENTRE = (700, 540)

Colour = tuple[int, int, int]
Point = tuple[int, int]

GRAPHITE: Colour = (62, 56, 52)
FRAME_METAL: Colour = (128, 122, 118)
GLASS: Colour = (24, 20, 18)
BACK: Colour = (148, 112, 78)
WHITE: Colour = (250, 250, 250)


def draw(view: str, code: str) -> Frame:
    """The bench with the phone in ``view`` (one of :data:`VIEWS`) and a label carrying ``code``.

    Raises:
        KeyError: no such view.
    """
    paint = _PAINTERS[view]
    canvas = _bench()
    paint(canvas)
    _label(canvas, code)
    return canvas


def _bench() -> Frame:
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


def _rounded(centre: Point, size: tuple[int, int], radius: int) -> NDArray[np.int32]:
    """Outline of a rounded rectangle."""
    half_w, half_h = size[0] // 2 - radius, size[1] // 2 - radius
    corners = ((half_w, half_h, 0), (-half_w, half_h, 90), (-half_w, -half_h, 180), (half_w, -half_h, 270))
    arcs = [
        cv2.ellipse2Poly((centre[0] + dx, centre[1] + dy), (radius, radius), start, 0, 90, 6)
        for dx, dy, start in corners
    ]
    return np.concatenate(arcs).astype(np.int32)


def _plate(canvas: Frame, centre: Point, size: tuple[int, int], radius: int, colour: Colour) -> None:
    cv2.fillPoly(canvas, [_rounded(centre, size, radius)], colour, cv2.LINE_AA)


def _shadow(canvas: Frame, size: tuple[int, int], radius: int) -> None:
    mask = np.zeros(canvas.shape[:2], np.uint8)
    outline = _rounded((CENTRE[0] + 14, CENTRE[1] + 18), size, radius)
    cv2.fillPoly(mask, [outline], 120)
    mask = cv2.GaussianBlur(mask, (0, 0), 16).astype(np.uint8, copy=False)
    canvas[:] = (canvas * (1.0 - mask[:, :, None] / 255.0)).astype(np.uint8)


def _body(canvas: Frame, face: Colour) -> None:
    _shadow(canvas, BODY, 66)
    _plate(canvas, CENTRE, BODY, 66, FRAME_METAL)
    _plate(canvas, CENTRE, (BODY[0] - 8, BODY[1] - 8), 62, GRAPHITE)
    _plate(canvas, CENTRE, (BODY[0] - 16, BODY[1] - 16), 58, face)


BODY = (430, 884)
SIDE = (52, 884)
END = (430, 52)


def _front_off(canvas: Frame) -> None:
    _body(canvas, GLASS)
    sheen = canvas.copy()
    cv2.fillPoly(
        sheen,
        [np.array(((560, 110), (700, 110), (520, 960), (498, 960)), np.int32)],
        (60, 54, 48),
        cv2.LINE_AA,
    )
    cv2.addWeighted(sheen, 0.45, canvas, 0.55, 0, canvas)
    _notch(canvas)
    _scratch(canvas, (640, 420), (674, 406), (120, 118, 116))


def _front_on(canvas: Frame) -> None:
    _body(canvas, GLASS)
    _screen(canvas)
    _notch(canvas)
    _scratch(canvas, (640, 420), (674, 406), (236, 236, 236))


def _screen(canvas: Frame) -> None:
    mask = np.zeros(canvas.shape[:2], np.uint8)
    cv2.fillPoly(mask, [_rounded(CENTRE, (BODY[0] - 30, BODY[1] - 30), 52)], 255, cv2.LINE_AA)
    ramp = np.linspace(0.0, 1.0, canvas.shape[0], dtype=np.float32)[:, None, None]
    wallpaper = (1 - ramp) * np.array((190, 110, 44), np.float32) + ramp * np.array(
        (120, 70, 150), np.float32
    )
    picture = np.broadcast_to(wallpaper, canvas.shape).astype(np.uint8)
    share = mask[:, :, None] / 255.0
    canvas[:] = (canvas * (1 - share) + picture * share).astype(np.uint8)
    _clock_and_icons(canvas)


def _clock_and_icons(canvas: Frame) -> None:
    cv2.putText(canvas, "09:41", (568, 270), cv2.FONT_HERSHEY_DUPLEX, 2.9, WHITE, 4, cv2.LINE_AA)
    colours: tuple[Colour, ...] = ((96, 180, 80), (60, 120, 235), (210, 150, 60), (90, 90, 220))
    for row in range(4):
        for column in range(4):
            centre = (568 + 88 * column, 460 + 104 * row)
            _plate(canvas, centre, (62, 62), 15, colours[(row + 2 * column) % len(colours)])
            cv2.circle(canvas, centre, 14, WHITE, 3, cv2.LINE_AA)
    _plate(canvas, (CENTRE[0], 942), (140, 8), 4, WHITE)


def _notch(canvas: Frame) -> None:
    _plate(canvas, (CENTRE[0], 138), (120, 34), 17, (8, 8, 8))
    cv2.circle(canvas, (CENTRE[0] + 38, 138), 9, (60, 40, 30), -1, cv2.LINE_AA)
    cv2.circle(canvas, (CENTRE[0] + 36, 136), 3, (150, 120, 90), -1, cv2.LINE_AA)


def _back(canvas: Frame) -> None:
    _body(canvas, BACK)
    _plate(canvas, (588, 206), (166, 166), 42, (120, 88, 60))
    for centre in ((552, 170), (552, 242), (626, 206)):
        _lens(canvas, centre)
    cv2.circle(canvas, (626, 160), 10, (220, 236, 246), -1, cv2.LINE_AA)
    cv2.putText(canvas, "DEMO", (630, 560), cv2.FONT_HERSHEY_DUPLEX, 1.7, (172, 140, 108), 3, cv2.LINE_AA)
    _scratch(canvas, (770, 690), (806, 742), (204, 190, 176))
    _dent(canvas, (880, 930))


def _lens(canvas: Frame, centre: Point) -> None:
    for radius, colour in ((31, (92, 84, 78)), (26, (22, 18, 16)), (15, (58, 38, 26)), (7, (14, 10, 8))):
        cv2.circle(canvas, centre, radius, colour, -1, cv2.LINE_AA)
    cv2.circle(canvas, (centre[0] - 9, centre[1] - 9), 4, (196, 176, 156), -1, cv2.LINE_AA)


def _side(canvas: Frame) -> None:
    _shadow(canvas, SIDE, 24)
    _plate(canvas, CENTRE, SIDE, 24, FRAME_METAL)
    _plate(canvas, (CENTRE[0] - 4, CENTRE[1]), (SIDE[0] - 22, SIDE[1] - 10), 14, (158, 152, 148))
    for offset, length in ((-230, 60), (-120, 110), (10, 110)):
        _plate(canvas, (CENTRE[0] + 4, CENTRE[1] + offset), (16, length), 8, (96, 90, 86))
    _dent(canvas, (CENTRE[0] + 8, CENTRE[1] + 300))


def _end(canvas: Frame) -> None:
    _shadow(canvas, END, 24)
    _plate(canvas, CENTRE, END, 24, FRAME_METAL)
    _plate(canvas, CENTRE, (END[0] - 20, END[1] - 20), 14, (158, 152, 148))
    _plate(canvas, CENTRE, (62, 18), 9, (20, 18, 18))
    for side in (-1, 1):
        for hole in range(6):
            cv2.circle(
                canvas, (CENTRE[0] + side * (70 + 18 * hole), CENTRE[1]), 5, (24, 22, 22), -1, cv2.LINE_AA
            )


def _scratch(canvas: Frame, start: Point, end: Point, colour: Colour) -> None:
    cv2.line(canvas, start, end, colour, 2, cv2.LINE_AA)
    cv2.line(canvas, (start[0] + 4, start[1] + 7), (end[0] - 8, end[1] + 8), colour, 1, cv2.LINE_AA)


def _dent(canvas: Frame, centre: Point) -> None:
    cv2.ellipse(canvas, centre, (13, 9), 40, 0, 360, (58, 52, 48), -1, cv2.LINE_AA)
    cv2.ellipse(canvas, (centre[0] - 2, centre[1] - 2), (8, 5), 40, 0, 360, (168, 162, 156), -1, cv2.LINE_AA)


def _label(canvas: Frame, code: str) -> None:
    """The unit's code as Code 128 on a white label, as the receiving dock would stick it on."""
    symbol = np.asarray(zxingcpp.create_barcode(code, zxingcpp.BarcodeFormat.Code128).to_image(scale=1))
    bars = symbol[symbol.shape[0] // 2]
    module_px = max(1, min(3, 640 // bars.size))
    picture = np.repeat(np.repeat(bars[None, :], 120, axis=0), module_px, axis=1)
    left, top = 1470 - picture.shape[1] // 2, 440
    _plate(canvas, (1470, 540), (picture.shape[1] + 80, 300), 14, WHITE)
    canvas[top : top + 120, left : left + picture.shape[1]] = picture[:, :, None]
    scale = min(1.3, 36.0 / max(1, len(code)))
    (width, _), _ = cv2.getTextSize(code, cv2.FONT_HERSHEY_SIMPLEX, scale, 2)
    cv2.putText(
        canvas, code, (1470 - width // 2, 620), cv2.FONT_HERSHEY_SIMPLEX, scale, (30, 30, 30), 2, cv2.LINE_AA
    )


_PAINTERS: dict[str, Callable[[Frame], None]] = {
    "front_on": _front_on,
    "front_off": _front_off,
    "back": _back,
    "left": _side,
    "right": _side,
    "top": _end,
    "bottom": _end,
}

VIEWS = tuple(_PAINTERS)
"""Views of the phone that can be drawn."""
