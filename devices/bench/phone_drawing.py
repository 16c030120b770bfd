"""The phone that the simulated camera looks at, in every view of which the standard asks a photo.

Coordinates are px on the canvas of :mod:`devices.bench.table_drawing`.
"""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np

from devices.bench.table_drawing import INK, Colour, Point, bench, label, plate, rounded, shadow
from devices.cameras.frame import Frame

CENTRE = (960, 540)
CLOSE_UP = (960, 540)
BODY = (430, 884)
SIDE = (1500, 88)

GRAPHITE: Colour = (62, 56, 52)
FRAME_METAL: Colour = (128, 122, 118)
BRIGHT_METAL: Colour = (158, 152, 148)
GLASS: Colour = (24, 20, 18)
BACK: Colour = (148, 112, 78)
BUMP: Colour = (120, 88, 60)
WHITE: Colour = (236, 236, 236)
GREY_CARD: Colour = (119, 119, 119)


def draw(view: str, code: str) -> Frame:
    """The bench with the phone in ``view`` (one of :data:`VIEWS`) and a label carrying ``code``.

    Raises:
        KeyError: no such view.
    """
    paint = _PAINTERS[view]
    canvas = bench()
    paint(canvas)
    label(canvas, code)
    return canvas


def _body(canvas: Frame, face: Colour) -> None:
    shadow(canvas, CENTRE, BODY, 66)
    plate(canvas, CENTRE, BODY, 66, FRAME_METAL)
    plate(canvas, CENTRE, (BODY[0] - 8, BODY[1] - 8), 62, GRAPHITE)
    plate(canvas, CENTRE, (BODY[0] - 16, BODY[1] - 16), 58, face)


def _front_off(canvas: Frame) -> None:
    _body(canvas, GLASS)
    sheen = canvas.copy()
    cv2.fillPoly(
        sheen,
        [np.array(((820, 110), (960, 110), (780, 960), (758, 960)), np.int32)],
        (60, 54, 48),
        cv2.LINE_AA,
    )
    cv2.addWeighted(sheen, 0.45, canvas, 0.55, 0, canvas)
    _notch(canvas)
    _scratch(canvas, (900, 420), (934, 406), (120, 118, 116))


def _front_on(canvas: Frame) -> None:
    _body(canvas, GLASS)
    plate(canvas, CENTRE, (BODY[0] - 30, BODY[1] - 30), 52, WHITE)
    _notch(canvas)
    _scratch(canvas, (900, 420), (934, 406), (196, 194, 192))
    cv2.rectangle(canvas, (1052, 716), (1054, 718), (20, 20, 20), -1)


def _home(canvas: Frame) -> None:
    _body(canvas, GLASS)
    _screen(canvas)
    _notch(canvas)
    _scratch(canvas, (900, 420), (934, 406), WHITE)


def _screen(canvas: Frame) -> None:
    mask = np.zeros(canvas.shape[:2], np.uint8)
    cv2.fillPoly(mask, [rounded(CENTRE, (BODY[0] - 30, BODY[1] - 30), 52)], 255, cv2.LINE_AA)
    ramp = np.linspace(0.0, 1.0, canvas.shape[0], dtype=np.float32)[:, None, None]
    wallpaper = (1 - ramp) * np.array((190, 110, 44), np.float32) + ramp * np.array(
        (120, 70, 150), np.float32
    )
    picture = np.broadcast_to(wallpaper, canvas.shape).astype(np.uint8)
    share = mask[:, :, None] / 255.0
    canvas[:] = (canvas * (1 - share) + picture * share).astype(np.uint8)
    _clock_and_icons(canvas)


def _clock_and_icons(canvas: Frame) -> None:
    cv2.putText(canvas, "09:41", (828, 270), cv2.FONT_HERSHEY_DUPLEX, 2.9, WHITE, 4, cv2.LINE_AA)
    colours: tuple[Colour, ...] = ((96, 180, 80), (60, 120, 235), (210, 150, 60), (90, 90, 220))
    for row in range(4):
        for column in range(4):
            centre = (828 + 88 * column, 460 + 104 * row)
            plate(canvas, centre, (62, 62), 15, colours[(row + 2 * column) % len(colours)])
            cv2.circle(canvas, centre, 14, WHITE, 3, cv2.LINE_AA)
    plate(canvas, (CENTRE[0], 942), (140, 8), 4, WHITE)


def _notch(canvas: Frame) -> None:
    plate(canvas, (CENTRE[0], 138), (120, 34), 17, (8, 8, 8))
    cv2.circle(canvas, (CENTRE[0] + 38, 138), 9, (60, 40, 30), -1, cv2.LINE_AA)
    cv2.circle(canvas, (CENTRE[0] + 36, 136), 3, (150, 120, 90), -1, cv2.LINE_AA)


def _back(canvas: Frame) -> None:
    _body(canvas, BACK)
    plate(canvas, (848, 206), (166, 166), 42, BUMP)
    for centre in ((812, 170), (812, 242), (886, 206)):
        _lens(canvas, centre, 1)
    cv2.circle(canvas, (886, 160), 10, (220, 228, 232), -1, cv2.LINE_AA)
    cv2.putText(canvas, "DEMO", (890, 560), cv2.FONT_HERSHEY_DUPLEX, 1.7, (172, 140, 108), 3, cv2.LINE_AA)
    _scratch(canvas, (1030, 690), (1066, 742), (204, 190, 176))
    _dent(canvas, (1140, 930))


def _lens_close_up(canvas: Frame) -> None:
    shadow(canvas, CLOSE_UP, (980, 960), 130)
    plate(canvas, CLOSE_UP, (980, 960), 130, FRAME_METAL)
    plate(canvas, CLOSE_UP, (956, 936), 120, BACK)
    plate(canvas, CLOSE_UP, (760, 760), 190, BUMP)
    for centre in ((795, 375), (795, 705), (1135, 540)):
        _lens(canvas, centre, 4)
    cv2.circle(canvas, (1135, 305), 46, (220, 228, 232), -1, cv2.LINE_AA)
    _scratch(canvas, (1106, 520), (1140, 502), (150, 140, 132))


def _lens(canvas: Frame, centre: Point, scale: int) -> None:
    for radius, colour in ((31, (92, 84, 78)), (26, (22, 18, 16)), (15, (58, 38, 26)), (7, (14, 10, 8))):
        cv2.circle(canvas, centre, radius * scale, colour, -1, cv2.LINE_AA)
    glint = (centre[0] - 9 * scale, centre[1] - 9 * scale)
    cv2.circle(canvas, glint, 4 * scale, (196, 176, 156), -1, cv2.LINE_AA)


def _sides(canvas: Frame) -> None:
    shadow(canvas, CENTRE, SIDE, 40)
    plate(canvas, CENTRE, SIDE, 40, FRAME_METAL)
    plate(canvas, (CENTRE[0], CENTRE[1] - 6), (SIDE[0] - 18, SIDE[1] - 36), 24, BRIGHT_METAL)
    for offset, length in ((-390, 100), (-205, 190), (20, 190)):
        plate(canvas, (CENTRE[0] + offset, CENTRE[1] + 6), (length, 26), 13, (96, 90, 86))
    _dent(canvas, (CENTRE[0] + 510, CENTRE[1] + 14))


def _ports(canvas: Frame) -> None:
    shadow(canvas, CLOSE_UP, (960, 120), 54)
    plate(canvas, CLOSE_UP, (960, 120), 54, FRAME_METAL)
    plate(canvas, CLOSE_UP, (924, 76), 36, BRIGHT_METAL)
    plate(canvas, CLOSE_UP, (150, 44), 22, GLASS)
    plate(canvas, CLOSE_UP, (104, 12), 6, (96, 92, 88))
    for side in (-1, 1):
        for hole in range(6):
            cv2.circle(
                canvas, (CLOSE_UP[0] + side * (150 + 44 * hole), CLOSE_UP[1]), 12, GLASS, -1, cv2.LINE_AA
            )
    cv2.circle(canvas, (CLOSE_UP[0] + 195, CLOSE_UP[1] + 6), 8, (104, 132, 150), -1, cv2.LINE_AA)


def _grey_card(canvas: Frame) -> None:
    shadow(canvas, CENTRE, (820, 580), 16)
    plate(canvas, CENTRE, (820, 580), 16, GREY_CARD)
    cv2.putText(canvas, "18 %", (590, 800), cv2.FONT_HERSHEY_DUPLEX, 1.2, INK, 2, cv2.LINE_AA)


def _scratch(canvas: Frame, start: Point, end: Point, colour: Colour) -> None:
    cv2.line(canvas, start, end, colour, 2, cv2.LINE_AA)
    cv2.line(canvas, (start[0] + 4, start[1] + 7), (end[0] - 8, end[1] + 8), colour, 1, cv2.LINE_AA)


def _dent(canvas: Frame, centre: Point) -> None:
    cv2.ellipse(canvas, centre, (13, 9), 40, 0, 360, (58, 52, 48), -1, cv2.LINE_AA)
    cv2.ellipse(canvas, (centre[0] - 2, centre[1] - 2), (8, 5), 40, 0, 360, (168, 162, 156), -1, cv2.LINE_AA)


_PAINTERS: dict[str, Callable[[Frame], None]] = {
    "front_off": _front_off,
    "front_on": _front_on,
    "home": _home,
    "back": _back,
    "sides": _sides,
    "lens": _lens_close_up,
    "ports": _ports,
    "grey_card": _grey_card,
}

VIEWS = tuple(_PAINTERS)
"""Views that can be shown: those of the internal standards, and ``home``, the phone with its home screen."""
