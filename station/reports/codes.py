"""Bar codes and QR codes as runs of dark modules."""

from __future__ import annotations

from itertools import groupby
from typing import Any

Runs = list[list[tuple[int, int]]]
"""Per row, every dark run as (first module, length)."""


def qr_modules(content: str) -> Runs:
    """The QR code of ``content`` without quiet zone."""
    import zxingcpp

    return _modules(zxingcpp.create_barcode(content, zxingcpp.BarcodeFormat.QRCode, ec_level="M"))


def code128_modules(content: str) -> list[tuple[int, int]]:
    """The bars of a Code 128 of ``content`` without quiet zone.

    Raises:
        ValueError: ``content`` is empty or has characters beyond Latin-1.
    """
    import zxingcpp

    return _modules(zxingcpp.create_barcode(content, zxingcpp.BarcodeFormat.Code128))[0]


def _modules(barcode: Any) -> Runs:
    import zxingcpp

    image: Any = zxingcpp.write_barcode_to_image(barcode, scale=1, add_quiet_zones=False)
    height, width = image.shape[:2]
    cells = memoryview(image).tobytes()
    return [_runs(cells[row * width : (row + 1) * width]) for row in range(height)]


def _runs(row: bytes) -> list[tuple[int, int]]:
    runs, start = [], 0
    for value, cells in groupby(row):
        length = sum(1 for _ in cells)
        if value == 0:
            runs.append((start, length))
        start += length
    return runs
