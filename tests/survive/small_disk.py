"""A disk that is really full or read-only: a small file system of our own, mounted for one process alone."""

from __future__ import annotations

import json
import logging
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from functools import partial
from pathlib import Path

from station.errors import KnownError
from station.places import Home
from station.settings import Settings, SpaceSetting, save_settings
from station.store.clock import SystemClock
from station.store.opening import open_store
from tests.stations import Station, open_station
from tests.survive.outcome import Outcome, Runs
from tests.survive.state import State, broken_promises, losses, state_of
from tests.survive.work import Work, quick_pins
from ui.station_log import station_log

DISK_BYTES = 6_000_000
PHOTO_BYTES = 60_000
SCHEMAS = Path(__file__).parents[1] / "store" / "schemas"
_ENTER = {True: ["unshare", "--mount"], False: ["unshare", "--map-root-user", "--mount"]}


def full_disks(*phases: str) -> Runs:
    """Runs in which the disk is full while one of ``phases``, each in turn, is done, and then has room."""
    return partial(_in_a_namespace, phases)


def _in_a_namespace(phases: Sequence[str], folder: Path, seed: int, count: int) -> Iterator[Outcome]:
    """All runs in one process that may mount; without one, under a limit of file sizes."""
    way = mounting_way()
    words = [
        *way,
        sys.executable,
        "-m",
        "tests.survive.small_disk",
        ",".join(phases),
        str(folder),
        str(seed),
        str(count),
    ]
    done = subprocess.run(
        [*words, "mount" if way else "limit"], capture_output=True, text=True, check=False, timeout=1200
    )
    assert done.returncode == 0, done.stderr
    for line in done.stdout.splitlines():
        raw = json.loads(line)
        yield Outcome(tuple(raw["losses"]), raw["struck"], raw["told"])


def mounting_way() -> Sequence[str]:
    """The words before a command by which it may mount; empty where nothing may."""
    if sys.platform != "linux":
        return ()
    for words in _ENTER.values() if os.geteuid() == 0 else [_ENTER[False]]:
        mount = [*words, "mount", "-t", "tmpfs", "none", "/mnt"]
        try:
            if subprocess.run(mount, capture_output=True, check=False, timeout=30).returncode == 0:
                return words
        except OSError:
            continue
    return ()


class SmallDisk:
    """A disk of :data:`DISK_BYTES`, or a limit on the size of every file where nothing may be mounted."""

    def __init__(self, folder: Path, *, mounted: bool) -> None:
        self.folder = folder
        self._mounted = mounted
        self._ballast = folder / "ballast"
        folder.mkdir()
        if mounted:
            _mount("-t", "tmpfs", "-o", f"size={DISK_BYTES}", "tmpfs", str(folder))

    def fill(self, leave: int) -> None:
        """Leave about so many bytes."""
        if self._mounted:
            free = shutil.disk_usage(self.folder).free
            self._ballast.write_bytes(bytes(max(0, free - leave)))
        else:
            _limit_files(self._largest() + leave)

    def free(self) -> None:
        """Make room again."""
        if self._mounted:
            self._ballast.unlink(missing_ok=True)
        else:
            _limit_files(None)

    def read_only(self) -> None:
        """From now on nothing new can be opened for writing."""
        _mount("--bind", str(self.folder), str(self.folder))
        _mount("-o", "remount,ro,bind", str(self.folder))

    def writable(self) -> None:
        """Lift :meth:`read_only`."""
        subprocess.run(["umount", "--lazy", str(self.folder)], check=True, capture_output=True)

    def done(self) -> None:
        """Throw the disk away."""
        if self._mounted:
            subprocess.run(["umount", "--lazy", str(self.folder)], check=True, capture_output=True)
        shutil.rmtree(self.folder)

    def _largest(self) -> int:
        return max((file.stat().st_size for file in self.folder.rglob("*") if file.is_file()), default=0)


def _mount(*words: str) -> None:
    subprocess.run(["mount", *words], check=True, capture_output=True)


def _limit_files(size: int | None) -> None:
    import resource
    import signal

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard if size is None else size, hard))


def _run(phase: str, folder: Path, seed: int, mounted: bool) -> Outcome:
    rng = random.Random(seed)
    disk = SmallDisk(folder / f"disk-{seed}", mounted=mounted)
    try:
        if phase in _OPENINGS:
            return _while_opening(_OPENINGS[phase], disk, rng)
        if phase == "read-only":
            return _read_only(disk, rng)
        return _while_working(phase, disk, rng)
    finally:
        disk.free()
        disk.done()


def _while_working(phase: str, disk: SmallDisk, rng: random.Random) -> Outcome:
    """Fill the disk, work until it is refused, make room, go on: all in one station, then opened again."""
    root = disk.folder / "home"
    _allow_little_room(root)
    with open_station(root) as station:
        work = Work(station, rng, PHOTO_BYTES)
        _reach(work, phase, rng)
        disk.fill(rng.randrange(120_000))
        with station_log(Home(root)) if phase == "logs" else nullcontext():
            before, doing, told = _until_refused(work, phase, station)
        found = losses(before, None, state_of(station.store))
        disk.free()
        if doing is not None:
            work.do(doing)
            found += losses(before, doing, state_of(station.store))
        before = state_of(station.store)
    return Outcome((*found, *_reopened(root, before)), bool(told), told)


def _allow_little_room(root: Path) -> None:
    """The guard of the disk's space would begin no unit on a disk as small as this."""
    root.mkdir(mode=0o700)
    little = SpaceSetting(warn_bytes=0, warn_percent=0, stop_bytes=0, stop_units=0)
    save_settings(Home(root), Settings(space=little))


def _reach(work: Work, phase: str, rng: random.Random) -> None:
    for _ in range(rng.randrange(4, 12)):
        work.do(work.next("any"))
    while phase == "seal" and work.next("seal") != "seal":
        work.do(work.next("seal"))


def _until_refused(work: Work, phase: str, station: Station) -> tuple[State, str | None, str]:
    """What the station held before, what was refused (None where it could not even be begun), and how."""
    towards = "answer" if phase in {"checkpoint", "logs"} else phase
    for _ in range(400):
        before, doing = state_of(station.store), None
        try:
            doing = work.next(towards)
            work.do(doing)
            if phase == "checkpoint":
                station.store.checkpoint()
            if phase == "logs":
                logging.getLogger("survive").info("x" * 5000)
        except KnownError as error:
            return before, doing, error.code
    return state_of(station.store), None, ""


def _reopened(root: Path, before: State) -> list[str]:
    try:
        with open_station(root) as station:
            found = losses(before, None, state_of(station.store)) + broken_promises(station.store)
            found += [f"left behind: {file}" for file in root.rglob("*.part")]
            return found
    except KnownError as error:
        return [f"does not open again: {error}"]


def _first_start(root: Path) -> None:
    """Nothing is there yet."""


def _older_schema(root: Path) -> None:
    root.mkdir()
    shutil.copy(SCHEMAS / "0001.sqlite3", Home(root).database)
    shutil.copy(SCHEMAS / "0001.key", Home(root).key)


_OPENINGS = {"first start": _first_start, "migration": _older_schema}


def _while_opening(prepare: object, disk: SmallDisk, rng: random.Random) -> Outcome:
    assert callable(prepare)
    root, told = disk.folder / "home", ""
    prepare(root)
    disk.fill(rng.randrange(800_000))
    try:
        open_store(Home(root), SystemClock()).close()
    except KnownError as error:
        told = error.code
    disk.free()
    found = [] if told in {"", "STO-003", "STO-006"} else [f"told as {told}"]
    return Outcome((*found, *_opens_whole(root)), bool(told), told)


def _opens_whole(root: Path) -> list[str]:
    try:
        with open_station(root) as station:
            found = broken_promises(station.store)
            if (root / "station.sqlite3.0001.backup").exists():
                drafts = station.desk.drafts()
                found += [] if len(drafts) == 2 else ["inspections in work lost"]
            return found
    except KnownError as error:
        return [f"does not open again: {error}"]


def _read_only(disk: SmallDisk, rng: random.Random) -> Outcome:
    """The folder becomes read-only under a working station: what cannot be kept is told, and all is there."""
    root = disk.folder / "home"
    _allow_little_room(root)
    with open_station(root) as station:
        work = Work(station, rng)
        _reach(work, "any", rng)
        disk.read_only()
        before, _, told = _until_refused(work, "photo", station)
        found = losses(before, None, state_of(station.store))
    found += [] if _opening_code(root) == "STO-002" else ["opens on a read-only disk"]
    disk.writable()
    return Outcome((*found, *_reopened(root, before)), bool(told), told)


def _opening_code(root: Path) -> str:
    try:
        open_store(Home(root), SystemClock()).close()
    except KnownError as error:
        return error.code
    return ""


def main() -> None:
    """The process that may mount: one line of JSON for each run."""
    words, folder, seed, count, way = sys.argv[1:]
    phases = words.split(",")
    quick_pins()
    logging.raiseExceptions = False  # as in the installed program: a log that cannot be written says nothing
    logging.lastResort = None
    for number in range(int(count)):
        one = _run(phases[number % len(phases)], Path(folder), int(seed) * 1000 + number, way == "mount")
        raw = {"losses": one.losses, "struck": one.struck, "told": one.told}
        sys.stdout.write(f"{json.dumps(raw)}\n")


if __name__ == "__main__":
    main()
