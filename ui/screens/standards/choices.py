"""Standards that a person can choose for a comparison or a replay: every version, and every draft."""

from __future__ import annotations

from dataclasses import dataclass

from station.errors import KnownError
from station.model.checklist import InternalStandard
from station.publishing.draft import Draft
from station.publishing.publisher import Publisher
from station.standards.channel import ChannelStandard
from station.standards.library import Library
from ui.screens.standards.volumes import Shelf


@dataclass(frozen=True, slots=True)
class Choice:
    """One version; ``standing`` is how it stands (``draft`` for a draft)."""

    standard: ChannelStandard
    internal: InternalStandard
    standing: str

    @property
    def key(self) -> str:
        """Unlike for any two choices."""
        return f"{self.standing}:{self.standard.id}@{self.standard.version}"


def choices(shelf: Shelf, drafts: tuple[Choice, ...]) -> tuple[Choice, ...]:
    """Drafts first, then every version of every standard, newest first."""
    versions = (
        Choice(edition.standard, volume.internal, edition.standing)
        for volume in shelf.volumes
        for edition in volume.editions
    )
    return (*drafts, *versions)


def read_drafts(publisher: Publisher, library: Library) -> tuple[Choice, ...]:
    """Every draft that still loads; one that does not is left out here and told where drafts are listed."""
    return tuple(choice for draft in publisher.drafts() if (choice := _choice(draft, publisher, library)))


def _choice(draft: Draft, publisher: Publisher, library: Library) -> Choice | None:
    try:
        standard = publisher.standard(draft)
        return Choice(standard, library.internal_standard(standard.category), "draft")
    except KnownError:
        return None
