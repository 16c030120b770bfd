"""Pictures that serve as evidence pass; blurred, dark, bright and glared ones are refused for that reason."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.bench.phone_drawing import VIEWS
from devices.bench.phone_pictures import Scene, pictures_of
from devices.cameras.frame import Frame
from devices.cameras.jpeg import decode_jpeg
from devices.cameras.quality import PictureVerdict, Quality, Refusal, assess

BACK = Scene(view="back", code="R-20261122-0147")


def frame_of(scene: Scene) -> Frame:
    return decode_jpeg(pictures_of(scene)[0])


def quality_of(scene: Scene) -> Quality:
    return assess(frame_of(scene))


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_of_the_bench_is_good(view: str) -> None:
    found = quality_of(replace(BACK, view=view))
    assert (found.verdict, found.reasons) == (PictureVerdict.GOOD, ())


def test_each_fault_is_named() -> None:
    assert quality_of(replace(BACK, blur_px=4.0)).reasons == (Refusal.BLURRED,)
    assert quality_of(replace(BACK, light=0.2)).reasons == (Refusal.TOO_DARK,)
    assert Refusal.TOO_BRIGHT in quality_of(replace(BACK, light=1.8)).reasons
    assert quality_of(replace(BACK, glare=0.02)).reasons == (Refusal.GLARE,)


def test_sharpness_falls_steadily_with_blur() -> None:
    measured = [quality_of(replace(BACK, blur_px=blur)).sharpness for blur in (0.0, 1.0, 2.0, 4.0, 8.0)]
    assert measured == sorted(measured, reverse=True)


def test_motion_in_one_direction_is_blur() -> None:
    for smear in (np.full((1, 9), 1 / 9, np.float32), np.full((9, 1), 1 / 9, np.float32)):
        moved = cv2.filter2D(frame_of(BACK), -1, smear).astype(np.uint8)
        assert assess(moved).reasons == (Refusal.BLURRED,)


def test_size_hardly_matters() -> None:
    full = frame_of(BACK)
    half = cv2.resize(full, (960, 540), interpolation=cv2.INTER_AREA).astype(np.uint8)
    assert assess(half).sharpness == pytest.approx(assess(full).sharpness, rel=0.05)


def test_the_glare_box_lies_on_the_reflection() -> None:
    box = quality_of(replace(BACK, glare=0.02)).glare_box
    assert box is not None
    x, y, width, height = box
    assert x < 0.5 * 1920 < x + width
    assert y < 0.45 * 1080 < y + height


def test_a_lit_display_may_saturate() -> None:
    white = frame_of(BACK)
    white[200:800, 500:900] = 255
    assert Refusal.GLARE in assess(white).reasons
    assert Refusal.GLARE not in assess(white, lit_display=True).reasons


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 255), st.integers(8, 300), st.integers(8, 300))
def test_a_flat_picture_of_any_size_is_measured(level: int, width: int, height: int) -> None:
    found = assess(np.full((height, width, 3), level, np.uint8))
    assert found.exposure == pytest.approx(level / 255, abs=0.01)
    assert Refusal.BLURRED in found.reasons
