"""The picture a window shows is made ready on the camera thread."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QImage

from devices.bench.phone_pictures import Scene, pictures_of
from devices.cameras.jpeg import decode_jpeg
from devices.cameras.preview import preview

SCENE = Scene("back", "R-20261122-0147")


@pytest.mark.parametrize(
    ("size", "shape"), [((880, 520), (495, 880)), ((300, 300), (169, 300)), ((4000, 4000), (1080, 1920))]
)
def test_the_preview_fits_and_is_an_image_without_copying(
    size: tuple[int, int], shape: tuple[int, int]
) -> None:
    frame = decode_jpeg(pictures_of(SCENE)[0])
    small = preview(frame, *size)
    assert small.shape == (*shape, 4)
    assert small.flags.c_contiguous
    image = QImage(small.data, small.shape[1], small.shape[0], small.strides[0], QImage.Format.Format_RGB32)
    centre = image.pixelColor(shape[1] * 700 // 1920, shape[0] // 2)
    blue, green, red = (int(value) for value in frame[540, 700])
    assert np.allclose((centre.blue(), centre.green(), centre.red()), (blue, green, red), atol=24)


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 200), st.integers(1, 200), st.integers(1, 300), st.integers(1, 300))
def test_any_frame_fits_any_place(width: int, height: int, place_width: int, place_height: int) -> None:
    small = preview(np.zeros((height, width, 3), np.uint8), place_width, place_height)
    assert small.shape[0] <= max(1, min(height, place_height))
    assert small.shape[1] <= max(1, min(width, place_width))
