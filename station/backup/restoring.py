"""Verified restore: everything is decrypted and checked beside the home, then renamed into place."""

from __future__ import annotations

import glob
import os
import platform
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import mkdtemp
from typing import BinaryIO

from station.backup.age import Identity, decrypt, unlock
from station.backup.container import About, Layout, Payload, check_bytes, open_container
from station.backup.erasures import erase_again, erasures_of
from station.backup.manifest import MANIFEST, Manifest
from station.backup.unpacking import Unpacking
from station.durable import make_folder, sync_folder
from station.errors import KnownError
from station.places import Home
from station.ports import Clock
from station.signing import public_key_of
from station.store.chain import LedgerReport
from station.store.evidence import EvidenceFolder
from station.store.failures import known_failures
from station.store.home_lock import HomeLock
from station.store.identity import station_id
from station.store.opening import open_to_read
from station.store.replacing import finish_replacing, replace_home
from station.store.restoration import Restoration, write_restoration
from station.store.verification import verify_store

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Checked:
    """A backup that was found whole: its manifest, the SHA-256 of the file, what the ledger's check said."""

    manifest: Manifest
    sha256: str
    ledger: LedgerReport


@dataclass(frozen=True, slots=True)
class Restored:
    """A restore that was done. ``set_aside`` is where the home that was there before lies now.

    ``erased`` names whose personal data was erased again, because the home that is set aside had erased it
    since the backup; None when that home could not be read.
    """

    home: Home
    checked: Checked
    set_aside: Path | None
    erased: tuple[str, ...] | None = ()


def _silent(_done: int, _of: int) -> None:
    """Nobody watches."""


def about_backup(file: Path) -> About:
    """What a backup says of itself; nothing is checked but its form.

    Raises:
        KnownError: BAK-002, BAK-003, BAK-004.
    """
    with open_container(file) as (_, layout):
        return layout.about


def check_bytes_of(file: Path, progress: Progress = _silent) -> str:
    """Check, without the passphrase, that every byte is as it was written; returns the file's SHA-256 (hex).

    Raises:
        KnownError: BAK-002, BAK-003, BAK-004.
    """
    with open_container(file) as (opened, layout):
        return check_bytes(opened, layout, progress)


def verify_backup(
    file: Path, words: str, clock: Clock, scratch: Path, progress: Progress = _silent
) -> Checked:
    """Every check of a restore, in a folder under ``scratch`` that is deleted afterwards.

    Raises:
        KnownError: as :func:`restore`, apart from BAK-006 and BAK-008.
    """
    with _unpacked(file, words, clock, scratch, progress) as (_, checked):
        return checked


def restore(
    file: Path,
    words: str,
    home: Home,
    clock: Clock,
    *,
    replace: bool = False,
    despite_problems: bool = False,
    progress: Progress = _silent,
) -> Restored:
    """Restore the backup ``file`` into ``home``, which must be absent or empty unless it is to ``replace``.

    A home that is replaced is set aside under a dated name, never deleted; personal data that it has erased
    since the backup is erased again before the restored home takes its place.

    Raises:
        KnownError: BAK-001 wrong passphrase, BAK-002 altered or cut off, BAK-003 made by a newer program,
            BAK-004 unreadable, BAK-006 the home holds something, BAK-008 its ledger does not verify (unless
            ``despite_problems``), STO-003 disk full, STO-004 a station runs there, STO-005.
    """
    root = home.root.absolute()
    _refuse_occupied(root, replace)
    with _unpacked(file, words, clock, root.parent, progress, root.name) as (new, checked):
        if checked.ledger.problems and not despite_problems:
            raise KnownError("BAK-008", count=len(checked.ledger.problems))
        known = erasures_of(home, clock)
        erased = erase_again(Home(new), known or {})
        _note_origin(new, checked, clock, erased)
        aside = _put_in_place(new, root, replace)
        return Restored(home, checked, aside, None if known is None else tuple(erased))


def _refuse_occupied(root: Path, replace: bool) -> None:
    if not replace and root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise KnownError("BAK-006", path=str(root))


@contextmanager
def _unpacked(
    file: Path, words: str, clock: Clock, beside: Path, progress: Progress, name: str = "backup"
) -> Iterator[tuple[Path, Checked]]:
    """The backup unpacked and checked in a folder of its own, which is gone afterwards unless renamed."""
    with known_failures(beside), open_container(file) as (opened, layout):
        make_folder(beside)
        finish_replacing(beside / name)
        _clear_leftovers(beside, name)
        sha256 = check_bytes(opened, layout)
        identity = unlock(layout.locked, words)
        folder = Path(mkdtemp(prefix=_prefix(name), dir=beside))
        try:
            with _held(folder):
                manifest = _decrypt(opened, layout, identity, folder, progress)
                checked = Checked(manifest, sha256, _verified(folder, manifest, layout.about, clock))
            yield folder, checked
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _decrypt(
    opened: BinaryIO, layout: Layout, identity: Identity, folder: Path, progress: Progress
) -> Manifest:
    EvidenceFolder(folder / "evidence").prepare()
    unpacking = Unpacking(folder)
    try:
        decrypt(Payload(opened, layout, progress), unpacking, identity)
        return unpacking.finish()
    finally:
        unpacking.close()


def _verified(folder: Path, manifest: Manifest, about: About, clock: Clock) -> LedgerReport:
    """Check what was unpacked against what the station signed, and its ledger."""
    key = public_key_of(Home(folder).key)
    if key is None or not manifest.is_signed_by(key):
        raise KnownError("BAK-002", why=MANIFEST)
    if manifest.about != about or station_id(key) != about.station:
        raise KnownError("BAK-002", why="backup.json")
    with open_to_read(Home(folder), clock) as store:
        report = verify_store(store)
    if report.head != about.head:
        raise KnownError("BAK-002", why="head")
    return report


def _put_in_place(new: Path, root: Path, replace: bool) -> Path | None:
    _sync_folders(new)
    if root.exists() and any(root.iterdir()):
        if not replace:
            raise KnownError("BAK-006", path=str(root))
        aside = root.with_name(f"{root.name}.before-{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}")
        replace_home(new, root, aside)
        return aside
    if root.exists():
        root.rmdir()
    new.replace(root)
    sync_folder(root.parent)
    return None


def _sync_folders(new: Path) -> None:
    """Their files are safe already, their names are not."""
    for folder, _, _ in os.walk(new):
        sync_folder(Path(folder))


def _note_origin(folder: Path, checked: Checked, clock: Clock, erased: Mapping[str, str]) -> None:
    about = checked.manifest.about
    write_restoration(
        Home(folder),
        Restoration(
            sequence=about.sequence,
            head=about.head,
            backup_sha256=checked.sha256,
            made_at=about.made_at,
            restored_at=clock.now(),
            machine=platform.node(),
            problems=len(checked.ledger.problems),
            erased=erased,
        ),
    )


def _prefix(name: str) -> str:
    return f".{name}.restoring-"


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """Tells others that this folder is no leftover."""
    (folder / "backup").mkdir(mode=0o700)
    lock = HomeLock(folder / "backup")
    try:
        yield
    finally:
        lock.release()


def _clear_leftovers(beside: Path, name: str) -> None:
    """Take away what a killed restore left; one that is at work is left alone."""
    for left in beside.glob(f"{glob.escape(_prefix(name))}*"):
        try:
            if (left / "backup").is_dir():
                HomeLock(left / "backup").release()
        except KnownError:
            continue
        shutil.rmtree(left, ignore_errors=True)
