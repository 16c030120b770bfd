"""How backups in the backup folder are called."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

_NAME = re.compile(r"(?P<station>[0-9A-F]{8})-\d{8}T\d{6}Z\.backup")
_PART = re.compile(r"\.(?P<name>.+)\.\d+\.part")


def backup_name(station: str, at: datetime) -> str:
    """The name of the backup of a station made at a time; names sort as times do."""
    return f"{station}-{at.astimezone(UTC):%Y%m%dT%H%M%SZ}.backup"


def backups_in(folder: Path, station: str = "") -> list[Path]:
    """The backups in a folder, newest first; of one station when it is given.

    Raises:
        OSError: the folder cannot be read.
    """
    found = [path for path in folder.iterdir() if _station(path.name) and path.is_file()]
    return sorted((path for path in found if not station or _station(path.name) == station), reverse=True)


def part_of(file: Path, process: int) -> Path:
    """Where a backup grows until it is whole."""
    return file.with_name(f".{file.name}.{process}.part")


def is_growing(file: Path) -> bool:
    """Whether a part of this backup lies beside it: it is being made, or whoever made it was killed."""
    try:
        parts = (_PART.fullmatch(path.name) for path in file.parent.iterdir())
        return any(part and part["name"] == file.name for part in parts)
    except OSError:
        return False


def leftovers(file: Path) -> Iterator[Path]:
    """Parts of this backup, or of another of the same station in its folder, that a killed process left.

    Raises:
        OSError: the folder cannot be read.
    """
    station = _station(file.name)
    for path in file.parent.iterdir():
        part = _PART.fullmatch(path.name)
        if part and (part["name"] == file.name or (station and _station(part["name"]) == station)):
            yield path


def _station(name: str) -> str:
    found = _NAME.fullmatch(name)
    return found["station"] if found else ""
