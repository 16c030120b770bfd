"""What a window shows of a live camera is worked out on the camera thread."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QImage

from devices.bench.camera import SimulatedCamera
from devices.bench.phone_pictures import Scene, pictures_of
from devices.cameras.jpeg import decode_jpeg
from devices.cameras.live import LiveFrame, LiveView
from devices.cameras.preview import preview
from tests.devices.cameras.watching import watching

SCENE = Scene("back", "R-20261122-0147")


def no_still() -> bytes:
    raise AssertionError("full frames need no still")


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


def test_codes_are_searched_every_few_frames_and_quality_is_always_there() -> None:
    view = LiveView(no_still, (880, 520))
    looks = [view.look(decode_jpeg(pictures_of(SCENE)[number % 4])) for number in range(7)]
    assert [look.codes is not None for look in looks] == [True, *[False] * 4, True, False]
    assert [code.text for code in looks[5].codes or ()] == ["R-20261122-0147"]
    assert all(look.quality.reasons == () for look in looks)


def test_without_searching_no_codes() -> None:
    view = LiveView(no_still, (880, 520))
    view.searching = False
    assert view.look(decode_jpeg(pictures_of(SCENE)[0])).codes is None


def test_reduced_frames_have_their_codes_read_from_the_full_picture() -> None:
    with SimulatedCamera("R-20261122-0147", rate_hz=20) as bench, watching(bench.url, reduce=2) as seen:
        seen.wait_frames(1)
        view = LiveView(seen.camera.still, (880, 520))
        look: LiveFrame = view.look(seen.frames[0])
    assert seen.frames[0].shape == (540, 960, 3)
    assert [code.text for code in look.codes or ()] == ["R-20261122-0147"]
