"""A set that is laid out and not in force yet: what each kind is checked in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from pathlib import Path

from station.errors import KnownError
from station.places import Home
from station.platform.kinds import PlatformKind
from station.platform.offer import PlatformItem
from station.standards.library import STANDARDS, Library, library_with


class Staged:
    """The set in ``folder``, for the station in ``home``."""

    def __init__(self, home: Home, folder: Path, items: Iterable[PlatformItem]) -> None:
        self.home = home
        self.folder = folder
        self.items = tuple(items)

    @cached_property
    def library(self) -> Library:
        """The standards as they will be."""
        return library_with(self.home, self.folder / STANDARDS)

    def of(self, kind: PlatformKind) -> tuple[PlatformItem, ...]:
        """Its items of one kind, by name."""
        return tuple(sorted((one for one in self.items if one.kind is kind), key=lambda one: one.file))

    def path(self, item: PlatformItem) -> Path:
        """The file of an item."""
        return self.folder / item.file

    def content(self, item: PlatformItem) -> bytes:
        """The content of an item."""
        return self.path(item).read_bytes()


Check = Callable[[Staged, PlatformItem], None]
"""Refuses an item that cannot be used, by ``KnownError`` (SYN-024, SYN-025 or what its own kind raises) or
``ValueError``."""
Checks = Mapping[PlatformKind, Check]


def conflict(item: PlatformItem, what: str) -> KnownError:
    """An item that would take the place of something that is this station's own."""
    return KnownError("SYN-025", **item.told, what=what)
