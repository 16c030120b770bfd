"""A still is whole or refused; its size and thumbnail are there at once."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.cameras.jpeg import CorruptJpegError, decode_jpeg, encode_jpeg, jpeg_size
from devices.cameras.pictures import decode_picture, picture
from station.errors import KnownError

RNG = np.random.default_rng(3)
DETAIL = cv2.GaussianBlur(RNG.integers(0, 255, (720, 1280, 3), np.uint8), (0, 0), 2).astype(np.uint8)
JPEG = encode_jpeg(DETAIL)
SMALL = encode_jpeg(DETAIL[:64, :96])
PROGRESSIVE = cv2.imencode(".jpg", DETAIL, [cv2.IMWRITE_JPEG_PROGRESSIVE, 1])[1].tobytes()


def test_size_and_thumbnail_come_with_the_picture() -> None:
    taken = picture(JPEG, "arm")
    assert (taken.jpeg, taken.width, taken.height) == (JPEG, 1280, 720)
    assert jpeg_size(taken.thumbnail) == (960, 540)
    assert taken.frame.shape == (720, 1280, 3)


def test_a_small_picture_is_not_enlarged() -> None:
    assert jpeg_size(picture(SMALL, "arm").thumbnail) == (96, 64)


@pytest.mark.parametrize(
    "whole", [JPEG, PROGRESSIVE, JPEG + b"\0" * 40], ids=["baseline", "progressive", "padded"]
)
def test_whole_pictures_are_accepted(whole: bytes) -> None:
    assert jpeg_size(whole) == (1280, 720)


def test_every_reduction_is_that_fraction() -> None:
    assert [decode_jpeg(JPEG, reduce).shape[:2] for reduce in (1, 2, 4)] == [
        (720, 1280),
        (360, 640),
        (180, 320),
    ]


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(SMALL) - 1))
def test_a_picture_cut_anywhere_is_refused(length: int) -> None:
    with pytest.raises(KnownError, match="CAM-003"):
        picture(SMALL[:length], "arm")


@given(st.integers(0, len(PROGRESSIVE) - 3))
def test_a_progressive_picture_cut_anywhere_is_refused(length: int) -> None:
    with pytest.raises(CorruptJpegError):
        jpeg_size(PROGRESSIVE[:length])


@settings(deadline=None)
@given(st.binary(max_size=300), st.booleans())
def test_garbage_is_refused(data: bytes, like_jpeg: bool) -> None:
    with pytest.raises(KnownError, match="CAM-003"):
        decode_picture(b"\xff\xd8" + data if like_jpeg else data, "file")


def test_two_pictures_run_together_by_a_lost_piece_are_refused() -> None:
    with pytest.raises(KnownError, match="CAM-003"):
        picture(JPEG[: len(JPEG) // 2] + JPEG, "arm")


def test_an_enormous_size_in_the_header_is_refused_before_memory_is_taken() -> None:
    at = SMALL.index(b"\xff\xc0") + 5
    for size in (b"\xff\xff\xff\xff", b"\x3f\xff\x3f\xff", b"\0\0\0\0"):
        with pytest.raises(CorruptJpegError, match="impossible"):
            jpeg_size(SMALL[:at] + size + SMALL[at + 4 :])
