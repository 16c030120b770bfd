"""Who else on this machine can reach a home: nobody should, under one name."""

from __future__ import annotations

import logging
import stat
import sys
from pathlib import Path

from station.errors import KnownError

_LOG = logging.getLogger(__name__)


def refuse_links(database: Path) -> None:
    """Keep a database from being opened under a second name: locks and logs go by the name.

    Raises:
        KnownError: STO-014 the file is a symbolic link, or has a hard link.
        OSError: the folder cannot be read.
    """
    try:
        found = database.lstat()
    except FileNotFoundError:
        return
    if stat.S_ISLNK(found.st_mode) or found.st_nlink > 1:
        raise KnownError("STO-014", path=str(database))


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
        """Whether other users of this machine can list ``folder``: it and every folder above lets them in."""
        if not folder.stat().st_mode & stat.S_IROTH:
            return False
        return all(one.stat().st_mode & stat.S_IXOTH for one in (folder, *folder.resolve().parents))


def warn_of_others(home: Path) -> None:
    """Log, as STO-013, that other users of this machine can read the home."""
    if is_open_to_others(home):
        _LOG.warning("%s", KnownError("STO-013", path=str(home)))
