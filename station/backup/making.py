"""Making a backup while the station works: snapshot, encrypted stream, read back, renamed into place."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import BinaryIO

from station.backup.age import LockedKey, Sink, encrypt
from station.backup.container import CHUNK, FORMAT, About, write_container
from station.backup.contents import Source, mode_of, sources
from station.backup.manifest import MANIFEST, SUMS, Manifest, Sums
from station.backup.names import leftovers, part_of
from station.backup.notes import Note, forget_unfinished, write_note
from station.backup.snapshot import Snapshot, snapshot
from station.backup.tar import END, header, member, streamed
from station.durable import make_folder, sync_folder
from station.errors import KnownError
from station.places import Home
from station.store.failures import known_failures
from station.store.home_lock import HomeLock
from station.store.identity import Identity, load_identity
from station.store.plain_copy import remove_copies

Progress = Callable[[int, int], None]
"""Told how many bytes are done, of how many."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Whose backup is made, for which key, by whom. ``scheduled`` ones nobody asked for."""

    home: Home
    key: LockedKey
    at: datetime
    person: str = ""
    scheduled: bool = False


def _silent(_done: int, _of: int) -> None:
    """Nobody watches."""


def make_backup(plan: Plan, file: Path, progress: Progress = _silent) -> Note:
    """Write a backup of the home into ``file``: it appears whole, durable and verified, or not at all.

    The station may go on working meanwhile. What is returned lies beside the station as a note until it is
    entered in the ledger; see :mod:`station.backup.notes`.

    Raises:
        KnownError: BAK-004 the folder cannot be written, BAK-005 the file is there already, BAK-009 another
            backup is being made, STO-001, STO-003 disk full, STO-009, STO-011.
    """
    with only_one(plan.home):
        _claim(plan.home, file)
        return _make(plan, file, progress)


def _claim(home: Home, file: Path) -> None:
    if file.exists():
        raise KnownError("BAK-005", path=str(file))
    with known_failures(home.root):
        forget_unfinished(home, file)


def _make(plan: Plan, file: Path, progress: Progress) -> Note:
    with snapshot(plan.home, progress) as copy, _aside(file) as part:
        with part.open("w+b") as container:
            made = _Making(plan, copy, load_identity(plan.home.key), progress)
            sha256 = write_container(container, made.about, plan.key, made.pour)
            container.flush()
            os.fsync(container.fileno())
        note = Note(
            file=str(file.absolute()), sha256=sha256, size=part.stat().st_size, about=made.about,
            person=plan.person, scheduled=plan.scheduled,
        )  # fmt: skip
        write_note(plan.home, note)
        part.replace(file)
        sync_folder(file.parent)
    return note


@contextmanager
def only_one(home: Home) -> Iterator[None]:
    """Keeps others from backing up or pruning this home; clears what a killed one left.

    Raises:
        KnownError: BAK-009 somebody else is at it, STO-002, STO-003.
    """
    with known_failures(home.root):
        make_folder(home.backup, mode=0o700)
        try:
            lock = HomeLock(home.backup)
        except KnownError as error:
            raise KnownError("BAK-009") from error
    try:
        remove_copies(home)
        yield
    finally:
        lock.release()


@contextmanager
def _aside(file: Path) -> Iterator[Path]:
    """Where the backup grows; gone afterwards unless it was renamed. Earlier leftovers go too."""
    with _told(file):
        make_folder(file.parent)
        for left in tuple(leftovers(file)):
            left.unlink()
        part = part_of(file, os.getpid())
        try:
            yield part
        finally:
            part.unlink(missing_ok=True)


@contextmanager
def _told(file: Path) -> Iterator[None]:
    try:
        with known_failures(file.parent):
            yield
    except KnownError as error:
        if error.code != "STO-002":
            raise
        raise KnownError("BAK-004", path=str(file.parent), why=str(error.__cause__)) from error
    except OSError as error:
        raise KnownError("BAK-004", path=str(file.parent), why=error.strerror or str(error)) from error


class _Making:
    """The payload of one backup as it streams by."""

    def __init__(self, plan: Plan, copy: Snapshot, identity: Identity, progress: Progress) -> None:
        self._plan, self._copy, self._identity, self._progress = plan, copy, identity, progress
        self._sums = Sums()
        self._of = 0
        self.about = About(
            format=FORMAT,
            station=identity.id,
            made_at=plan.at.replace(microsecond=0),
            sequence=copy.head.sequence,
            head=copy.head.hash,
            recipient=plan.key.recipient,
            practice=plan.home.is_practice,
        )

    def pour(self, sink: Sink) -> None:
        """Encrypt everything into ``sink``."""
        encrypt(self._chunks(), sink, self._plan.key.recipient)

    def _chunks(self) -> Iterator[bytes]:
        found = list(sources(self._plan.home, self._identity.id, self._copy))
        self._of = sum(_size(one.path) for one in found)
        for one in found:
            yield from self._file(one)
        yield from self._closing()

    def _file(self, source: Source) -> Iterator[bytes]:
        if source.content is not None:
            self._sums.add(source.name, len(source.content), hashlib.sha256(source.content).hexdigest())
            yield member(source.name, source.content, self.about.made_at, mode_of(source.name))
            return
        try:
            file = source.path.open("rb")
        except FileNotFoundError:  # set aside by the station since it was listed
            return
        with file:
            size = os.fstat(file.fileno()).st_size
            head = _header(source.name, size, self.about.made_at)
            yield from streamed(head, size, self._content(source, file, size))

    def _content(self, source: Source, file: BinaryIO, size: int) -> Iterator[bytes]:
        sha256, left = hashlib.sha256(), size
        while left and (chunk := file.read(min(CHUNK, left))):
            sha256.update(chunk)
            left -= len(chunk)
            yield chunk
            self._progress(min(self._sums.size + size - left, self._of), self._of)
        if left:
            raise KnownError("BAK-004", path=str(source.path), why="changed while it was read")
        self._sums.add(source.name, size, sha256.hexdigest())

    def _closing(self) -> Iterator[bytes]:
        sums, at = self._sums.content(), self.about.made_at
        manifest = Manifest(
            about=self.about,
            program=version("inspection-station"),
            schema_revision=self._copy.schema_revision,
            files=self._sums.files,
            size=self._sums.size,
            sums_sha256=hashlib.sha256(sums).hexdigest(),
        ).signed(self._identity.sign)
        yield member(SUMS, sums, at)
        yield member(MANIFEST, manifest.model_dump_json(indent=1).encode(), at)
        yield END


def _header(name: str, size: int, at: datetime) -> bytes:
    try:
        return header(name, size, at, mode_of(name))
    except ValueError as error:
        raise KnownError("BAK-004", path=name, why="name too long") from error


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0
