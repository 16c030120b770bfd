"""What a program did to the files of one folder, in order."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath


@dataclass(frozen=True, slots=True)
class Write:
    """Bytes written into a file."""

    file: int
    offset: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Truncate:
    """A file cut, or stretched with zeros."""

    file: int
    size: int


@dataclass(frozen=True, slots=True)
class Name:
    """A name given: a new file or folder, or one that had the name ``was`` before."""

    path: PurePosixPath
    file: int
    was: PurePosixPath | None = None


@dataclass(frozen=True, slots=True)
class Remove:
    """A name taken away."""

    path: PurePosixPath


@dataclass(frozen=True, slots=True)
class SyncFile:
    """The content of a file made safe."""

    file: int


@dataclass(frozen=True, slots=True)
class SyncFolder:
    """The names in a folder made safe."""

    path: PurePosixPath


@dataclass(frozen=True, slots=True)
class Mark:
    """The work said that something with this number was acknowledged."""

    number: int


Change = Write | Truncate | Name | Remove | SyncFile | SyncFolder | Mark
