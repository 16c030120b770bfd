"""One corrupt file is told, with file and place, and keeps no other standard from working."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from station.errors import KnownError
from station.places import RESOURCES, Home
from station.signing import with_signature
from station.standards.library import Library, channel_standards, home_library, load_channel, shipped
from station.store.identity import load_identity, make_key
from station.texts import Lang, error_text

SOUND = RESOURCES / "standards" / "channels" / "back-market-2026-11-22.toml"


def changed(folder: Path, old: str, new: str) -> Path:
    text = SOUND.read_text("utf-8")
    assert old in text
    path = folder / "channels" / "changed.toml"
    path.parent.mkdir(exist_ok=True, parents=True)
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
        ('id = "back-market"', 'id = "../back-market"', "id"),
        ('version = "2026-11-22"', 'version = "soon"', "version"),
        ('version = "2026-11-22"', 'version = "20261122"', "version"),
        ('version = "2026-11-22"', 'version = "2026-11-22"\nvalid_from = "2026-02-30"', "valid_from"),
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


def newer(folder: Path, version: str, more: str = "") -> Library:
    """The shipped standards and a later version of one of them, on 22 November 2026."""
    changed(folder, 'version = "2026-11-22"', f'version = "{version}"{more}')
    return Library([RESOURCES / "standards", folder], today=lambda: date(2026, 11, 22))


def test_of_two_versions_the_newest_that_counts_is_in_force(tmp_path: Path) -> None:
    library = newer(tmp_path, "2026-11-23", '\nvalid_from = "2026-11-22"')
    assert library.channel_standard("back-market").version == "2026-11-23"
    assert library.channel_standard("back-market", "2026-11-22").version == "2026-11-22"
    assert [one.version for one in library.versions("back-market")] == ["2026-11-23", "2026-11-22"]
    assert library.upcoming() == ()


@pytest.mark.parametrize("more", ["", '\nvalid_from = "2027-02-01"'])
def test_a_version_that_counts_later_is_upcoming_and_not_used(tmp_path: Path, more: str) -> None:
    library = newer(tmp_path, "2027-01-01", more)
    assert library.channel_standard("back-market").version == "2026-11-22"
    assert [one.version for one in library.upcoming("smartphone")] == ["2027-01-01"]
    later = {one.id: one.version for one in library.in_force("smartphone", date(2027, 2, 1))}
    assert later["back-market"] == "2027-01-01"
    assert later["amazon-renewed"] == "2026-11-22"


def test_a_clock_set_back_leaves_the_shipped_standards_in_force(tmp_path: Path) -> None:
    library = Library([RESOURCES / "standards"], today=lambda: date(1970, 1, 1))
    assert {one.id for one in library.channel_standards()} == {one.id for one in channel_standards()}
    assert library.upcoming() == ()


def test_two_files_of_one_version_are_both_told_and_neither_wins(tmp_path: Path) -> None:
    library = newer(tmp_path, "2026-11-22", '\nvalid_from = "2026-11-21"')
    told = library.problems()
    assert [problem.code for problem in told] == ["STD-020", "STD-020"]
    assert {Path(str(problem.details["file"])).name for problem in told} == {
        "changed.toml",
        "back-market-2026-11-22.toml",
    }
    assert all(all(error_text(lang, problem)) for problem in told for lang in Lang)
    with pytest.raises(KnownError, match="STD-002"):
        library.channel_standard("back-market")
    assert library.channel_standard("amazon-renewed").id == "amazon-renewed"


def test_two_files_that_say_the_same_are_one_version(tmp_path: Path) -> None:
    library = newer(tmp_path, "2026-11-22", "\n# a comment")
    assert library.problems() == ()
    assert [one.version for one in library.versions("back-market")] == ["2026-11-22"]


def test_a_version_that_does_not_exist_is_told(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="back-market@2020-01-01"):
        shipped().channel_standard("back-market", "2020-01-01")
    with pytest.raises(KnownError, match="STD-002"):
        shipped().versions("corner-shop")


def test_a_home_adds_the_standards_it_signed_as_soon_as_they_lie_there(tmp_path: Path) -> None:
    home = Home(tmp_path)
    make_key(home.key)
    assert home_library(home) is shipped()
    later = 'version = "2026-11-23"\nvalid_from = "2020-01-01"'
    file = changed(home.standards, 'version = "2026-11-22"', later)
    assert home_library(home).channel_standard("back-market").version == "2026-11-22"
    assert [problem.code for problem in home_library(home).problems()] == ["STD-028"]
    file.write_bytes(with_signature(file.read_bytes(), load_identity(home.key).sign))
    assert home_library(home).channel_standard("back-market").version == "2026-11-23"
    assert home_library(home) is home_library(home)
    (home.standards / "channels" / "changed.toml").unlink()
    assert home_library(home).channel_standard("back-market").version == "2026-11-22"


def test_a_corrupt_internal_standard_is_told_with_the_item(tmp_path: Path) -> None:
    shelf = tmp_path / "internal"
    shutil.copytree(RESOURCES / "standards" / "internal", shelf)
    file = next(shelf.glob("smartphone-*.toml"))
    file.write_text(file.read_text("utf-8").replace('views = ["back"]', 'views = ["bakc"]'), "utf-8")
    library = Library([tmp_path])
    assert "smartphone" not in library.internal_categories()
    assert [problem.details["where"] for problem in library.problems()] == ["BK-01"]


def test_a_channel_nobody_knows_is_told_with_the_known_ones() -> None:
    with pytest.raises(KnownError) as caught:
        shipped().channel_standard("corner-shop")
    assert caught.value.code == "STD-002"
    assert "back-market" in str(caught.value.details["known"])
