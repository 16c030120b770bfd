"""A home that somebody else got at: links out of it, a readable key, a folder that lets others write."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import pytest

from station.errors import KnownError
from station.places import Home
from station.store.clock import SystemClock
from station.store.opening import open_store, open_to_read
from tests.stations import open_station

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="modes and links of POSIX")

PRECIOUS = b"somebody else's work " * 20


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A home with one sealed record."""
    root = tmp_path / "home"
    with open_station(root) as station:
        station.seal_one()
    return Home(root)


@pytest.mark.parametrize(
    "name", ["station.lock", "progress", "index.sqlite3", "analysis.sqlite3", "station.sqlite3"]
)
@pytest.mark.parametrize("second_name", ["symlink_to", "hardlink_to"])
def test_nothing_is_written_through_a_link(home: Home, tmp_path: Path, name: str, second_name: str) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(PRECIOUS)
    (home.root / name).unlink(missing_ok=True)
    getattr(home.root / name, second_name)(victim)
    with pytest.raises(KnownError, match="STO-014"):
        open_store(home, SystemClock())
    assert victim.read_bytes() == PRECIOUS


def test_who_only_looks_writes_through_no_link_either(home: Home, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(PRECIOUS)
    home.index.unlink()
    home.index.symlink_to(victim)
    with pytest.raises(KnownError, match="STO-014"):
        open_to_read(home, SystemClock())
    assert victim.read_bytes() == PRECIOUS


def test_a_key_that_others_can_read_is_closed(home: Home) -> None:
    home.key.chmod(0o644)
    with open_station(home.root):
        assert home.key.stat().st_mode & 0o777 == 0o600


@pytest.mark.expect_log("STO-013")
@pytest.mark.parametrize("mode", [0o755, 0o777, 0o733])
def test_a_home_that_lets_others_in_is_told(mode: int) -> None:
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        Path(folder).chmod(mode)
        with open_station(Path(folder)):
            pass
