"""Files that survive a power cut: written aside, synced, renamed, and the folder synced."""

from __future__ import annotations

import os
import sys
from pathlib import Path

if sys.platform == "win32":

    def sync_folder(folder: Path) -> None:
        """NTFS journals renames itself and offers no handle to sync a folder."""
else:

    def sync_folder(folder: Path) -> None:
        """Make names created or renamed in ``folder`` survive a power cut."""
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def make_folder(folder: Path, mode: int = 0o777) -> None:
    """Make ``folder`` and the folders it lies in, so that a power cut does not take their names, and with
    them all that was written into them. One sync for each folder made; ``mode`` is that of ``folder`` itself,
    where the platform knows modes.

    Raises:
        OSError: the disk refused.
    """
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(mode, exist_ok=True)
    sync_folder(folder.parent)


def write_durably(path: Path, content: bytes, mode: int = 0o600) -> None:
    """Write ``content`` to ``path`` so that after a crash the file is whole or absent. Two syncs.

    Raises:
        OSError: the disk refused; nothing is left under ``path``.
    """
    _write_aside(path, content, mode, sync=True)
    sync_folder(path.parent)


def write_whole(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path`` without waiting for the disk: readers see all of it or nothing, a power
    cut may leave it torn.

    Raises:
        OSError: the disk refused; nothing is left under ``path``.
    """
    _write_aside(path, content, 0o600, sync=False)


def _write_aside(path: Path, content: bytes, mode: int, *, sync: bool) -> None:
    aside = path.with_name(f".{path.name}.{os.getpid()}.part")
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), mode)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            if sync:
                os.fsync(file.fileno())
        aside.replace(path)
    except OSError:
        aside.unlink(missing_ok=True)
        raise
