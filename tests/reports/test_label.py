"""The label: what a printer would get, read back field by field."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st

from station.reports.label import label_zpl
from station.reports.zpl import Label, escaped
from station.texts import Lang
from tests.reports.sample import sample
from tests.reports.zpl_reader import pictures


def test_label_is_one_format_of_the_right_size(tmp_path: Path) -> None:
    label = label_zpl(sample(tmp_path).record, Lang.ZH).decode()
    assert label.startswith("^XA^CI28^PW480^LL320")
    assert label.endswith("^XZ\n")
    assert label.count("^XA") == label.count("^XZ") == 1


def test_label_says_record_unit_and_verdicts(tmp_path: Path) -> None:
    label = label_zpl(sample(tmp_path).record, Lang.EN).decode()
    for expected in (
        "Apple iPhone 13",
        "IMEI 356938035643809",
        "R-20261122-0147",
        "Back Market",
        "A / B+",
        "FAIR",
    ):
        assert f"^FD{expected}^FS" in label


@pytest.mark.parametrize("practice", [False, True])
def test_everything_lies_on_the_label(tmp_path: Path, practice: bool) -> None:
    label = label_zpl(sample(tmp_path, practice=practice).record, Lang.ZH).decode()
    for x, y, picture in pictures(label):
        assert x + picture.shape[1] <= 480 + 7, "a row is whole bytes"
        assert y + picture.shape[0] <= 320


def test_qr_code_gives_the_record_number(tmp_path: Path) -> None:
    label = label_zpl(sample(tmp_path).record, Lang.ZH).decode()
    read = [
        code.text
        for *_, picture in pictures(label)
        for code in zxingcpp.read_barcodes(np.pad(picture, 24, constant_values=255))
    ]
    assert read == ["R-20261122-0147"]


def test_chinese_is_sent_as_pictures_only(tmp_path: Path) -> None:
    label = label_zpl(sample(tmp_path).record, Lang.ZH)
    assert label.isascii()
    assert len(pictures(label.decode())) > 3


def test_practice_label_differs_from_a_real_one(tmp_path: Path) -> None:
    real, practice = (label_zpl(sample(tmp_path, practice=one).record, Lang.ZH) for one in (False, True))
    assert len(pictures(practice.decode())) == len(pictures(real.decode())) + 1


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=40))
def test_no_text_can_speak_to_the_printer(content: str) -> None:
    label = Label(400, 100)
    label.text(0, 0, 380, 30, content)
    body = label.finished().decode().split("\n")[1]
    match = re.fullmatch(r"\^FO0,\d+\^A0N,\d+,\d+\^FH_\^FD([^^~]*)\^FS", body)
    assert match
    assert re.sub(r"_([0-9A-F]{2})", lambda found: chr(int(found[1], 16)), match[1]) == content
    assert escaped(content) == match[1]
