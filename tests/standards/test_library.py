"""One corrupt file is told, with file and place, and keeps no other standard from working."""

import shutil
from pathlib import Path

import pytest

from station.errors import KnownError
from station.places import RESOURCES
from station.standards.library import Library, channel_standards, load_channel, shipped
from station.texts import Lang, error_text

SOUND = RESOURCES / "standards" / "channels" / "back-market-2026-11-22.toml"


def changed(folder: Path, old: str, new: str) -> Path:
    text = SOUND.read_text("utf-8")
    assert old in text
    path = folder / "channels" / "changed.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text.replace(old, new), "utf-8")
    return path


def test_shipped_standards_are_sound() -> None:
    assert shipped().problems() == ()
    assert {standard.id for standard in channel_standards("smartphone")} >= {
        "back-market", "amazon-renewed", "b-stock-superior", "tongjian-itemised",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("schema = 1", "schema = 9", "schema"),
        ("[silence]", "[silence", "file"),
        ('at_least = "80"', 'at_leest = "80"', "at_leest"),
        ('at_least = "80"', 'at_least = "eighty"', "at_least"),
        ('at_least = "80", ', "", "BM-G1"),
        ('unit = "%"', 'unit = "mm"', "BM-G1"),
        ('"PB-02"', '"PB-99"', "BM-G1"),
        ('"official_replaced"', '"by_a_friend"', "BM-P3"),
        ('rule = "vague"', 'rule = "perhaps"', "require"),
        ('clause = "BM-E2"', 'clause = "BM-XX"', "BM-XX"),
        ('watched = ["FG-01"', 'watched = ["PB-02"', "silence"),
    ],
)
def test_a_malformed_standard_is_told_with_its_place(tmp_path: Path, old: str, new: str, where: str) -> None:
    with pytest.raises(KnownError) as caught:
        load_channel(changed(tmp_path, old, new))
    assert caught.value.code == "STD-001"
    assert where in str(caught.value.details["where"])
    assert caught.value.details["file"] == "changed.toml"
    assert all(all(error_text(lang, caught.value)) for lang in Lang)


def test_a_file_that_is_not_text_is_told(tmp_path: Path) -> None:
    path = tmp_path / "noise.toml"
    path.write_bytes(bytes(range(256)))
    with pytest.raises(KnownError, match="STD-001"):
        load_channel(path)


def test_others_keep_working_beside_a_corrupt_file(tmp_path: Path) -> None:
    changed(tmp_path, "schema = 1", "schema = ")
    library = Library([RESOURCES / "standards", tmp_path])
    assert len(library.channel_standards()) == len(channel_standards())
    assert [problem.details["file"] for problem in library.problems()] == ["changed.toml"]


def test_the_newest_version_of_a_standard_is_in_force(tmp_path: Path) -> None:
    changed(tmp_path, 'version = "2026-11-22"', 'version = "2027-01-01"')
    assert (
        Library([RESOURCES / "standards", tmp_path]).channel_standard("back-market").version == "2027-01-01"
    )


def test_a_corrupt_internal_standard_is_told_with_the_item(tmp_path: Path) -> None:
    shelf = tmp_path / "internal"
    shutil.copytree(RESOURCES / "standards" / "internal", shelf)
    file = next(shelf.glob("smartphone-*.toml"))
    file.write_text(file.read_text("utf-8").replace('views = ["back"]', 'views = ["bakc"]'), "utf-8")
    library = Library([tmp_path])
    assert library.internal_categories() == ("bench_check",)
    assert [problem.details["where"] for problem in library.problems()] == ["BK-01"]


def test_a_channel_nobody_knows_is_told_with_the_known_ones() -> None:
    with pytest.raises(KnownError) as caught:
        shipped().channel_standard("corner-shop")
    assert caught.value.code == "STD-002"
    assert "back-market" in str(caught.value.details["known"])
