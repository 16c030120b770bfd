"""The platform's set in force at this station, as files: what lies there counts only as it came.

A set is a folder below ``platform/sets``. The note ``platform/in-force`` names it, with the SHA-256 of each
of its files, under the station's signature in its last line; the same note stands in the database, which
decides. :mod:`station.platform` puts sets in force.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from station.errors import KnownError
from station.places import Home
from station.signing import carries_signature, public_key_of


@dataclass(frozen=True, slots=True)
class SetInForce:
    """One set: ``files`` has each file's path in ``folder`` (with ``/``) and SHA-256."""

    cursor: int
    folder: Path
    files: tuple[tuple[str, str], ...]

    def sound_files(self, part: str) -> tuple[Path, ...]:
        """The files below ``part`` that are as they came; altered ones are left out."""
        found = (self.folder / name for name, _ in self.files if name.startswith(f"{part}/"))
        return tuple(path for path in found if self.problem(path) is None)

    def problem(self, path: Path) -> KnownError | None:
        """SYN-027 for a file that is not as it came; None for a sound one."""
        stated = dict(self.files).get(path.relative_to(self.folder).as_posix())
        if stated is not None and _sha256(path) == stated:
            return None
        return KnownError("SYN-027", file=path.name)


def note_file(home: Home) -> Path:
    """Which set is in force."""
    return home.platform / "in-force"


def set_folder(home: Home, name: str) -> Path:
    """Where the set with this name lies."""
    return home.platform / "sets" / name


def set_in_force(home: Home) -> SetInForce | None:
    """The set in force; None where there is none, or the note was altered. Cheap to ask again."""
    found = _read(home)
    return found if isinstance(found, SetInForce) else None


def sound_files(home: Home, part: str) -> tuple[Path, ...]:
    """The files below ``part`` of the set in force, if any, that are as they came."""
    found = set_in_force(home)
    return found.sound_files(part) if found else ()


def set_problems(home: Home) -> tuple[KnownError, ...]:
    """SYN-027 for the note, or for each file of the set in force, that is not as it came."""
    found = _read(home)
    if found is None or isinstance(found, KnownError):
        return (found,) if found else ()
    problems = (found.problem(found.folder / name) for name, _ in found.files)
    return tuple(problem for problem in problems if problem is not None)


def set_said(note: bytes, home: Home) -> SetInForce:
    """The set that a note names.

    Raises:
        ValueError: it is not one.
    """
    stated = json.loads(note.split(b"\n", 1)[0])
    if not isinstance(stated, dict):
        raise ValueError("note")
    try:
        files: Mapping[str, str] = stated["files"]
        folder = set_folder(home, str(stated["folder"]))
        return SetInForce(int(stated["cursor"]), folder, tuple(sorted(files.items())))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(str(error)) from error


def _read(home: Home) -> SetInForce | KnownError | None:
    file = note_file(home)
    try:
        return _checked(home, _state(file), _state(home.key))
    except FileNotFoundError:
        return None
    except OSError:
        return KnownError("SYN-027", file=file.name)


@lru_cache(maxsize=8)
def _checked(home: Home, _note: tuple[int, ...], _key: tuple[int, ...]) -> SetInForce | KnownError:
    content, key = note_file(home).read_bytes(), public_key_of(home.key)
    try:
        if key is not None and carries_signature(content, key):
            return set_said(content, home)
    except ValueError:
        pass
    return KnownError("SYN-027", file=note_file(home).name)


def _sha256(path: Path) -> str | None:
    try:
        return _hashed(path, _state(path))
    except OSError:
        return None


@lru_cache(maxsize=1024)
def _hashed(path: Path, _of: tuple[int, ...]) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _state(file: Path) -> tuple[int, ...]:
    found = file.stat()
    return (found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino)
