"""Disks and files that fail: each failure is told by its code, and nothing recorded earlier is lost."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import textwrap
from contextlib import closing
from pathlib import Path

import pytest

from station.errors import KnownError
from station.model.answer import Choice
from station.places import Home
from station.settings import Settings, SpaceSetting, save_settings
from station.store.clock import SystemClock
from station.store.migrations import REVISIONS
from station.store.opening import open_store, open_to_read
from tests.stations import Station, good_answers, open_station

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="limits and mounts of POSIX systems")


def opening_code(home: Home) -> str:
    with pytest.raises(KnownError) as caught:
        open_store(home, SystemClock()).close()
    return caught.value.code


def fill(station: Station, limit_pages: bool) -> int:
    """Answer until the disk is full; the number of answers acknowledged before that."""
    inspection = station.start()
    if limit_pages:
        with station.store.write() as connection:
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count = {pages + 3}")
    for count in range(100_000):
        try:
            inspection = station.answer(inspection, "TX-01", good_answers()["TX-01"])
        except KnownError as error:
            assert error.code == "STO-003"
            return count
    raise AssertionError("the disk never filled up")


def check_whole(root: Path, answers: int) -> None:
    """The station opens again, shows every acknowledged answer and takes the next one."""
    with open_station(root) as station:
        inspection = station.desk.current()
        assert inspection is not None
        assert len(inspection.history) == answers
        assert len(station.answer(inspection, "PW-01", Choice("yes")).history) == answers + 1


def test_a_database_at_its_limit_is_a_full_disk_and_goes_on_when_there_is_room(tmp_path: Path) -> None:
    with open_station(tmp_path) as station:
        count = fill(station, limit_pages=True)
        inspection = station.desk.current()
        assert inspection is not None
        assert len(inspection.history) == count > 0
    check_whole(tmp_path, count)


@posix_only
def test_a_write_beyond_the_file_size_limit_is_a_full_disk(tmp_path: Path) -> None:
    """The system refuses the write itself; in a process of its own, because the limit holds for all files."""
    script = """
        import resource, signal, sys
        from pathlib import Path
        from tests.stations import open_station
        from tests.store.test_failures import fill
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        with open_station(Path(sys.argv[1])) as station:
            resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, resource.RLIM_INFINITY))
            print(fill(station, limit_pages=False))
            resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script), str(tmp_path)],
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert int(done.stdout) > 0
    check_whole(tmp_path, int(done.stdout))


@posix_only
def test_a_small_file_system_that_fills_up(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    if not mounted(disk, "-t", "tmpfs", "-o", "size=3m", "tmpfs"):
        pytest.skip("mounting needs the rights of root; the limits above cover the rest")
    try:
        save_settings(Home(disk), Settings(space=SpaceSetting(stop_bytes=0, stop_units=0)))
        with open_station(disk) as station:
            inspection = station.start()
            kept = station.answer(inspection, "PW-01", Choice("yes"))
            with pytest.raises(KnownError) as caught:
                for number in range(40):
                    jpeg = number.to_bytes(4, "big") + os.urandom(100_000)
                    kept = station.desk.add_photo(
                        kept.id, "PH-01", "front", jpeg, 640, 480, station.person.id
                    )
            assert caught.value.code == "STO-003"
            assert station.desk.current() == kept
            assert len(list(station.store.home.evidence.rglob("*.part"))) == 0
        shutil.copytree(disk, tmp_path / "copy")
    finally:
        subprocess.run(["umount", disk], check=True, timeout=30)
    check_whole(tmp_path / "copy", 1)


def mounted(folder: Path, *how: str) -> bool:
    """Mount onto ``folder``; False where this is not allowed."""
    if shutil.which("mount") is None:
        return False
    done = subprocess.run(["mount", *how, folder], capture_output=True, check=False, timeout=30)
    return done.returncode == 0


@posix_only
def test_a_read_only_home_is_told(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    with open_station(home.root) as station:
        station.start()
    if os.geteuid() == 0:
        if not mounted(home.root, "--bind", "-o", "ro", str(home.root)):
            pytest.skip("this root may not mount, and root writes to read-only folders")
        try:
            assert opening_code(home) == "STO-002"
        finally:
            subprocess.run(["umount", home.root], check=True, timeout=30)
    else:
        home.root.chmod(stat.S_IRUSR | stat.S_IXUSR)
        try:
            (home.root / "station.lock").chmod(stat.S_IRUSR)
            assert opening_code(home) == "STO-002"
        finally:
            home.root.chmod(stat.S_IRWXU)
            (home.root / "station.lock").chmod(stat.S_IRUSR | stat.S_IWUSR)


def test_a_store_opened_to_read_refuses_to_write(tmp_path: Path) -> None:
    with open_station(tmp_path), open_to_read(Home(tmp_path), SystemClock()) as beside:
        assert beside.name == beside.identity.id
        with pytest.raises(KnownError) as caught:
            beside.rename("other")
        assert caught.value.code == "STO-002"


def test_two_stations_on_one_home_are_refused(tmp_path: Path) -> None:
    with open_station(tmp_path):
        assert opening_code(Home(tmp_path)) == "STO-004"
        script = (
            "import sys; from pathlib import Path; from station.places import Home\n"
            "from station.store.clock import SystemClock; from station.store.opening import open_store\n"
            "open_store(Home(Path(sys.argv[1])), SystemClock())"
        )
        done = subprocess.run(
            [sys.executable, "-c", script, str(tmp_path)],
            capture_output=True, text=True, check=False, timeout=60,
        )  # fmt: skip
        assert "STO-004" in done.stderr
    open_store(Home(tmp_path), SystemClock()).close()


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.database.write_bytes(b"not a database" * 1000)
    assert opening_code(home) == "STO-001"
    assert home.database.read_bytes() == b"not a database" * 1000


def test_a_corrupted_page_is_told_and_left_alone(tmp_path: Path) -> None:
    with open_station(tmp_path) as station:
        station.seal_one()
    home = Home(tmp_path)
    content = bytearray(home.database.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    home.database.write_bytes(content)
    assert opening_code(home) == "STO-001"
    assert home.database.read_bytes() == bytes(content)


def test_a_lost_database_is_no_new_install(tmp_path: Path) -> None:
    with open_station(tmp_path):
        pass
    home = Home(tmp_path)
    home.database.unlink()
    assert opening_code(home) == "STO-001"
    home.database.write_bytes(b"")
    assert opening_code(home) == "STO-001"


def test_a_lost_or_foreign_key_is_no_reason_to_make_a_new_one(tmp_path: Path) -> None:
    for name in ("one", "two"):
        with open_station(tmp_path / name):
            pass
    one, two = Home(tmp_path / "one"), Home(tmp_path / "two")
    one.key.replace(tmp_path / "kept.key")
    assert opening_code(one) == "STO-009"
    one.key.write_bytes(two.key.read_bytes())
    assert opening_code(one) == "STO-009"
    one.key.write_bytes(b"junk")
    assert opening_code(one) == "STO-009"
    (tmp_path / "kept.key").replace(one.key)
    open_store(one, SystemClock()).close()


@posix_only
def test_the_key_is_for_its_owner_only(tmp_path: Path) -> None:
    with open_station(tmp_path):
        assert stat.S_IMODE(Home(tmp_path).key.stat().st_mode) == 0o600


def set_revision(home: Home, *statements: str) -> None:
    with closing(sqlite3.connect(home.database)) as database:
        for statement in statements:
            database.execute(statement)
        database.commit()


def test_a_newer_schema_is_refused(tmp_path: Path) -> None:
    with open_station(tmp_path):
        pass
    set_revision(Home(tmp_path), "UPDATE alembic_version SET version_num = '9999'")
    assert opening_code(Home(tmp_path)) == "STO-005"


@pytest.mark.parametrize("statement", ["DROP TABLE alembic_version", "DELETE FROM alembic_version"])
def test_a_half_migrated_file_is_never_a_new_install(tmp_path: Path, statement: str) -> None:
    with open_station(tmp_path):
        pass
    set_revision(Home(tmp_path), statement)
    assert opening_code(Home(tmp_path)) == "STO-006"


def test_a_missing_photo_is_told(tmp_path: Path) -> None:
    with open_station(tmp_path) as station:
        sha256 = station.store.evidence.keep(b"a photo")
        assert station.store.evidence.read(sha256) == b"a photo"
        station.store.evidence.path(sha256).write_bytes(b"another")
        with pytest.raises(KnownError) as caught:
            station.store.evidence.read(sha256)
        assert caught.value.code == "STO-008"


def test_schemas_known_are_the_migrations_there_are() -> None:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    folder = Path(__file__).parents[2] / "station" / "store" / "migrations"
    config.set_main_option("script_location", str(folder))
    script = ScriptDirectory.from_config(config)
    assert tuple(one.revision for one in reversed(list(script.walk_revisions()))) == REVISIONS
