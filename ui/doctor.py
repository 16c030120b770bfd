"""What this machine has and lacks, and what to do about it. Each check looks and changes nothing."""

from __future__ import annotations

import importlib
import os
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from station.errors import KnownError
from station.places import RESOURCES, Home
from station.settings import settings_found
from station.store.space import SpaceState, room_of, space_setting

if TYPE_CHECKING:
    from ui.printing.printers import SystemPrinter

_GB = 1_000_000_000
_OVERDUE = 2
_FIRST_SANE_YEAR = 2026
_QT_PARTS = ("QtWidgets", "QtSvg", "QtPdf", "QtPdfWidgets", "QtMultimedia")


class Finding(StrEnum):
    """How a check ended."""

    OK = "ok"
    ATTENTION = "attention"
    """The station works without it, with something missing."""
    BAD = "bad"
    """The station does not work."""


_ROOMS = {SpaceState.PLENTY: Finding.OK, SpaceState.SHORT: Finding.ATTENTION, SpaceState.FULL: Finding.BAD}


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at. ``found`` is data; its texts stand under ``doctor.<name>``.

    Where a known error was met, ``trouble`` says what to do.
    """

    name: str
    finding: Finding
    found: str
    trouble: KnownError | None = None


def examine(home: Home) -> tuple[Check, ...]:
    """Look at everything the station needs."""
    checks: tuple[Callable[[], Check], ...] = (
        _display,
        _qt,
        _fonts,
        _sound,
        _ports,
        _cameras,
        *_printers(),
        lambda: _label_printer(home),
        lambda: _disk(home),
        lambda: _backup(home),
        _clock,
    )
    return tuple(check() for check in checks)


def _display() -> Check:
    if sys.platform != "linux":
        return Check("display", Finding.OK, sys.platform)
    found = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY") or ""
    return Check("display", Finding.OK if found else Finding.ATTENTION, found or "–")


def _qt() -> Check:
    from PySide6.QtCore import QLoggingCategory

    QLoggingCategory.setFilterRules("qt.multimedia.*=false")  # it warns of every optional library it lacks
    lacking = [part for part in _QT_PARTS if not _loads(f"PySide6.{part}")]
    finding = Finding.OK if not lacking else Finding.BAD if "QtWidgets" in lacking else Finding.ATTENTION
    return Check("qt", finding, ", ".join(lacking) or "PySide6")


def _loads(module: str) -> bool:
    try:
        importlib.import_module(module)
    except ImportError:
        return False
    return True


def _fonts() -> Check:
    files = [RESOURCES / "fonts" / f"NotoSansSC-{weight}.ttf" for weight in ("Regular", "Bold")]
    lacking = [file.name for file in files if not file.is_file()]
    return Check("fonts", Finding.BAD if lacking else Finding.OK, ", ".join(lacking) or "Noto Sans SC")


def _sound() -> Check:
    if not _loads("PySide6.QtMultimedia"):
        return Check("sound", Finding.ATTENTION, "–")
    from PySide6.QtCore import QCoreApplication
    from PySide6.QtMultimedia import QMediaDevices

    application = QCoreApplication.instance() or QCoreApplication([])
    device = QMediaDevices.defaultAudioOutput()
    found = device.description() if application and not device.isNull() else ""
    return Check("sound", Finding.OK if found else Finding.ATTENTION, found or "–")


def _ports() -> Check:
    from serial.tools import list_ports

    found = ", ".join(f"{port.device} ({port.description})" for port in list_ports.comports())
    return Check("ports", Finding.OK if found else Finding.ATTENTION, found or "–")


def _cameras() -> Check:
    from devices.cameras.listing import present_cameras

    found = ", ".join(camera.name for camera in present_cameras())
    return Check("cameras", Finding.OK if found else Finding.ATTENTION, found or "–")


def _printers() -> tuple[Callable[[], Check], ...]:
    """One check for each printer of the system; one for all of them where there is none."""
    from ui.printing.printers import system_printers

    found = system_printers()
    return tuple(partial(_system_printer, one) for one in found) or (
        lambda: Check("printers", Finding.ATTENTION, "–"),
    )


def _system_printer(printer: SystemPrinter) -> Check:
    """``found`` is its name and how it is, in the system's word."""
    word = printer.word.rpartition(".")[2]
    stopped = KnownError("PRN-002", printer=printer.name, why=word) if printer.is_stopped else None
    finding = Finding.ATTENTION if stopped else Finding.OK
    return Check("printers", finding, f"{printer.name} ({word})", stopped)


def _label_printer(home: Home) -> Check:
    from ui.printing.sending import check_printer

    settings = settings_found(home)
    url = settings.label_printer
    if not url:
        return Check("label_printer", Finding.ATTENTION, "–")
    try:
        readiness = check_printer(url, settings.label.language)
    except KnownError as trouble:
        return Check("label_printer", Finding.ATTENTION, f"{url} ({trouble.code})", trouble)
    return Check("label_printer", Finding.OK, f"{url} ({readiness.value})")


def _disk(home: Home) -> Check:
    root = home.root.absolute()
    place = next(folder for folder in (root, *root.parents) if folder.exists())
    room = room_of(Home(place), space_setting(home))
    return Check("disk", _ROOMS[room.state], f"{room.free / _GB:.1f} GB · {place}")


def _backup(home: Home) -> Check:
    setting = settings_found(home).backup
    last = _last_backup(home)
    found = last.astimezone().isoformat(timespec="seconds") if last else "–"
    if setting is None or last is None:
        return Check("backup", Finding.ATTENTION, found)
    is_late = datetime.now(UTC) - last > _OVERDUE * timedelta(hours=setting.every_hours)
    return Check("backup", Finding.ATTENTION if is_late else Finding.OK, found)


def _last_backup(home: Home) -> datetime | None:
    if not home.database.exists():
        return None
    from station.backup.notes import last_backup
    from station.store.connection import connect

    try:
        with closing(connect(home.database, read_only=True)) as connection:
            return last_backup(connection)
    except sqlite3.Error:
        return None


def _clock() -> Check:
    now = datetime.now(UTC)
    sane = now.year >= _FIRST_SANE_YEAR
    return Check("clock", Finding.OK if sane else Finding.BAD, now.astimezone().isoformat(timespec="seconds"))
