"""A payload made by somebody else: nothing is written outside its folder, and nothing but plain files."""

from __future__ import annotations

import tarfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from station.backup.tar import END, member
from station.backup.unpacking import Unpacking
from station.errors import KnownError

AT = datetime(2026, 11, 22, tzinfo=UTC)
NAMES = (
    *("../outside", "evidence/../../outside", "/outside", "evidence//x", "evidence/./x", "evidence/"),
    *(
        "evidence/a\\b",
        "evidence/C:x",
        "evidence/x.",
        "evidence/x ",
        "evidence/\x07",
        "station.lock",
        "strange",
    ),
)


def code_of(root: Path, payload: bytes) -> str:
    unpacking = Unpacking(root)
    with pytest.raises(KnownError) as caught:
        unpacking.write(payload)
        unpacking.finish()
    unpacking.close()
    return caught.value.code


@pytest.mark.parametrize("name", NAMES)
def test_names_that_lead_astray_are_refused(tmp_path: Path, name: str) -> None:
    assert code_of(tmp_path / "root", member(name, b"x", AT) + END) == "BAK-002"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE, tarfile.DIRTYPE, b"S", b"x"]
)
def test_whatever_is_no_plain_file_is_refused(tmp_path: Path, kind: bytes) -> None:
    info = tarfile.TarInfo("evidence/x")
    info.type, info.linkname = kind, "/etc/passwd"
    assert code_of(tmp_path / "root", info.tobuf(tarfile.USTAR_FORMAT) + END) == "BAK-002"
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_comes_twice_is_refused(tmp_path: Path) -> None:
    twice = member("settings.json", b"{}", AT) * 2
    assert code_of(tmp_path, twice + END) == "BAK-002"


def test_files_without_a_manifest_are_refused(tmp_path: Path) -> None:
    assert code_of(tmp_path, member("settings.json", b"{}", AT) + END) == "BAK-002"
    assert code_of(tmp_path / "cut", member("PRACTICE", b"", AT)) == "BAK-002"
