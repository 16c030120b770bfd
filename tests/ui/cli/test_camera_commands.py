"""``station camera``: a still from a camera, quality and codes of files, in the promised keys."""

from __future__ import annotations

import hashlib
import io
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from devices.bench.camera import SimulatedCamera
from devices.bench.phone_pictures import Scene, pictures_of
from ui.cli.main import main

CODE = "R-20261122-0147"


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    (tmp_path / "good.jpg").write_bytes(pictures_of(Scene("back", CODE))[0])
    (tmp_path / "soft.jpg").write_bytes(pictures_of(Scene("back", CODE, blur_px=4.0))[0])
    (tmp_path / "cut.jpg").write_bytes(pictures_of(Scene("back", CODE))[0][:5000])
    return tmp_path


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_quality_names_its_reasons(pictures: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["camera", "quality", "--json", str(pictures / "good.jpg"), str(pictures / "soft.jpg")]) == 0
    good, soft = lines(capsys)
    assert good.keys() >= {"file", "sharpness", "exposure", "glare", "verdict", "reasons"}
    assert (good["verdict"], good["reasons"]) == ("good", [])
    assert (soft["verdict"], soft["reasons"]) == ("refused", ["blurred"])


@pytest.mark.parametrize(("lang", "words"), [("zh", "不采用 · 模糊"), ("en", "refused · blurred")])
def test_quality_in_words(pictures: Path, capsys: pytest.CaptureFixture[str], lang: str, words: str) -> None:
    assert main(["camera", "quality", "--lang", lang, str(pictures / "soft.jpg")]) == 0
    assert words in capsys.readouterr().out


def test_codes_with_their_boxes(pictures: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["camera", "codes", "--json", str(pictures / "good.jpg")]) == 0
    (found,) = lines(capsys)
    (code,) = found["codes"]
    assert (code["text"], code["format"]) == (CODE, "Code 128")
    assert [type(edge) for edge in code["box"]] == [int] * 4


def test_standard_input_is_a_file_too(
    pictures: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    piped = io.BytesIO((pictures / "good.jpg").read_bytes())
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=piped))
    assert main(["camera", "codes", "-"]) == 0
    assert CODE in capsys.readouterr().out


def test_one_corrupt_picture_does_not_hide_the_others(
    pictures: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["camera", "codes", "--json", str(pictures / "cut.jpg"), str(pictures / "good.jpg")]) == 1
    told = capsys.readouterr()
    assert CODE in told.out
    assert told.err.startswith("CAM-003")


def test_grab_writes_what_the_camera_sent(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "still.jpg"
    with SimulatedCamera(CODE, width=640, height=360) as bench:
        assert main(["camera", "grab", bench.url, "--out", str(out), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert out.read_bytes() in pictures_of(Scene("home", CODE, 640, 360))
    assert (told["width"], told["height"]) == (640, 360)
    assert told["sha256"] == hashlib.sha256(out.read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("url", "code"),
    [("ftp://x", "CAM-005"), ("folder:/no/such/folder", "CAM-002"), ("usb:dead:beef:1@x", "CAM-006")],
)
def test_what_cannot_be_grabbed_says_why(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], url: str, code: str
) -> None:
    assert main(["camera", "grab", url, "--out", str(tmp_path / "x.jpg")]) == 1
    assert capsys.readouterr().err.startswith(code)
    assert not (tmp_path / "x.jpg").exists()


def test_a_place_that_cannot_be_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with SimulatedCamera(CODE, width=320, height=180) as bench:
        assert main(["camera", "grab", bench.url, "--out", str(tmp_path / "no" / "x.jpg")]) == 1
    assert capsys.readouterr().err.startswith("REP-004")


def test_list_is_a_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["camera", "list", "--json"]) == 0
    for camera in json.loads(capsys.readouterr().out):
        assert camera["url"].startswith("usb:")
