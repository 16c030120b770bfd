"""Room on the disk: warning early, beginning no new unit late, and a reserve for the unit in work.

The ballast is a file of real blocks. When the disk is nearly full it goes, so that the answers, photos and
seal of the unit in work still find room; it is taken again when there is plenty.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from station.errors import KnownError
from station.places import Home
from station.settings import SpaceSetting, settings_found

if TYPE_CHECKING:
    from station.store.database import Store

LAST_BYTES = 32_000_000
"""Below this much room the ballast goes: more than a photo and the log of a whole inspection need."""

_MB = 1_000_000
_UNITS_WEIGHED = 10
_CHUNK = bytes(1 << 20)


class SpaceState(StrEnum):
    """How much room there is."""

    PLENTY = "plenty"
    SHORT = "short"
    """Time to make room."""
    FULL = "full"
    """No new unit is begun; those in work go on."""


@dataclass(frozen=True, slots=True)
class Room:
    """Room on the disk of a home, in bytes; ``needed`` is what beginning a new unit asks for."""

    free: int
    total: int
    needed: int
    state: SpaceState


def room_of(home: Home, setting: SpaceSetting, unit_bytes: int = 0) -> Room:
    """How much room there is; ``unit_bytes`` is what the photos of one unit take.

    Raises:
        OSError: the disk cannot be asked.
    """
    disk = shutil.disk_usage(home.root)
    needed = max(setting.stop_bytes, setting.stop_units * unit_bytes)
    warned = max(setting.warn_bytes, disk.total * setting.warn_percent // 100)
    if disk.free < needed:
        state = SpaceState.FULL
    else:
        state = SpaceState.SHORT if disk.free < warned else SpaceState.PLENTY
    return Room(disk.free, disk.total, needed, state)


def refuse_new_unit(store: Store) -> None:
    """Keep a new unit from being begun on a disk that may not hold it.

    Raises:
        KnownError: STO-020 too little room.
    """
    room = room_for_new_unit(store)
    if room.state is SpaceState.FULL:
        raise KnownError("STO-020", free=room.free // _MB, needed=-(-room.needed // _MB))


def room_for_new_unit(store: Store) -> Room:
    """How much room there is, seen by who wants to begin a unit.

    Raises:
        OSError: the disk cannot be asked.
    """
    setting = space_setting(store.home)
    return room_of(store.home, setting, _unit_bytes(store) if setting.stop_units else 0)


def space_setting(home: Home) -> SpaceSetting:
    """The limits in the settings of a home; the usual ones when its settings cannot be read."""
    return settings_found(home).space


def _unit_bytes(store: Store) -> int:
    """Bytes of photos of one unit, on average over those begun last."""
    with store.read() as connection:
        rows = connection.execute(
            "SELECT inspection, sha256 FROM photos WHERE inspection IN"
            " (SELECT id FROM inspections ORDER BY id DESC LIMIT ?)",
            (_UNITS_WEIGHED,),
        ).fetchall()
    units = len({row[0] for row in rows})
    return sum(_size(store.evidence.path(row[1])) for row in rows) // units if units else 0


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


class Ballast:
    """The reserve of one home. Safe to use from several threads: at worst it goes a little early."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._file = home.root / "ballast"
        self._held = self._file.exists()

    @property
    def held(self) -> bool:
        """Whether the reserve is there."""
        return self._held

    def make_room(self, size: int = 0) -> None:
        """Give the reserve up when ``size`` bytes more would leave next to nothing."""
        if self._held and _free(self._home.root) < size + LAST_BYTES:
            self.give_up()

    def give_up(self) -> bool:
        """Give the reserve up; whether there was one."""
        had, self._held = self._held, False
        try:
            self._file.unlink(missing_ok=True)
        except OSError:
            return False
        return had

    def take(self, setting: SpaceSetting) -> None:
        """Take the reserve again where there is plenty of room; a disk that refuses is left alone."""
        if self._held or not setting.ballast:
            return
        try:
            if room_of(self._home, setting).state is SpaceState.PLENTY:
                _reserve(self._file, setting.ballast)
                self._held = True
        except OSError:
            self.give_up()


def _free(root: Path) -> int:
    try:
        return shutil.disk_usage(root).free
    except OSError:
        return 0


def _reserve(file: Path, size: int) -> None:
    with file.open("wb") as opened:
        if hasattr(os, "posix_fallocate"):
            os.posix_fallocate(opened.fileno(), 0, size)
            return
        for _ in range(-(-size // len(_CHUNK))):
            opened.write(_CHUNK)
