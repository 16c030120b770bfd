"""What comes out of a backup is what went in, and nothing else is ever let in."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from pathlib import Path

import pytest

from station.backup.age import LockedKey
from station.backup.names import part_of
from station.backup.notes import enter_notes
from station.backup.restoring import check_bytes_of, verify_backup
from station.backup.tar import BLOCK
from station.errors import KnownError
from station.places import Home
from station.private import master
from station.store.clock import SystemClock
from station.store.identity import load_identity
from station.store.ledger import Ledger
from tests.backup.homes import WORDS, backed_up, fill, restored, said_by
from tests.stations import open_station

SEED = 20261122


def refusal(work: object) -> str:
    assert callable(work)
    with pytest.raises(KnownError) as caught:
        work()
    return caught.value.code


def test_a_restored_home_says_what_the_home_said(tmp_path: Path, key: LockedKey) -> None:
    home = fill(tmp_path / "home")
    before = said_by(home)
    file = backed_up(home, key, tmp_path / "one.backup")
    assert said_by(home) == before
    done = restored(file, tmp_path / "other" / "home")
    assert said_by(done.home) == before
    assert done.checked.ledger.ok
    assert done.home.key.stat().st_mode & 0o777 == 0o600
    with open_station(done.home.root) as station:
        assert station.desk.current() is not None
        assert [entry.kind for entry in Ledger(station.store).entries()][-1] == "backup_restored"
        station.seal_one("R-4")
        assert Ledger(station.store).verify().ok
    assert not (done.home.root / "restored.json").exists()


def test_a_backup_is_told_in_the_ledger_once(tmp_path: Path, key: LockedKey) -> None:
    home = fill(tmp_path / "home")
    with open_station(home.root) as station:
        backed_up(home, key, tmp_path / "private-place" / "one.backup")
        assert enter_notes(station.store) == 1
        assert enter_notes(station.store) == 0
        *_, told = Ledger(station.store).entries()
    body = json.loads(told.body)
    assert told.kind == "backup_made"
    assert (body["file"], body["sha256"]) == (
        "one.backup",
        check_bytes_of(tmp_path / "private-place/one.backup"),
    )
    assert (body["sequence"], body["head"]) == (told.sequence - 1, told.previous)
    assert b"private-place" not in told.body


def test_a_backup_cut_off_before_it_got_its_name_is_not_told(tmp_path: Path, key: LockedKey) -> None:
    """What is noted of it must not pass for the one made under that name afterwards, as long to the byte."""
    home = fill(tmp_path / "home")
    file = backed_up(home, key, tmp_path / "one.backup")
    size = file.stat().st_size
    file.unlink()
    assert backed_up(home, key, file).stat().st_size == size
    with open_station(home.root) as station:
        enter_notes(station.store)
        told = [json.loads(one.body) for one in Ledger(station.store).entries() if one.kind == "backup_made"]
    assert [one["sha256"] for one in told] == [check_bytes_of(file)]


def test_a_backup_about_to_get_its_name_is_told_once_it_has_it(tmp_path: Path, key: LockedKey) -> None:
    home = fill(tmp_path / "home")
    with open_station(home.root) as station:
        file = backed_up(home, key, tmp_path / "one.backup")
        part = file.rename(part_of(file, 4711))
        assert enter_notes(station.store) == 0
        part.rename(file)
        assert enter_notes(station.store) == 1


def test_nothing_of_the_station_can_be_read_in_a_backup(tmp_path: Path, key: LockedKey) -> None:
    home = fill(tmp_path / "home")
    content = backed_up(home, key, tmp_path / "one.backup").read_bytes()
    assert b"SQLite format" not in content and b"PRIVATE KEY" not in content and b"R-1" not in content


def test_the_wrong_passphrase_leaves_nothing(tmp_path: Path, key: LockedKey) -> None:
    file = backed_up(fill(tmp_path / "home"), key, tmp_path / "one.backup")
    target = tmp_path / "target" / "home"
    assert refusal(lambda: restored(file, target, "wrong horse battery staple")) == "BAK-001"
    assert list(target.parent.iterdir()) == []


def test_any_altered_byte_is_found(tmp_path: Path, key: LockedKey, unlocked_once: None) -> None:
    file = backed_up(fill(tmp_path / "home"), key, tmp_path / "one.backup")
    sound, rng = file.read_bytes(), random.Random(SEED)
    target = tmp_path / "target" / "home"
    edges = [*range(0, 5 * BLOCK, 37), *(len(sound) - 1 - back for back in range(0, 4 * BLOCK, 41))]
    for at in (*edges, *(rng.randrange(len(sound)) for _ in range(200))):
        altered = bytearray(sound)
        altered[at] ^= 1 << rng.randrange(8)
        file.write_bytes(altered)
        assert refusal(lambda: check_bytes_of(file)) in {"BAK-002", "BAK-003"}, at
    assert refusal(lambda: restored(file, target)) == "BAK-002"
    assert not target.exists()


def test_a_backup_cut_off_or_added_to_is_refused(tmp_path: Path, key: LockedKey) -> None:
    file = backed_up(fill(tmp_path / "home"), key, tmp_path / "one.backup")
    sound, rng = file.read_bytes(), random.Random(SEED)
    for length in (0, 1, BLOCK, len(sound) - 1, *(rng.randrange(len(sound)) for _ in range(50))):
        file.write_bytes(sound[:length])
        assert refusal(lambda: restored(file, tmp_path / "target")) == "BAK-002"
    for more in (b"\0", b"\0" * BLOCK, sound):
        file.write_bytes(sound + more)
        assert refusal(lambda: restored(file, tmp_path / "target")) == "BAK-002"
    assert not (tmp_path / "target").exists()


def test_a_home_that_holds_something_is_not_touched(tmp_path: Path, key: LockedKey) -> None:
    home = fill(tmp_path / "home")
    file = backed_up(home, key, tmp_path / "one.backup")
    before = said_by(home)
    assert refusal(lambda: restored(file, home.root)) == "BAK-006"
    with open_station(home.root):
        assert refusal(lambda: restored(file, home.root, replace=True)) == "STO-004"
    assert said_by(home) == before


def test_a_replaced_home_is_set_aside_whole(tmp_path: Path, key: LockedKey) -> None:
    home = fill(tmp_path / "home")
    file = backed_up(home, key, tmp_path / "one.backup")
    before = said_by(home)
    with open_station(home.root) as station:
        station.seal_one("R-LATER")
    later = said_by(home)
    done = restored(file, home.root, replace=True)
    assert done.set_aside is not None and said_by(Home(done.set_aside)) == later
    assert said_by(home) == before


def test_a_backup_never_overwrites(tmp_path: Path, key: LockedKey) -> None:
    home = fill(tmp_path / "home")
    file = tmp_path / "one.backup"
    file.write_bytes(b"mine")
    assert refusal(lambda: backed_up(home, key, file)) == "BAK-005"
    assert file.read_bytes() == b"mine"


def test_every_check_without_restoring(tmp_path: Path, key: LockedKey) -> None:
    file = backed_up(fill(tmp_path / "home"), key, tmp_path / "one.backup")
    scratch = tmp_path / "scratch"
    checked = verify_backup(file, WORDS, SystemClock(), scratch)
    assert checked.ledger.ok and checked.sha256 == check_bytes_of(file)
    assert list(scratch.iterdir()) == []


@pytest.mark.skipif(shutil.which("tar") is None, reason="the system has no tar")
def test_another_tar_program_reads_the_file(tmp_path: Path, key: LockedKey) -> None:
    file = backed_up(fill(tmp_path / "home"), key, tmp_path / "one.backup")
    done = subprocess.run(["tar", "-tf", file], capture_output=True, text=True, check=True, timeout=30)
    assert done.stdout.split() == ["README.txt", "backup.json", "key.age", "payload.age", "SHA256"]


class Keyring:
    """A keyring that keeps what it is given."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], str] = {}

    def set_password(self, service: str, name: str, secret: str) -> None:
        self._kept[service, name] = secret

    def get_password(self, service: str, name: str) -> str | None:
        return self._kept.get((service, name))


def test_personal_data_can_be_read_on_a_machine_with_another_keyring(
    tmp_path: Path, key: LockedKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    backend: Keyring | None = Keyring()
    monkeypatch.setattr(master, "real_keyring", lambda: backend)
    home = fill(tmp_path / "home")
    station = load_identity(home.key).id
    made = master.master_key(home.private, station, make=True)
    assert (home.private / "master.key").read_bytes() == b"keyring"
    file = backed_up(home, key, tmp_path / "one.backup")
    backend = None
    new = restored(file, tmp_path / "new").home
    assert master.master_key(new.private, station, make=False) == made
    assert (new.private / "master.key").stat().st_mode & 0o777 == 0o600
