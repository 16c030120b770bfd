"""Saving a paper where a person said: another file that is there stays."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from station.errors import KnownError


def refuse_other_file(path: Path, content: bytes) -> None:
    """Refuse (REP-004) to write ``content`` over a file that holds anything else."""
    if path.exists() and not holds(path, content):
        raise KnownError("REP-004", file=str(path), why=os.strerror(errno.EEXIST))


def holds(path: Path, content: bytes) -> bool:
    """Whether the file at ``path`` is this paper already."""
    try:
        return path.read_bytes() == content
    except OSError:
        return False
