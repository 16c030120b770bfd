"""The library as the screen shows it; read on the reckoning lane."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from station.model.checklist import InternalStandard, Title
from station.standards.channel import ChannelStandard
from station.standards.library import shipped


@dataclass(frozen=True, slots=True)
class Edition:
    """One version of a standard: ``upcoming`` before its day, ``in_force`` for the newest that counts."""

    version: str
    valid_from: str
    standing: str
    author: str = ""
    reviewer: str = ""


@dataclass(frozen=True, slots=True)
class Volume:
    """One channel standard with the internal standard it stands on and all its versions, newest first."""

    standard: ChannelStandard
    internal: InternalStandard
    editions: tuple[Edition, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """Every channel standard in force, by category and name."""

    volumes: tuple[Volume, ...]

    @property
    def categories(self) -> dict[str, Title]:
        """Categories that have a channel standard, with their titles."""
        return {one.standard.category: one.internal.title for one in self.volumes}

    def volume(self, standard_id: str) -> Volume | None:
        """The volume of a standard, None when it is not here."""
        return next((one for one in self.volumes if one.standard.id == standard_id), None)


def read_shelf(today: date) -> Shelf:
    """The library of this station on ``today``.

    Raises:
        KnownError: STD-003 when a channel standard's category has no internal standard.
    """
    library = shipped()
    standards = sorted(library.channel_standards(), key=lambda one: (one.category, one.name.en))
    return Shelf(
        tuple(
            Volume(one, library.internal_standard(one.category), (_edition(one, today),)) for one in standards
        )
    )


def _edition(standard: ChannelStandard, today: date) -> Edition:
    valid_from = standard.valid_from or standard.version
    standing = "upcoming" if valid_from > today.isoformat() else "in_force"
    people = standard.publication
    return Edition(
        standard.version,
        valid_from,
        standing,
        people.author if people else "",
        people.reviewer if people else "",
    )
