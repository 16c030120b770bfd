"""The home as a power cut may leave it: synced things are there, the rest is kept, dropped or torn.

What is assumed of disk and file system is only what POSIX promises. A sync of a file makes its content safe,
a sync of a folder the names in it. Of what was written since, any 512-byte sector may be there or not, in any
order; of the names given and taken since, as many as the journal got to, each folder for itself; a rename is
never there by half.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path, PurePosixPath

from tests.survive.power.changes import (
    Change,
    Mark,
    Name,
    Remove,
    SyncFile,
    SyncFolder,
    Truncate,
    Write,
)
from tests.survive.power.recording import Recorder

SECTOR = 512
_FATES = ("dropped", "kept", "begun", "mixed", "torn")


@dataclass
class _File:
    content: bytearray
    unsafe: list[Write | Truncate] = field(default_factory=list)


@dataclass
class Disk:
    """Content and names as they came to the disk, and what is still on its way."""

    files: dict[int, _File]
    names: dict[PurePosixPath, int]
    unsafe: list[Name | Remove] = field(default_factory=list)

    def take(self, change: Change) -> None:
        """One more change."""
        match change:
            case Write() | Truncate():
                self.files[change.file].unsafe.append(change)
            case Name():
                self.files.setdefault(change.file, _File(bytearray()))
                self.unsafe.append(change)
            case Remove():
                self.unsafe.append(change)
            case SyncFile():
                _settle(self.files[change.file])
            case SyncFolder():
                for one in [one for one in self.unsafe if one.path.parent == change.path]:
                    self._apply(one)
            case Mark():
                pass

    def _apply(self, change: Name | Remove) -> None:
        self.unsafe.remove(change)
        if isinstance(change, Remove):
            self.names.pop(change.path, None)
            return
        if change.was is not None:
            self.names.pop(change.was, None)
        self.names[change.path] = change.file

    def cut(self, rng: random.Random) -> None:
        """The power goes."""
        for folder in sorted({one.path.parent for one in self.unsafe}):
            waiting = [one for one in self.unsafe if one.path.parent == folder]
            for one in waiting[: rng.randrange(len(waiting) + 1)]:
                self._apply(one)
        for file in self.files.values():
            if file.unsafe:
                _lose(file, rng)

    def write(self, root: Path, folders: set[PurePosixPath]) -> None:
        """Put on a real disk what is left."""
        root.mkdir(parents=True)
        for path, number in sorted(self.names.items()):
            if not (root / path).parent.is_dir():
                continue  # the folder's own name was lost
            if path in folders:
                (root / path).mkdir()
            else:
                (root / path).write_bytes(self.files[number].content)


def disk_at(recorder: Recorder, position: int) -> Disk:
    """The disk after the first ``position`` changes."""
    files = {
        recorder.number(path): _File(bytearray(content or b"")) for path, content in recorder.start.items()
    }
    disk = Disk(files, {path: recorder.number(path) for path in recorder.start})
    for change in recorder.changes[:position]:
        disk.take(change)
    return disk


def acknowledged(changes: Sequence[Change]) -> int | None:
    """The last mark among ``changes``."""
    return max((change.number for change in changes if isinstance(change, Mark)), default=None)


def _settle(file: _File) -> None:
    for change in file.unsafe:
        _put(file.content, change)
    file.unsafe.clear()


def _lose(file: _File, rng: random.Random) -> None:
    fate = rng.choice(_FATES)
    if fate == "begun":
        file.unsafe = file.unsafe[: rng.randrange(len(file.unsafe) + 1)]
    elif fate == "mixed":
        file.unsafe = [change for change in file.unsafe if rng.random() < 0.5]
    elif fate == "torn":
        file.unsafe = [part for change in file.unsafe for part in _torn(change, rng)]
    elif fate == "dropped":
        file.unsafe = []
    _settle(file)


def _torn(change: Write | Truncate, rng: random.Random) -> list[Write | Truncate]:
    if isinstance(change, Truncate):
        return [change] * rng.randrange(2)
    first = -change.offset % SECTOR
    edges = [0, *range(first, len(change.data), SECTOR), len(change.data)]
    return [
        Write(change.file, change.offset + start, change.data[start:end])
        for start, end in pairwise(edges)
        if end > start and rng.random() < 0.5
    ]


def _put(content: bytearray, change: Write | Truncate) -> None:
    if isinstance(change, Truncate):
        del content[change.size :]
        content.extend(bytes(change.size - len(content)))
        return
    content.extend(bytes(max(0, change.offset - len(content))))
    content[change.offset : change.offset + len(change.data)] = change.data
