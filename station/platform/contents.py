"""Contents that came down, by their hash, and the folders of sets that are made of them."""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path

from station.durable import make_folder, sync_folder, write_durably
from station.errors import KnownError
from station.in_force import set_folder
from station.places import Home
from station.platform.offer import PlatformItem
from station.store.failures import known_failures

_PRIVATE = 0o700


class Contents:
    """The contents of one home. What is there survives a power cut, but may have been altered since."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._folder = home.platform / "contents"

    def has(self, item: PlatformItem) -> bool:
        """Whether the content is there, to the byte."""
        try:
            content = self._path(item).read_bytes()
        except OSError:
            return False
        return _is(item, content)

    def keep(self, item: PlatformItem, content: bytes) -> None:
        """Keep a content that was fetched.

        Raises:
            KnownError: SYN-023 it is not what the item says, STO-002, STO-003.
        """
        if not _is(item, content):
            raise KnownError("SYN-023", **item.told)
        with known_failures(self._folder):
            make_folder(self._folder, mode=_PRIVATE)
            write_durably(self._path(item), content)

    def lay_out(self, cursor: int, items: Iterable[PlatformItem]) -> Path:
        """A new folder with every item in its place; a crash leaves it for :meth:`tidy`.

        Raises:
            KnownError: STO-002, STO-003.
        """
        folder = set_folder(self._home, f"{cursor}-{secrets.token_hex(4)}")
        with known_failures(folder):
            make_folder(folder, mode=_PRIVATE)
            places = {self._lay(folder, item).parent for item in items}
            for place in sorted(places):
                sync_folder(place)
            sync_folder(folder)
        return folder

    def tidy(self, sets: Collection[str], items: Iterable[PlatformItem]) -> None:
        """Remove every folder but those of ``sets`` (their names), and contents that no item has."""
        named = {item.sha256 for item in items}
        for folder in _found(self._home.platform / "sets"):
            if folder.name not in sets:
                shutil.rmtree(folder, ignore_errors=True)
        for file in _found(self._folder):
            if file.name not in named:
                with suppress(OSError):
                    file.unlink()

    def _lay(self, folder: Path, item: PlatformItem) -> Path:
        place = folder / item.file
        make_folder(place.parent, mode=_PRIVATE)
        try:
            os.link(self._path(item), place)
        except OSError:  # not every file system has links
            write_durably(place, self._path(item).read_bytes())
        return place

    def _path(self, item: PlatformItem) -> Path:
        return self._folder / item.sha256


def _is(item: PlatformItem, content: bytes) -> bool:
    return len(content) == item.size and hashlib.sha256(content).hexdigest() == item.sha256


def _found(folder: Path) -> list[Path]:
    return list(folder.iterdir()) if folder.is_dir() else []
