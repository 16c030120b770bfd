"""The library of published standards: walks folders, keeps what is sound, reports what is not.

A standard file that is malformed never keeps another one from working; it is listed in
:meth:`Library.problems`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, cached_property
from pathlib import Path
from typing import TypeVar

from station.errors import KnownError
from station.model.checklist import InternalStandard
from station.places import RESOURCES
from station.standards.channel import ChannelStandard
from station.standards.channel_file import load_channel_file
from station.standards.internal import load_internal

Loaded = TypeVar("Loaded")


class Library:
    """Standards found in ``folders``; each folder may hold ``internal/*.toml`` and ``channels/*.toml``."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self._folders = tuple(folders)
        self._problems: list[KnownError] = []

    def internal_categories(self) -> tuple[str, ...]:
        """Product categories that have an internal standard."""
        return tuple(sorted({standard.category for standard in self._internal}))

    def internal_standard(self, category: str) -> InternalStandard:
        """The newest internal standard of a category.

        Raises:
            KnownError: STD-003 when the category has none.
        """
        versions = [standard for standard in self._internal if standard.category == category]
        if not versions:
            raise KnownError("STD-003", category=category, known=self.internal_categories())
        return max(versions, key=lambda standard: standard.version)

    def channel_standards(self, category: str | None = None) -> tuple[ChannelStandard, ...]:
        """The newest version of every channel standard, by id; of one category when it is named."""
        newest = {standard.id: standard for standard in sorted(self._channels, key=lambda one: one.version)}
        chosen = (newest[name] for name in sorted(newest))
        return tuple(standard for standard in chosen if category in (None, standard.category))

    def channel_standard(self, name: str) -> ChannelStandard:
        """The newest version of the channel standard with id ``name``.

        Raises:
            KnownError: STD-002 when there is none.
        """
        known = {standard.id: standard for standard in self.channel_standards()}
        if name not in known:
            raise KnownError("STD-002", name=name, known=tuple(known))
        return known[name]

    def load_channel(self, path: Path) -> ChannelStandard:
        """A channel standard from any file, checked against this library's internal standards.

        Raises:
            KnownError: STD-001 naming the place that is wrong.
        """
        return load_channel_file(path, self.internal_standard)

    def problems(self) -> tuple[KnownError, ...]:
        """What is wrong with files that could not be loaded (STD-001 each)."""
        _ = self._internal, self._channels
        return tuple(self._problems)

    @cached_property
    def _internal(self) -> tuple[InternalStandard, ...]:
        return self._load_all("internal", load_internal)

    @cached_property
    def _channels(self) -> tuple[ChannelStandard, ...]:
        return self._load_all("channels", self.load_channel)

    def _load_all(self, shelf: str, load: Callable[[Path], Loaded]) -> tuple[Loaded, ...]:
        loaded = []
        for path in self._files(shelf):
            try:
                loaded.append(load(path))
            except KnownError as problem:
                self._problems.append(problem)
        return tuple(loaded)

    def _files(self, shelf: str) -> list[Path]:
        return [path for folder in self._folders for path in sorted((folder / shelf).glob("*.toml"))]


@cache
def shipped() -> Library:
    """The standards that ship with the program."""
    return Library([RESOURCES / "standards"])


def internal_standard(category: str) -> InternalStandard:
    """The newest shipped internal standard of a category; raises STD-003."""
    return shipped().internal_standard(category)


def internal_categories() -> tuple[str, ...]:
    """Product categories with a shipped internal standard."""
    return shipped().internal_categories()


def channel_standards(category: str | None = None) -> tuple[ChannelStandard, ...]:
    """The newest shipped version of every channel standard, by id."""
    return shipped().channel_standards(category)


def channel_standard(name: str) -> ChannelStandard:
    """The newest shipped channel standard with id ``name``; raises STD-002."""
    return shipped().channel_standard(name)


def problems() -> tuple[KnownError, ...]:
    """What is wrong with shipped files that could not be loaded (STD-001 each)."""
    return shipped().problems()


def load_channel(path: Path) -> ChannelStandard:
    """A channel standard from a file outside the library; raises STD-001."""
    return shipped().load_channel(path)
