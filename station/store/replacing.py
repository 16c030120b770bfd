"""One home put in the place of another: two renames, which the next who comes finishes after a crash.

Before the first rename a marker beside the home says what is about to happen. Who finds it with nobody at
work on it goes on from there: the new home takes the place if it is still waiting, else the old one comes
back. Nothing is ever deleted by this.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from station.durable import make_folder, sync_folder, write_durably
from station.errors import KnownError
from station.places import Home
from station.store.failures import known_failures
from station.store.home_lock import HomeLock


class _Plan(BaseModel):
    """Names of the folders beside the home."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    new: str
    aside: str


def replace_home(new: Path, root: Path, aside: Path) -> None:
    """Put the folder ``new`` in the place of the home ``root``, which is kept as ``aside``; all lie together.

    Raises:
        KnownError: STO-004 a station runs on the home, or somebody else replaces it.
        OSError: the disk refused.
    """
    with _held(root) as marker:
        HomeLock(root).release()
        plan = _Plan(new=new.name, aside=aside.name)
        write_durably(_note(marker), plan.model_dump_json().encode())
        root.replace(aside)
        _take_place(new, root)
        sync_folder(root.parent)


def finish_replacing(root: Path) -> None:
    """Finish or undo a replacement that a crash cut short; nothing happens where there was none.

    Raises:
        KnownError: STO-001 the marker cannot be read, STO-002, STO-003, STO-004 the home is being replaced.
    """
    if not root.name or not _marker(root).is_dir():
        return
    with known_failures(root.parent), _held(root) as marker:
        plan = _read(_note(marker))
        if plan is not None:
            _finish(root, root.with_name(plan.new), root.with_name(plan.aside))
            sync_folder(root.parent)


def _finish(root: Path, new: Path, aside: Path) -> None:
    """The old home was renamed where ``aside`` is there; the new one was where ``new`` is gone."""
    if not aside.is_dir() or Home(root).database.exists():
        return
    if new.is_dir():
        _take_place(new, root)
    elif not root.exists():
        aside.replace(root)


def _take_place(new: Path, root: Path) -> None:
    if root.exists():  # a program that only looked, or logged, made it meanwhile
        root.replace(new.with_name(f"{new.name}.meanwhile"))
    new.replace(root)


@contextmanager
def _held(root: Path) -> Iterator[Path]:
    """The folder of the marker, for us alone; gone afterwards, unless it went wrong."""
    marker = _marker(root)
    make_folder(marker, mode=0o700)
    lock = HomeLock(marker)
    try:
        yield marker
        _note(marker).unlink(missing_ok=True)
        sync_folder(marker)
    finally:
        lock.release()
    shutil.rmtree(marker, ignore_errors=True)


def _read(note: Path) -> _Plan | None:
    try:
        return _Plan.model_validate_json(note.read_bytes())
    except FileNotFoundError:
        return None
    except ValidationError as error:
        raise KnownError("STO-001", path=str(note), why=str(error).splitlines()[0]) from error


def _marker(root: Path) -> Path:
    return root.with_name(f".{root.name}.replacing")


def _note(marker: Path) -> Path:
    return marker / "plan.json"
