"""How far the inspection in work has come, noted outside the database after every change.

SQLite takes a damaged or missing write-ahead log for the end of what was committed, and says nothing. This
note says it. It is written after the commit and never waited for: a power cut may leave it behind the
database, never ahead of it, so it raises no false alarm.
"""

from __future__ import annotations

import os
import sys
import zlib
from pathlib import Path
from sqlite3 import Connection

from station.errors import KnownError

_BYTES = 128
_FLAGS = os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0)

if sys.platform == "win32":

    def _put(descriptor: int, line: bytes) -> None:
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, line)
else:

    def _put(descriptor: int, line: bytes) -> None:
        os.pwrite(descriptor, line, 0)


class Progress:
    """The note of one open home."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    def note(self, inspection: str, revision: int) -> None:
        """Change number ``revision`` of ``inspection`` is on disk. A note that cannot be kept is no error."""
        words = f"{inspection} {revision}"
        line = f"{words} {zlib.crc32(words.encode()):08x}".ljust(_BYTES).encode()
        try:
            if self._descriptor is None:
                self._descriptor = os.open(self._path, _FLAGS, 0o600)
            _put(self._descriptor, line)
        except OSError:
            return

    def check(self, connection: Connection) -> None:
        """Compare what was noted with the database. Told once: who opens again goes on with what is there.

        Raises:
            KnownError: STO-012 changes that were on disk are gone.
        """
        noted = _read(self._path)
        if noted is None:
            return
        inspection, revision = noted
        row = connection.execute("SELECT revision FROM inspections WHERE id = ?", (inspection,)).fetchone()
        found = -1 if row is None else int(row[0])
        if found < revision:
            self._path.replace(self._path.with_suffix(".told"))
            raise KnownError("STO-012", inspection=inspection, lost=revision - found)

    def close(self) -> None:
        """Close the note. Safe to call twice."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def _read(path: Path) -> tuple[str, int] | None:
    """The note, unless there is none or a power cut tore it."""
    try:
        inspection, revision, check = path.read_text("ascii").split()
        whole = int(check, 16) == zlib.crc32(f"{inspection} {revision}".encode())
        return (inspection, int(revision)) if whole else None
    except (OSError, ValueError):
        return None
