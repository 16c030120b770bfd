"""The practice bench's devices go by a name in the reader's language; a person's own name stays."""

from __future__ import annotations

from datetime import timedelta

import pytest

from station.errors import KnownError
from station.reports.wording import Wording
from station.standards.library import internal_standard
from station.texts import Lang, error_text

NAMES = (
    (Lang.ZH, "multimeter", "万用表"),
    (Lang.EN, "multimeter", "Multimeter"),
    (Lang.ZH, "caliper", "卡尺"),
    (Lang.ZH, "二号天平", "二号天平"),
)


@pytest.mark.parametrize(("lang", "name", "shown"), NAMES)
def test_errors_name_the_device_as_the_reader_knows_it(lang: Lang, name: str, shown: str) -> None:
    assert error_text(lang, KnownError("INS-001", device=name))[0].startswith(f"{shown} ")


@pytest.mark.parametrize(("lang", "name", "shown"), NAMES)
def test_a_report_names_the_device_as_the_reader_knows_it(lang: Lang, name: str, shown: str) -> None:
    wording = Wording(lang, internal_standard("smartphone"), timedelta(hours=8))
    words = wording.source({"method": "instrument", "device": name})
    assert words.endswith(shown)


def test_a_lost_camera_is_said_once() -> None:
    lost = KnownError("CAM-001", camera="camera")
    assert error_text(Lang.EN, lost)[0] == "Top camera is gone."
    assert error_text(Lang.ZH, lost)[0] == "顶视相机 断开了。"
