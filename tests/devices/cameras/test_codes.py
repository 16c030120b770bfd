"""Codes are read from published pictures and from what the bench camera shows."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from devices.bench.phone_drawing import VIEWS, draw
from devices.cameras.codes import read_codes
from devices.cameras.pictures import decode_picture

PICTURES = Path(__file__).parent / "pictures"
WITH_TEXT = sorted(file.with_suffix("") for file in PICTURES.glob("*.webp"))


@pytest.mark.parametrize("stem", WITH_TEXT, ids=lambda stem: stem.name)
def test_published_picture_gives_the_published_text(stem: Path) -> None:
    file = stem.with_suffix(".webp")
    codes = read_codes(decode_picture(file.read_bytes(), file.name))
    assert [code.text for code in codes] == [stem.with_suffix(".txt").read_text("utf-8").rstrip("\n")]


def test_a_picture_without_a_code_gives_none() -> None:
    file = next(PICTURES.glob("falsepositives-*.png"))
    assert read_codes(decode_picture(file.read_bytes(), file.name)) == ()


@pytest.mark.parametrize("view", VIEWS)
def test_the_label_beside_the_phone_is_read_at_live_speed(view: str) -> None:
    (code,) = read_codes(draw(view, "R-20261122-0147"), thorough=False)
    assert (code.text, code.format) == ("R-20261122-0147", "Code 128")


def test_the_box_lies_where_the_code_is() -> None:
    (code,) = read_codes(draw("back", "UNIT-7"))
    x, y, width, height = code.box
    paper = draw("back", "UNIT-7")[y : y + height, x : x + width]
    assert x > 1100
    assert 90 <= y <= 130
    assert np.unique(paper[:, :, 0]).size >= 2


@pytest.mark.parametrize("turn", [cv2.ROTATE_90_CLOCKWISE, cv2.ROTATE_180])
def test_a_turned_label_is_found_by_the_thorough_search(turn: int) -> None:
    turned = cv2.rotate(draw("home", "R-20261122-0147"), turn).astype(np.uint8)
    assert [code.text for code in read_codes(turned)] == ["R-20261122-0147"]
