"""Damaged files: told by code at opening or at the latest by the check; no bug, nothing accepted silently."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

from station.errors import KnownError
from station.places import Home
from station.store.clock import SystemClock
from station.store.ledger import Ledger
from station.store.opening import open_store
from tests.stations import open_station
from tests.survive.outcome import Outcome, Runs
from tests.survive.state import State, state_of
from tests.survive.work import Work

PAGE = 4096
Damage = Callable[[Home, random.Random], None]
DERIVED = frozenset({"records"})
"""Tables that can be made again from the ledger."""

WORK = {True: "any", False: "answer"}
"""What was done last: anything, or answers alone, which are in the write-ahead log only."""


def inspected_home(root: Path, *, closed: bool, actions: int = 60) -> State:
    """A home with sealed records and an inspection in work; ``closed`` says whether its log was taken in."""
    aside = root if closed else root.with_name("working")
    with open_station(aside) as station:
        work = Work(station, random.Random(11))
        for towards in ("seal", "publish", "seal", "photo", "person"):
            _until_done(work, towards)
        station.store.checkpoint()
        for _ in range(actions):
            work.do(work.next(WORK[closed]))
        if not closed:
            shutil.copytree(aside, root, ignore=shutil.ignore_patterns("*-shm", "station.lock"))
        return state_of(station.store)


def _until_done(work: Work, towards: str) -> None:
    action = ""
    while action != towards:
        action = work.next(towards)
        work.do(action)


def damages(damage: Damage, *, closed: bool = True) -> Runs:
    """Runs that do ``damage`` to a copy of the same home."""
    return partial(_damages, damage, closed)


def _damages(damage: Damage, closed: bool, folder: Path, seed: int, count: int) -> Iterator[Outcome]:
    whole, home = folder / "whole", Home(folder / "damaged")
    before, rng = inspected_home(whole, closed=closed), random.Random(seed)
    content = content_of(Path(shutil.copytree(whole, folder / "read")))  # reading takes the log in
    for _ in range(count):
        shutil.copytree(whole, home.root)
        damage(home, rng)
        yield _told(home, before, content)
        shutil.rmtree(home.root)


def _told(home: Home, before: State, content: dict[str, list[object]] | None) -> Outcome:
    try:
        with open_store(home, SystemClock()) as store:
            if Ledger(store).verify().problems:
                return Outcome(told="verify")
            after = state_of(store)
    except KnownError as error:
        return Outcome(told=error.code)
    except Exception as error:  # noqa: BLE001 - whatever it is: that would have been a crash
        return Outcome((f"a bug: {type(error).__name__}: {error}",))
    same = content_of(home.root) == content and after == before
    return Outcome(struck=False) if same else Outcome(("accepted silently",))


def content_of(root: Path) -> dict[str, list[object]] | None:
    """Every row that counts: of sealed inspections that is the record alone. None when it cannot be read."""
    try:
        with closing(sqlite3.connect(root / "station.sqlite3")) as database:
            names = [
                row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            ]
            return {name: database.execute(_rows(name)).fetchall() for name in sorted({*names} - DERIVED)}
    except sqlite3.Error:
        return None


def _rows(table: str) -> str:
    of_inspection = {"inspection_plans", "observations", "photos", "cleanings", "overrides"}
    unsealed = " WHERE inspection IN (SELECT id FROM inspections WHERE state <> 'sealed')"
    return f"SELECT * FROM {table}{unsealed if table in of_inspection else ''}"  # noqa: S608 - our own tables


def page(home: Home, rng: random.Random) -> None:
    """One page of the database: garbage, zeros, another page, a torn sector or a single bit."""
    _spoil(home.database, rng, PAGE)


def log(home: Home, rng: random.Random) -> None:
    """One place of the write-ahead log."""
    _spoil(_log_of(home), rng, 512)


def cut_log(home: Home, rng: random.Random) -> None:
    """The write-ahead log cut off somewhere."""
    content = _log_of(home).read_bytes()
    _log_of(home).write_bytes(content[: rng.randrange(len(content))])


def lost_log(home: Home, rng: random.Random) -> None:
    """The write-ahead log deleted, or replaced by an empty one."""
    _log_of(home).unlink()
    if rng.random() < 0.5:
        _log_of(home).touch()


def cut_database(home: Home, rng: random.Random) -> None:
    """The database cut off somewhere."""
    content = home.database.read_bytes()
    home.database.write_bytes(content[: rng.randrange(len(content))])


def _log_of(home: Home) -> Path:
    return home.database.with_name(f"{home.database.name}-wal")


def _spoil(file: Path, rng: random.Random, size: int) -> None:
    content = bytearray(file.read_bytes())
    start = rng.randrange(max(1, len(content) // size)) * size
    other = rng.randrange(max(1, len(content) // size)) * size
    match rng.choice(["garbage", "zeros", "another", "sector", "bit"]):
        case "garbage":
            spoilt = rng.randbytes(size)
        case "zeros":
            spoilt = bytes(size)
        case "another":
            spoilt = bytes(content[other : other + size])
        case "sector":
            start += rng.randrange(size // 512) * 512
            spoilt = rng.randbytes(512)
        case _:
            start += rng.randrange(size)
            spoilt = bytes([content[min(start, len(content) - 1)] ^ 1 << rng.randrange(8)])
    content[start : start + len(spoilt)] = spoilt
    file.write_bytes(content)
