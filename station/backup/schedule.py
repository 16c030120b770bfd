"""Backups that nobody has to think of: when one is due, and which are kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from station.backup.key import kept_key
from station.backup.making import Plan, Progress, make_backup
from station.backup.names import backup_name, backups_in
from station.backup.notes import Note
from station.backup.restoring import about_backup
from station.errors import KnownError
from station.places import Home
from station.ports import Clock
from station.settings import BackupSetting, Settings
from station.store.identity import load_identity


@dataclass(frozen=True, slots=True)
class Listed:
    """One backup in a folder: size in bytes, when it was made (RFC 3339, empty when it cannot be read)."""

    file: Path
    size: int
    made_at: str
    whole: bool
    """Whether it has the form of a backup; its bytes are checked by ``verify``."""


def is_due(setting: BackupSetting, last: datetime | None, now: datetime) -> bool:
    """Whether the next backup should be made. A clock that was set back makes it due at once."""
    if not setting.folder or not setting.recipient:
        return False
    return last is None or not timedelta(0) <= now - last < timedelta(hours=setting.every_hours)


def back_up_into_folder(
    home: Home,
    setting: BackupSetting,
    clock: Clock,
    *,
    person: str = "",
    scheduled: bool = False,
    progress: Progress | None = None,
) -> Note:
    """Make a backup for the key that is set, in the folder that is set; older ones beyond ``keep`` go then.

    Raises:
        KnownError: BAK-004, BAK-007 no key or folder, BAK-009, STO-001, STO-003, STO-009, STO-011.
    """
    if not setting.folder:
        raise KnownError("BAK-007")
    plan = Plan(home, kept_key(home, setting.recipient), clock.now(), person, scheduled)
    station = load_identity(home.key).id
    file = Path(setting.folder) / backup_name(station, plan.at)
    note = make_backup(plan, file, progress) if progress else make_backup(plan, file)
    _delete_older(file, station, setting.keep)
    return note


def _delete_older(made: Path, station: str, keep: int) -> None:
    """The newest ``keep`` stay; what was just made is one of them whatever the clock says."""
    try:
        others = [path for path in backups_in(made.parent, station) if path != made]
        for path in others[keep - 1 :]:
            path.unlink()
    except OSError as error:
        raise KnownError("BAK-004", path=str(made.parent), why=error.strerror or str(error)) from error


def backups_listed(folder: Path) -> tuple[Listed, ...]:
    """The backups in a folder, newest first.

    Raises:
        KnownError: BAK-004 the folder cannot be read.
    """
    try:
        return tuple(_listed(path) for path in backups_in(folder))
    except OSError as error:
        raise KnownError("BAK-004", path=str(folder), why=error.strerror or str(error)) from error


def _listed(path: Path) -> Listed:
    size = path.stat().st_size
    try:
        return Listed(path, size, about_backup(path).model_dump(mode="json")["made_at"], whole=True)
    except KnownError:
        return Listed(path, size, "", whole=False)


def with_key(settings: Settings, recipient: str, folder: str | None = None) -> Settings:
    """``settings`` with a backup key and, when given, another folder."""
    now = settings.backup or BackupSetting()
    changes = {"recipient": recipient, **({"folder": folder} if folder is not None else {})}
    return settings.model_copy(update={"backup": now.model_copy(update=changes)})
