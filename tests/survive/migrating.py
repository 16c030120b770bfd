"""Faults while a database of an older schema is brought up to date."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from decimal import Decimal
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

from station.errors import KnownError
from station.model.answer import Choice, Measured
from station.places import Home
from station.store.clock import SystemClock
from station.store.opening import open_store
from station.store.schema import backup_of
from tests.stations import open_station
from tests.survive.kill import Victim
from tests.survive.outcome import Outcome
from tests.survive.power.cutting import disk_at
from tests.survive.power.recording import Recorder, record
from tests.survive.power.runs import CUTS_PER_RECORDING, HOME
from tests.survive.scratch import forget_anchors
from tests.survive.state import broken_promises

SCHEMAS = Path(__file__).parents[1] / "store" / "schemas"
OLD = "0001"
LONGEST_S = 0.12


def old_home(root: Path) -> Home:
    """A station as the program of schema 0001 left it: one inspection sealed, one open, one parked."""
    home = Home(root)
    root.mkdir(parents=True, mode=0o700)
    shutil.copy(SCHEMAS / f"{OLD}.sqlite3", home.database)
    shutil.copy(SCHEMAS / f"{OLD}.key", home.key)
    return home


def found_after_migrating(home: Home) -> list[str]:
    """What of the old station is missing once it was opened by this program."""
    forget_anchors()  # every run is the same station at the same moment
    try:
        with open_station(home.root) as station:
            found = broken_promises(station.store)
            drafts = {one.unit.code: one.facts for one in station.desk.drafts()}
            station.seal_one("R-NEXT")
    except KnownError as error:
        return [f"does not open again: {error}"]
    expected = {"R-OPEN": {"DM-01": Measured(Decimal("7.66"), "mm")}, "R-PARKED": {"PW-01": Choice("no")}}
    found += [] if drafts == expected else [f"inspections in work are not as they were: {drafts}"]
    return found + _backup_problems(backup_of(home, OLD))


def _backup_problems(backup: Path) -> list[str]:
    if not backup.exists():
        return ["migrated without a backup"]
    with closing(sqlite3.connect(backup)) as database:
        if database.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            return ["the backup is damaged"]
        revision = database.execute("SELECT version_num FROM alembic_version").fetchone()[0]
    return [] if revision == OLD else ["the backup is not what was before"]


def _migrate(root: Path, reports: Connection) -> None:
    from alembic import command  # noqa: F401 - loaded before the work begins, so that the kill hits the work

    reports.send("ready")
    open_store(Home(root), SystemClock()).close()
    reports.send("done")


def killed_migrations(folder: Path, seed: int, count: int) -> Iterator[Outcome]:
    """``kill -9`` at a random moment between opening and the end of the migration."""
    rng, longest_s = random.Random(seed), LONGEST_S
    for number in range(count):
        home = old_home(folder / f"old-{number}")
        victim = Victim(_migrate, home.root)
        victim.hear()
        done = "done" in victim.kill(rng.random() * longest_s)
        longest_s *= 0.8 if done else 1.1
        yield Outcome(tuple(found_after_migrating(home)), struck=not done)
        shutil.rmtree(home.root)


def cut_migrations(folder: Path, seed: int, count: int) -> Iterator[Outcome]:
    """The power goes while the backup is made or the schema changed."""
    rng = random.Random(seed)
    for first in range(0, count, CUTS_PER_RECORDING):
        root = folder / f"recorded-{first}"
        old_home(root / HOME)
        recorder = record(root, partial(_open_and_close, root / HOME))
        assert recorder is not None, "system calls cannot be traced here"
        for _ in range(min(CUTS_PER_RECORDING, count - first)):
            yield _cut(recorder, folder / "cut", rng)


def _open_and_close(root: Path, _mark: Callable[[int], None]) -> None:
    open_store(Home(root), SystemClock()).close()


def _cut(recorder: Recorder, root: Path, rng: random.Random) -> Outcome:
    disk = disk_at(recorder, rng.randrange(len(recorder.changes) + 1))
    disk.cut(rng)
    shutil.rmtree(root, ignore_errors=True)
    disk.write(root, recorder.folders)
    return Outcome(tuple(found_after_migrating(Home(root / HOME))))
