"""Profiles prove themselves at load: a wrong file names its place, others keep working."""

from __future__ import annotations

from pathlib import Path

import pytest

from devices.instruments.library import PROFILE_FOLDER, load_profile, load_profiles, profile
from devices.instruments.profile import Profile
from station.errors import KnownError
from tests.devices.instruments.frames import FRAMES

SHIPPED = sorted(PROFILE_FOLDER.glob("*.toml"))
GOOD = (PROFILE_FOLDER / "mitutoyo-01a.toml").read_text("utf-8")


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_a_shipped_profile_loads_and_has_frames_in_the_tests(file: Path) -> None:
    loaded = load_profile(file)
    assert loaded.name == file.stem
    assert any(frame.profile == loaded.name for frame in FRAMES)
    assert any(example.value is not None for example in loaded.examples)
    assert any(example.status == "unknown" for example in loaded.examples)


def test_nothing_shipped_is_malformed() -> None:
    assert load_profiles().problems == ()
    assert len(load_profiles().profiles) == len(SHIPPED)


WRONG = {
    "not TOML": (GOOD + "\n[port", "file"),
    "unknown key": (GOOD.replace("baud = 9600", "bauds = 9600"), "port.bauds"),
    "bad regular expression": (
        GOOD.replace("match = '1(?P<text>.*)'", "match = '1(?P<text'"),
        "rules.4.match",
    ),
    "group that is not in the pattern": (GOOD.replace("by.code.1", "by.kode.1"), "rules.2"),
    "poll mode without a request": (
        GOOD.replace("[poll]", "[identity]").replace("interval_ms = 200\n", ""),
        "",
    ),
    "wrong example value": (GOOD.replace('value = "0.123"', 'value = "0.124"'), "examples.0"),
    "example that is half a frame": (
        GOOD.replace('raw = "01A+0000.123\\r"', 'raw = "01A+0000.123"'),
        "examples.0",
    ),
    "no examples": (GOOD[: GOOD.index("[[examples]]")], "examples"),
    "another name than its file": (GOOD.replace('name = "mitutoyo-01a"', 'name = "other"'), "name"),
    "not UTF-8": (None, "file"),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_malformed_profile_names_the_place_and_hides_no_other(tmp_path: Path, what: str) -> None:
    content, where = WRONG[what]
    (tmp_path / "mitutoyo-01a.toml").write_bytes(b"\xff\xfe" if content is None else content.encode())
    sound = (PROFILE_FOLDER / "mettler-mt-sics.toml").read_bytes()
    (tmp_path / "mettler-mt-sics.toml").write_bytes(sound)
    loaded = load_profiles(tmp_path)
    assert [one.name for one in loaded.profiles] == ["mettler-mt-sics"]
    (problem,) = loaded.problems
    assert problem.code == "INS-008"
    assert problem.details["file"] == "mitutoyo-01a.toml"
    assert str(problem.details["where"]).startswith(where)
    assert problem.details["why"]


def test_a_profile_that_is_not_there() -> None:
    with pytest.raises(KnownError, match="INS-009") as caught:
        profile("no-such")
    assert "mettler-mt-sics" in str(caught.value.details["known"])


def test_bytes_on_the_wire_are_one_character_each() -> None:
    fields = {**profile("mitutoyo-01a").model_dump(), "init": ["\x02\xff\r"]}
    assert Profile.model_validate(fields).init == (b"\x02\xff\r",)
