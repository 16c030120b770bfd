"""Barcodes and QR codes in a picture, by zxing-cpp."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import zxingcpp
from zxingcpp import BarcodeFormat, BarcodeFormats

from devices.cameras.frame import Frame

LIVE_FORMATS = BarcodeFormats(
    (BarcodeFormat.Code128, BarcodeFormat.EAN13, BarcodeFormat.QRCode, BarcodeFormat.DataMatrix)
)
"""What stands on boxes, labels and device screens; asking for less is what makes the live search fast."""

_ENLARGE_UP_TO = 1000
"""Long side in px up to which a picture without a find is searched again at twice the size."""


@dataclass(frozen=True, slots=True)
class Code:
    """One code found: its ``text``, its ``format`` as zxing names it (``Code 128``, ``QR Code``, ``EAN-13``)
    and its ``box`` [x, y, width, height] in px of the given picture."""

    text: str
    format: str
    box: tuple[int, int, int, int]


def read_codes(picture: Frame, *, thorough: bool = True) -> tuple[Code, ...]:
    """The codes in a BGR or grey picture, from top to bottom; a UPC-A code reads as EAN-13 with a leading 0.

    ``thorough`` also finds turned, tiny, inverted and rarer ones and is meant for stills and every few live
    frames; without it only upright codes of :data:`LIVE_FORMATS` are searched, at a fraction of the cost.
    """
    # zxing's own reading of BGR costs twice its search
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY) if picture.ndim == 3 else picture
    codes = _thorough(grey) if thorough else _quick(grey)
    return tuple(sorted(set(codes), key=lambda code: (code.box[1], code.box[0])))


def _quick(picture: cv2.typing.MatLike) -> list[Code]:
    found = zxingcpp.read_barcodes(
        picture, formats=LIVE_FORMATS, try_rotate=False, try_downscale=False, try_invert=False
    )
    return [_code(barcode, 1.0) for barcode in found]


def _thorough(picture: cv2.typing.MatLike) -> list[Code]:
    found = zxingcpp.read_barcodes(picture)
    if found or max(picture.shape[:2]) > _ENLARGE_UP_TO:
        return [_code(barcode, 1.0) for barcode in found]
    larger = cv2.resize(picture, None, fx=2.0, fy=2.0, interpolation=cv2.INTER_CUBIC)
    return [_code(barcode, 0.5) for barcode in zxingcpp.read_barcodes(larger)]


def _code(barcode: zxingcpp.Barcode, scale: float) -> Code:
    position = barcode.position
    corners = (position.top_left, position.top_right, position.bottom_right, position.bottom_left)
    xs, ys = [corner.x for corner in corners], [corner.y for corner in corners]
    edges = (min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
    x, y, width, height = (round(edge * scale) for edge in edges)
    return Code(text=barcode.text, format=str(barcode.format), box=(x, y, width, height))
