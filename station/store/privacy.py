"""Who else on this machine can reach a home: nobody should, under one name."""

from __future__ import annotations

import logging
import stat
import sys
from pathlib import Path

from station.errors import KnownError
from station.places import Home

_LOG = logging.getLogger(__name__)


def refuse_links(home: Home) -> None:
    """Keep what is written in place from having a second name: locks and logs go by the name, and through a
    link the program would write over a file that is not its own.

    Raises:
        KnownError: STO-014 naming a file that is a symbolic link, or has a hard link.
        OSError: the folder cannot be read.
    """
    for file in (home.database, home.index, home.rollups, home.lock, home.progress):
        if _has_second_name(file):
            raise KnownError("STO-014", path=str(file))


def _has_second_name(file: Path) -> bool:
    try:
        found = file.lstat()
    except FileNotFoundError:
        return False
    return stat.S_ISLNK(found.st_mode) or found.st_nlink > 1


if sys.platform == "win32":

    def keep_to_owner(file: Path) -> None:
        """A user's data folder on Windows lets nobody else in; what is made in it inherits that."""

    def is_open_to_others(folder: Path) -> bool:
        """Whether the access list of ``folder`` names everybody or all users of the machine."""
        import subprocess

        told = subprocess.run(["icacls", str(folder)], capture_output=True, check=False)
        return any(group in told.stdout for group in (b"Everyone:", b"BUILTIN\\Users:"))
else:

    def keep_to_owner(file: Path) -> None:
        """Make ``file`` readable by its owner only; SQLite gives its logs the same mode.

        Raises:
            OSError: the disk refused.
        """
        if stat.S_IMODE(file.stat().st_mode) & 0o077:
            file.chmod(0o600)

    def is_open_to_others(folder: Path) -> bool:
        """Whether other users of this machine can list ``folder`` or put files there: it and every folder
        above lets them in."""
        if not folder.stat().st_mode & (stat.S_IROTH | stat.S_IWOTH):
            return False
        return all(one.stat().st_mode & stat.S_IXOTH for one in (folder, *folder.resolve().parents))


def warn_of_others(home: Path) -> None:
    """Log, as STO-013, that other users of this machine can read or change the home."""
    if is_open_to_others(home):
        _LOG.warning("%s", KnownError("STO-013", path=str(home)))
