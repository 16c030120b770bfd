"""The library of published standards: walks folders, keeps what is sound, reports what is not.

A standard file that is malformed never keeps another one from working; it is listed in
:meth:`Library.problems`. Old versions stay reachable; of each channel standard the newest version that counts
today is in force.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import cache, cached_property, lru_cache, partial
from pathlib import Path

from station.errors import KnownError
from station.in_force import SetInForce, set_in_force
from station.model.checklist import InternalStandard
from station.places import RESOURCES, Home
from station.standards.channel import ChannelStandard
from station.standards.channel_file import channel_document, load_channel_file
from station.standards.internal import load_internal
from station.standards.shelf import Shelf, read_shelf, shelf_files

STANDARDS = "standards"
"""Folder of standards in a set of the platform."""
INTERNAL, CHANNELS = "internal", "channels"
"""The shelves of a folder of standards."""


def counts_from(standard: ChannelStandard) -> str:
    """The day from which a version counts (ISO)."""
    return standard.valid_from or standard.version


def local_day() -> date:
    """Today where this station stands."""
    return datetime.now().astimezone().date()


class Library:
    """Standards found in ``folders``; each folder may hold ``internal/*.toml`` and ``channels/*.toml``.

    ``today`` says which day it is: a version that counts from a later day is kept, but not used.
    ``refuse_unpublished`` raises for a standard that may not be used whatever it says.
    """

    def __init__(
        self,
        folders: Iterable[Path],
        today: Callable[[], date] = local_day,
        refuse_unpublished: Callable[[Path], None] = lambda _path: None,
    ) -> None:
        self._folders = tuple(folders)
        self._today = today
        self._refuse_unpublished = refuse_unpublished

    def internal_categories(self) -> tuple[str, ...]:
        """Product categories that have an internal standard."""
        return tuple(sorted({standard.category for standard in self._internal.sound}))

    def internal_standard(self, category: str) -> InternalStandard:
        """The newest internal standard of a category.

        Raises:
            KnownError: STD-003 when the category has none.
        """
        versions = [standard for standard in self._internal.sound if standard.category == category]
        if not versions:
            raise KnownError("STD-003", category=category, known=self.internal_categories())
        return max(versions, key=lambda standard: standard.version)

    def channel_standards(self, category: str | None = None) -> tuple[ChannelStandard, ...]:
        """The version in force today of every channel standard, by id; of one category when it is named."""
        return self.in_force(category, self._today())

    def in_force(self, category: str | None, on: date) -> tuple[ChannelStandard, ...]:
        """The version that counts on a day of every channel standard that has one, by id."""
        chosen = (_in_force(self._versions[name], on) for name in sorted(self._versions))
        return tuple(one for one in chosen if one is not None and category in (None, one.category))

    def upcoming(self, category: str | None = None) -> tuple[ChannelStandard, ...]:
        """Published versions that count from a later day, the soonest first."""
        in_force = {standard.id: standard for standard in self.channel_standards()}
        later = [
            standard
            for standard in self._channels.sound
            if counts_from(standard) > self._today().isoformat()
            and standard is not in_force.get(standard.id)
            and category in (None, standard.category)
        ]
        return tuple(sorted(later, key=lambda standard: (counts_from(standard), standard.id)))

    def channel_standard(self, name: str, version: str | None = None) -> ChannelStandard:
        """The version in force today of the channel standard with id ``name``, or the version named.

        Raises:
            KnownError: STD-002 when there is none.
        """
        versions = self._versions.get(name, ())
        if version is None:
            found = _in_force(versions, self._today())
        else:
            found = next((standard for standard in versions if standard.version == version), None)
        if found is None:
            raise self._unknown(name, version)
        return found

    def named(self, told: str) -> ChannelStandard:
        """The channel standard told as ``id`` (in force today) or ``id@version``.

        Raises:
            KnownError: STD-002 when there is none.
        """
        name, _, version = told.partition("@")
        return self.channel_standard(name, version or None)

    def versions(self, name: str) -> tuple[ChannelStandard, ...]:
        """Every version of the channel standard with id ``name``, the newest first.

        Raises:
            KnownError: STD-002 when there is none.
        """
        if name not in self._versions:
            raise self._unknown(name, None)
        return self._versions[name]

    def load_channel(self, path: Path) -> ChannelStandard:
        """A channel standard from any file, checked against this library's internal standards.

        Raises:
            KnownError: STD-001 naming the place that is wrong.
        """
        return load_channel_file(path, self.internal_standard)

    def problems(self) -> tuple[KnownError, ...]:
        """What is wrong with files that are left out: STD-001 each, STD-020 where two claim one version,
        STD-028 where one is not as it was published."""
        return (*self._internal.problems, *self._channels.problems)

    def _unknown(self, name: str, version: str | None) -> KnownError:
        asked = name if version is None else f"{name}@{version}"
        return KnownError("STD-002", name=asked, known=tuple(sorted(self._versions)))

    @cached_property
    def _internal(self) -> Shelf[InternalStandard]:
        return read_shelf(
            shelf_files(self._folders, INTERNAL),
            self._internal_in_force,
            lambda one: (one.category, one.version),
            lambda one: one,
        )

    @cached_property
    def _channels(self) -> Shelf[ChannelStandard]:
        return read_shelf(
            shelf_files(self._folders, CHANNELS),
            self._published,
            lambda one: (one.id, one.version),
            channel_document,
        )

    def _internal_in_force(self, path: Path) -> InternalStandard:
        self._refuse_unpublished(path)
        return load_internal(path)

    def _published(self, path: Path) -> ChannelStandard:
        self._refuse_unpublished(path)
        return self.load_channel(path)

    @cached_property
    def _versions(self) -> Mapping[str, tuple[ChannelStandard, ...]]:
        found = defaultdict(list)
        for standard in self._channels.sound:
            found[standard.id].append(standard)
        return {
            name: tuple(sorted(versions, key=lambda one: one.version, reverse=True))
            for name, versions in found.items()
        }


def _in_force(versions: tuple[ChannelStandard, ...], on: date) -> ChannelStandard | None:
    """The newest version that counts on a day.

    What ships with the program counts from its first day on, also where the clock was set back.
    """
    counting = (standard for standard in versions if counts_from(standard) <= on.isoformat())
    shipped_first = (
        standard for standard in reversed(versions) if not standard.publication and not standard.valid_from
    )
    return next(counting, None) or next(shipped_first, None)


@cache
def shipped() -> Library:
    """The standards that ship with the program."""
    return Library([RESOURCES / "standards"])


def home_library(home: Home) -> Library:
    """The standards that ship, those published in this home and the platform's in force, as they lie there.

    Cheap to ask again: files are read again only after the shelves changed.
    """
    platform = set_in_force(home)
    folders = [home.standards, *([platform.folder / STANDARDS] if platform else [])]
    files = tuple(file for shelf in (INTERNAL, CHANNELS) for file in shelf_files(folders, shelf))
    if not files:
        return shipped()
    return _library_of(home, platform, tuple((str(file), _state(file)) for file in files))


def library_with(home: Home, folder: Path) -> Library:
    """The standards that ship, those published in this home, and those in ``folder``, as they lie there."""
    return Library([*_own_folders(home), folder], refuse_unpublished=partial(_refuse_unsigned, home, None))


def _state(file: Path) -> tuple[int, int, int]:
    found = file.stat()
    return (found.st_mtime_ns, found.st_size, found.st_ino)


@lru_cache(maxsize=4)
def _library_of(
    home: Home, platform: SetInForce | None, _files: tuple[tuple[str, tuple[int, int, int]], ...]
) -> Library:
    folders = [*_own_folders(home), *([platform.folder / STANDARDS] if platform else [])]
    return Library(folders, refuse_unpublished=partial(_refuse_unsigned, home, platform))


def _own_folders(home: Home) -> tuple[Path, Path]:
    return RESOURCES / "standards", home.standards


def _refuse_unsigned(home: Home, platform: SetInForce | None, path: Path) -> None:
    """What lies in the home counts only as it was published here and signed, or came down, to the byte."""
    if platform is not None and path.is_relative_to(platform.folder):
        if (problem := platform.problem(path)) is not None:
            raise problem
        return
    if path.parent != home.published_channels:
        return
    from station.signing import carries_signature, public_key_of

    try:
        content = path.read_bytes()
    except OSError as error:
        raise KnownError("STD-001", file=path.name, where="file", why=str(error)) from error
    key = public_key_of(home.key)
    if key is None or not carries_signature(content, key):
        raise KnownError("STD-028", file=str(path))


def internal_standard(category: str) -> InternalStandard:
    """The newest shipped internal standard of a category; raises STD-003."""
    return shipped().internal_standard(category)


def internal_categories() -> tuple[str, ...]:
    """Product categories with a shipped internal standard."""
    return shipped().internal_categories()


def channel_standards(category: str | None = None) -> tuple[ChannelStandard, ...]:
    """The shipped version in force today of every channel standard, by id."""
    return shipped().channel_standards(category)


def channel_standard(name: str, version: str | None = None) -> ChannelStandard:
    """The shipped channel standard with id ``name``, in force today or of ``version``; raises STD-002."""
    return shipped().channel_standard(name, version)


def problems() -> tuple[KnownError, ...]:
    """What is wrong with shipped files that could not be loaded."""
    return shipped().problems()


def load_channel(path: Path) -> ChannelStandard:
    """A channel standard from a file outside the library; raises STD-001."""
    return shipped().load_channel(path)
