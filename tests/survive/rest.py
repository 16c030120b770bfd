"""Photos that go missing, two stations at once, clocks that jump."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from station.errors import KnownError
from station.inspection.desk import InspectionDesk
from station.people.accounts import Accounts
from station.places import Home
from station.store.clock import SystemClock
from station.store.database import Store
from station.store.ledger import Ledger
from station.store.opening import open_store
from tests.stations import SmallRules, Station, open_station
from tests.survive.damage import inspected_home
from tests.survive.outcome import Outcome
from tests.survive.state import broken_promises, losses, state_of
from tests.survive.work import Work


def photo_damages(folder: Path, seed: int, count: int) -> Iterator[Outcome]:
    """A photo of a sealed record missing, emptied, cut off, swapped with another, or with one bit changed."""
    whole, home = folder / "whole", Home(folder / "damaged")
    rng = random.Random(seed)
    with open_station(whole) as station:
        for number in range(3):
            station.seal_one(f"U-{number}")
    for _ in range(count):
        shutil.copytree(whole, home.root)
        yield _photo_told(home, rng)
        shutil.rmtree(home.root)


def _photo_told(home: Home, rng: random.Random) -> Outcome:
    photos = sorted(home.evidence.rglob("*.jpg"))
    photo = rng.choice(photos)
    _spoil_photo(photo, rng.choice(photos), rng)
    with open_store(home, SystemClock()) as store:
        problems = {(one.code, one.detail) for one in Ledger(store).verify().problems}
        found = [] if any(detail == photo.stem for _, detail in problems) else ["the check does not name it"]
        found += [] if _reading_code(store, photo.stem) == "STO-008" else ["it is shown as if it were whole"]
    return Outcome(tuple(found), told="STO-008, verify")


def _spoil_photo(photo: Path, other: Path, rng: random.Random) -> None:
    content = bytearray(photo.read_bytes())
    match rng.choice(["missing", "empty", "cut", "swapped", "bit"]):
        case "missing":
            photo.unlink()
        case "empty":
            photo.write_bytes(b"")
        case "cut":
            photo.write_bytes(content[: rng.randrange(len(content))])
        case "swapped" if other != photo:
            shutil.copy(other, photo)
        case _:
            content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)
            photo.write_bytes(content)


def _reading_code(store: Store, sha256: str) -> str:
    try:
        store.evidence.read(sha256)
    except KnownError as error:
        return error.code
    return ""


_OPEN = """
import sys
from pathlib import Path
from station.places import Home
from station.store.clock import SystemClock
from station.store.opening import open_store
from station.errors import KnownError
try:
    open_store(Home(Path(sys.argv[1])), SystemClock()).close()
except KnownError as error:
    sys.stdout.write(error.code)
"""


def second_stations(folder: Path, seed: int, count: int) -> Iterator[Outcome]:
    """A second process on the same data, by whatever path it comes."""
    home = folder / "home"
    with open_station(home) as station:
        work = Work(station, random.Random(seed))
        for number in range(count):
            other = _SPELLINGS[number % len(_SPELLINGS)](home, folder / f"other-{number}")
            words = [sys.executable, "-c", _OPEN, str(other)]
            done = subprocess.run(words, capture_output=True, text=True, check=True, timeout=60, cwd=folder)
            before = state_of(station.store)
            doing = work.next("any")
            work.do(doing)
            found = losses(before, doing, state_of(station.store))
            found += (
                []
                if done.stdout in {"STO-004", "STO-014"}
                else [f"a second station runs on {other}: {done.stdout}"]
            )
            yield Outcome(tuple(found), told=done.stdout)


def _same(home: Path, _other: Path) -> Path:
    return home


def _dotted(home: Path, _other: Path) -> Path:
    return home.parent / "home" / ".." / "home"


def _relative(home: Path, _other: Path) -> Path:
    return Path(home.name)


def _linked(home: Path, other: Path) -> Path:
    other.symlink_to(home, target_is_directory=True)
    return other


def _linked_file(home: Path, other: Path) -> Path:
    """A folder of its own whose database is a symbolic link to the one in use."""
    other.mkdir()
    (other / "station.sqlite3").symlink_to(home / "station.sqlite3")
    shutil.copy(home / "station.key", other)
    return other


def _hard_linked(home: Path, other: Path) -> Path:
    """A folder of its own whose database is another name of the one in use."""
    other.mkdir()
    os.link(home / "station.sqlite3", other / "station.sqlite3")
    shutil.copy(home / "station.key", other)
    return other


_SPELLINGS: tuple[Callable[[Path, Path], Path], ...] = (
    _same,
    _dotted,
    _relative,
    _linked,
    _linked_file,
    _hard_linked,
)


class JumpyClock:
    """A PC clock that somebody sets; the monotonic one goes on."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._wall = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
        self._ticks_ns = 10**12

    def now(self) -> datetime:
        """Wall time, set forwards or back now and then, by seconds or by years."""
        self._wall += timedelta(seconds=1)
        if self._rng.random() < 0.2:
            self._wall += timedelta(seconds=self._rng.choice([-1, 1]) * 10 ** self._rng.uniform(0, 8))
        return self._wall

    def monotonic_ns(self) -> int:
        """Goes on by a second at a time."""
        self._ticks_ns += 10**9
        return self._ticks_ns


def jumping_clocks(folder: Path, seed: int, count: int) -> Iterator[Outcome]:
    """The clock is set while the station works and between its runs."""
    rng = random.Random(seed)
    clock = JumpyClock(rng)
    with open_station(folder / "home"):
        pass
    for _ in range(count):
        yield Outcome(tuple(_one_run(folder / "home", clock, rng)))


def _one_run(root: Path, clock: JumpyClock, rng: random.Random) -> Iterator[str]:
    with open_store(Home(root), clock) as store:
        accounts = Accounts(store)
        desk = InspectionDesk(store, clock, accounts, SmallRules())
        work = Work(Station(store, accounts, desk, accounts.all()[0]), rng)
        for _ in range(rng.randrange(2, 12)):
            before, doing = state_of(store), work.next("any")
            work.do(doing)
            yield from losses(before, doing, state_of(store))
        before = state_of(store)
    with open_store(Home(root), clock) as store:
        yield from losses(before, None, state_of(store))
        yield from broken_promises(store)


def lost_index(folder: Path, seed: int, count: int) -> Iterator[Outcome]:
    """The file of everything derived is damaged, cut off, deleted or foreign: it is made anew, or verify
    tells of it and one command makes it anew."""
    whole, home = folder / "whole", Home(folder / "damaged")
    rng, before = random.Random(seed), inspected_home(folder / "whole", closed=True)
    for _ in range(count):
        shutil.copytree(whole, home.root)
        if not home.index.exists():
            raise AssertionError("there is no index file")
        _spoil_index(home.index, rng)
        with open_station(home.root) as station:
            codes = {problem.code for problem in Ledger(station.store).verify().problems}
            if told := codes == {"index_differs"}:
                station.store.index.rebuild()
            found = losses(before, None, state_of(station.store)) + broken_promises(station.store)
            yield Outcome(tuple(found), told="verify" if told else "")
        shutil.rmtree(home.root)


def _spoil_index(index: Path, rng: random.Random) -> None:
    content = bytearray(index.read_bytes())
    match rng.choice(["missing", "empty", "cut", "garbage", "foreign"]):
        case "missing":
            index.unlink()
        case "empty":
            index.write_bytes(b"")
        case "cut":
            index.write_bytes(content[: rng.randrange(len(content))])
        case "foreign":
            index.write_bytes(b"not a database" * 1000)
        case _:
            start = rng.randrange(len(content) // 4096) * 4096
            content[start : start + 4096] = rng.randbytes(4096)
            index.write_bytes(content)
