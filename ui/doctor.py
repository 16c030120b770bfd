"""What this machine has and lacks, and what to do about it. Each check looks and changes nothing."""

from __future__ import annotations

import importlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from station.places import RESOURCES, Home

_GB = 1_000_000_000
_LOW_DISK_GB = 2.0
_FIRST_SANE_YEAR = 2026
_QT_PARTS = ("QtWidgets", "QtSvg", "QtPdf", "QtPdfWidgets", "QtMultimedia")


class Finding(StrEnum):
    """How a check ended."""

    OK = "ok"
    ATTENTION = "attention"
    """The station works without it, with something missing."""
    BAD = "bad"
    """The station does not work."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at. ``found`` is data; its texts stand under ``doctor.<name>``."""

    name: str
    finding: Finding
    found: str


def examine(home: Home) -> tuple[Check, ...]:
    """Look at everything the station needs."""
    checks: tuple[Callable[[], Check], ...] = (
        _display,
        _qt,
        _fonts,
        _sound,
        _ports,
        _cameras,
        _printers,
        lambda: _disk(home),
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


def _printers() -> Check:
    tool = shutil.which("lpstat")
    found = ""
    if tool is not None:
        answer = subprocess.run([tool, "-e"], capture_output=True, text=True, timeout=10, check=False)
        found = ", ".join(answer.stdout.split())
    return Check("printers", Finding.OK if found else Finding.ATTENTION, found or "–")


def _disk(home: Home) -> Check:
    root = home.root.absolute()
    place = next(folder for folder in (root, *root.parents) if folder.exists())
    free_gb = shutil.disk_usage(place).free / _GB
    finding = Finding.OK if free_gb >= _LOW_DISK_GB else Finding.BAD
    return Check("disk", finding, f"{free_gb:.1f} GB · {place}")


def _clock() -> Check:
    now = datetime.now(UTC)
    sane = now.year >= _FIRST_SANE_YEAR
    return Check("clock", Finding.OK if sane else Finding.BAD, now.astimezone().isoformat(timespec="seconds"))
