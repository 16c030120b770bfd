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

_GRAPHIC = re.compile(r"\^FO(\d+),(\d+)\^GFA,(\d+),(\d+),(\d+),([0-9A-F,:]*)\^FS")


def _pictures(label: str) -> list[tuple[int, int, np.ndarray]]:
    """Every graphic with its position; 255 is paper."""
    found = []
    for x, y, total, _again, row, packed in _GRAPHIC.findall(label):
        rows = _unpacked(packed, int(row))
        bits = np.unpackbits(np.frombuffer(b"".join(rows), np.uint8)).reshape(len(rows), -1)
        assert len(rows) * int(row) == int(total)
        found.append((int(x), int(y), ((1 - bits) * 255).astype(np.uint8)))
    return found


def _unpacked(packed: str, row: int) -> list[bytes]:
    """Rows of a graphic by the rules of the ZPL manual: ``,`` fills with white, ``:`` repeats."""
    rows: list[bytes] = []
    line = ""
    for one in packed:
        if one == ":":
            rows.append(rows[-1])
            continue
        line = line.ljust(row * 2, "0") if one == "," else line + one
        if len(line) == row * 2:
            rows.append(bytes.fromhex(line))
            line = ""
    return rows


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
    for x, y, picture in _pictures(label):
        assert x + picture.shape[1] <= 480 + 7, "a row is whole bytes"
        assert y + picture.shape[0] <= 320


def test_qr_code_gives_the_record_number(tmp_path: Path) -> None:
    label = label_zpl(sample(tmp_path).record, Lang.ZH).decode()
    read = [
        code.text
        for *_, picture in _pictures(label)
        for code in zxingcpp.read_barcodes(np.pad(picture, 24, constant_values=255))
    ]
    assert read == ["R-20261122-0147"]


def test_chinese_is_sent_as_pictures_only(tmp_path: Path) -> None:
    label = label_zpl(sample(tmp_path).record, Lang.ZH)
    assert label.isascii()
    assert len(_pictures(label.decode())) > 3


def test_practice_label_differs_from_a_real_one(tmp_path: Path) -> None:
    real, practice = (label_zpl(sample(tmp_path, practice=one).record, Lang.ZH) for one in (False, True))
    assert len(_pictures(practice.decode())) == len(_pictures(real.decode())) + 1


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=40))
def test_no_text_can_speak_to_the_printer(content: str) -> None:
    label = Label(400, 100)
    label.text(0, 0, 380, 30, content)
    body = label.finished().decode().split("\n")[1]
    match = re.fullmatch(r"\^FO0,\d+\^A0N,\d+,\d+\^FH_\^FD([^^~]*)\^FS", body)
    assert match
    assert re.sub(r"_([0-9A-F]{2})", lambda found: chr(int(found[1], 16)), match[1]) == content
    assert escaped(content) == match[1]
