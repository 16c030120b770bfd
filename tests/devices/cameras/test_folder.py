"""A folder of pictures as a camera."""

from __future__ import annotations

import shutil
from pathlib import Path

import cv2
import numpy as np
import pytest

from devices.cameras.jpeg import encode_jpeg
from station.errors import KnownError
from station.ports import DeviceState
from tests.devices.cameras.watching import watching


def level(number: int) -> np.ndarray[tuple[int, int, int], np.dtype[np.uint8]]:
    return np.full((24, 32, 3), number, np.uint8)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    good = encode_jpeg(level(40))
    (tmp_path / "1.jpg").write_bytes(good)
    (tmp_path / "2 cut.jpg").write_bytes(good[: len(good) // 2])
    (tmp_path / "3 empty.jpg").touch()
    (tmp_path / "4 note.txt").write_text("no picture")
    (tmp_path / "5 下.PNG").write_bytes(cv2.imencode(".png", level(200))[1].tobytes())
    (tmp_path / "6 odd.png").write_bytes(b"\x89PNG garbage")
    return tmp_path


def test_pictures_play_in_a_loop_and_broken_ones_are_passed_over(folder: Path) -> None:
    with watching(f"folder:{folder}") as seen:
        seen.wait_frames(4)
    levels = [round(float(frame.mean())) for frame in seen.frames[:4]]
    assert levels == [40, 200, 40, 200]
    assert DeviceState.LOST not in seen.states


def test_a_still_is_the_file_itself(tmp_path: Path) -> None:
    jpeg = encode_jpeg(level(90))
    (tmp_path / "a.jpeg").write_bytes(jpeg)
    with watching(f"folder:{tmp_path}") as seen:
        seen.wait_frames(1)
        assert seen.camera.still() == jpeg


def test_a_still_of_another_kind_of_file_becomes_jpeg(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(cv2.imencode(".png", level(90))[1].tobytes())
    with watching(f"folder:{tmp_path}", reduce=2) as seen:
        seen.wait_frames(1)
        assert seen.frames[0].shape == (12, 16, 3)
        assert seen.camera.still().startswith(b"\xff\xd8")


def test_a_folder_that_goes_is_lost_and_comes_back(folder: Path) -> None:
    away = folder.with_name("away")
    with watching(f"folder:{folder}") as seen:
        seen.wait_frames(1)
        shutil.move(folder, away)
        seen.wait_state(DeviceState.LOST)
        with pytest.raises(KnownError, match="CAM-001"):
            seen.camera.still()
        shutil.move(away, folder)
        seen.wait_state(DeviceState.ONLINE)


def test_a_folder_without_a_picture_is_lost(tmp_path: Path) -> None:
    (tmp_path / "x.jpg").write_bytes(b"no JPEG")
    with watching(f"folder:{tmp_path}") as seen:
        seen.wait_state(DeviceState.LOST)
    assert seen.frames == []
