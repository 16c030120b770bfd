"""Power cuts at many points of recorded work; each time the real station opens on what is left."""

from __future__ import annotations

import pickle
import random
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from tests.stations import open_station
from tests.survive.kill import found_after
from tests.survive.outcome import Outcome, Runs
from tests.survive.power.cutting import acknowledged, disk_at
from tests.survive.power.recording import Recorder, record
from tests.survive.scratch import forget_anchors
from tests.survive.state import State, state_of
from tests.survive.work import Work, quick_pins

CUTS_PER_RECORDING = 100
ACTIONS = 24
HOME = "home"


def cuts(towards: str) -> Runs:
    """Runs that cut the power while the station works towards ``towards``."""
    return partial(_cuts, towards)


def _cuts(towards: str, folder: Path, seed: int, count: int) -> Iterator[Outcome]:
    rng = random.Random(seed)
    left = count
    while left > 0:
        root, notes = folder / f"recorded-{left}", folder / f"notes-{left}"
        root.mkdir()
        recorder = record(root, partial(_work, root / HOME, notes, rng.getrandbits(32), towards))
        assert recorder is not None, "system calls cannot be traced here"
        said: list[tuple[str, State]] = pickle.loads(notes.read_bytes())  # noqa: S301 - written by our child
        for _ in range(min(left, CUTS_PER_RECORDING)):
            yield _cut(recorder, said, root, rng)
        left -= CUTS_PER_RECORDING


def _work(home: Path, notes: Path, seed: int, towards: str, mark: Callable[[int], None]) -> None:
    """In the traced child: mark each acknowledged action by its number, and note what the station held."""
    quick_pins()
    said: list[tuple[str, State]] = []
    with open_station(home) as station:
        work = Work(station, random.Random(seed))
        said.append(("install", state_of(station.store)))
        mark(0)
        for number in range(1, ACTIONS + 1):
            action = work.next(towards)
            work.do(action)
            mark(number)
            said.append((action, state_of(station.store)))
    notes.write_bytes(pickle.dumps(said))


def _cut(recorder: Recorder, said: list[tuple[str, State]], root: Path, rng: random.Random) -> Outcome:
    position = rng.randrange(len(recorder.changes) + 1)
    done = acknowledged(recorder.changes[:position])
    disk = disk_at(recorder, position)
    struck = bool(disk.unsafe) or any(file.unsafe for file in disk.files.values())
    disk.cut(rng)
    shutil.rmtree(root, ignore_errors=True)
    disk.write(root, recorder.folders)
    before = State() if done is None else said[done][1]
    forget_anchors()  # every cut is the same station, some at an earlier moment
    following = 0 if done is None else done + 1
    doing = said[following][0] if following < len(said) else None
    return Outcome(tuple(found_after(root / HOME, before, doing)), struck)
