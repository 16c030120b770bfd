"""The copy of the database that a backup is made from: readable by its owner only, gone once it is made."""

from __future__ import annotations

import logging
from pathlib import Path

from station.errors import KnownError
from station.places import Home
from station.store.home_lock import HomeLock

_LOG = logging.getLogger(__name__)


def copy_in_work(home: Home) -> Path:
    """Where the copy lies while a backup is made."""
    return home.backup / "snapshot.sqlite3"


def remove_copies(home: Home) -> None:
    """Take away the copy and the parts of a backup in the home; the caller holds the backup folder.

    Raises:
        OSError: the disk refused.
    """
    for pattern in (f"{copy_in_work(home).name}*", ".*.part"):
        for left in home.backup.glob(pattern):
            left.unlink(missing_ok=True)


def remove_what_was_left(home: Home) -> None:
    """The same after a backup that was killed; one that is at work is left alone. Never raises."""
    try:
        if next(home.backup.glob(f"{copy_in_work(home).name}*"), None) is None:
            return
        lock = HomeLock(home.backup)
        try:
            remove_copies(home)
        finally:
            lock.release()
    except (KnownError, OSError) as error:
        _LOG.info("the copy of a backup stays for now: %s", error)
