"""The library as the screen shows it; read on the reckoning lane."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from station.errors import KnownError
from station.model.checklist import InternalStandard, Title
from station.places import Home
from station.standards.channel import ChannelStandard
from station.standards.library import Library, counts_from, home_library

Standing = Literal["in_force", "upcoming", "replaced"]


@dataclass(frozen=True, slots=True)
class Edition:
    """One version of a standard: ``upcoming`` before its day, ``in_force`` the one that counts today."""

    standard: ChannelStandard
    standing: Standing


@dataclass(frozen=True, slots=True)
class Volume:
    """One channel standard with the internal standard it stands on and all its versions, newest first."""

    standard: ChannelStandard
    internal: InternalStandard
    editions: tuple[Edition, ...]

    @property
    def standing(self) -> Standing:
        """How the version shown stands today."""
        return next(one.standing for one in self.editions if one.standard is self.standard)

    @property
    def before(self) -> ChannelStandard | None:
        """The version that stood before the one shown, None when it is the first."""
        older = (one.standard for one in self.editions if one.standard.version < self.standard.version)
        return next(older, None)

    @property
    def upcoming(self) -> ChannelStandard | None:
        """The next version that counts from a later day, None when there is none."""
        later = [one.standard for one in self.editions if one.standing == "upcoming"]
        return min(later, key=counts_from, default=None)


@dataclass(frozen=True, slots=True)
class Shelf:
    """Every channel standard, by category and name; ``problems`` are files that were left out."""

    volumes: tuple[Volume, ...]
    problems: tuple[KnownError, ...] = ()

    @property
    def categories(self) -> dict[str, Title]:
        """Categories that have a channel standard, with their titles."""
        return {one.standard.category: one.internal.title for one in self.volumes}

    def volume(self, standard_id: str, version: str = "") -> Volume | None:
        """The volume of a standard at a version (the one in force when not named), None when not here."""
        found = next((one for one in self.volumes if one.standard.id == standard_id), None)
        if found is None or not version:
            return found
        named = (one.standard for one in found.editions if one.standard.version == version)
        return next((Volume(one, found.internal, found.editions) for one in named), None)


def read_shelf(home: Home, today: date) -> Shelf:
    """The library of this station on ``today``.

    Raises:
        KnownError: STD-003 when a channel standard's category has no internal standard.
    """
    library = home_library(home)
    in_force = {one.id: one for one in library.in_force(None, today)}
    shown = {one.id: one for one in reversed(library.upcoming())} | in_force
    ordered = sorted(shown.values(), key=lambda one: (one.category, one.name.en))
    volumes = tuple(_volume(library, one, in_force, today) for one in ordered)
    return Shelf(volumes, library.problems())


def _volume(
    library: Library, standard: ChannelStandard, in_force: dict[str, ChannelStandard], today: date
) -> Volume:
    editions = tuple(
        Edition(one, _standing(one, in_force.get(standard.id), today))
        for one in library.versions(standard.id)
    )
    return Volume(standard, library.internal_standard(standard.category), editions)


def _standing(standard: ChannelStandard, in_force: ChannelStandard | None, today: date) -> Standing:
    if standard is in_force:
        return "in_force"
    return "upcoming" if counts_from(standard) > today.isoformat() else "replaced"
