"""An inspection in work: an immutable snapshot of what is on disk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from station.model.answer import Answer, Choice
from station.model.checklist import CheckItem, Checklist
from station.model.observation import Observation
from station.model.second_person import Override
from station.model.unit import Unit


class InspectionState(StrEnum):
    """Where an inspection stands; ``open`` and ``parked`` can be worked on."""

    OPEN = "open"
    PARKED = "parked"
    SEALED = "sealed"


class WithoutPhoto(StrEnum):
    """Why a demanded view is not on any photo; stated in the record."""

    NO_CAMERA = "no_camera"
    NOT_POSSIBLE = "not_possible"
    NOT_TAKEN = "not_taken"


@dataclass(frozen=True, slots=True)
class EvidencePhoto:
    """One photo of an inspection: SHA-256 of its bytes, the view it shows, and when it was taken (UTC)."""

    sha256: str
    view: str
    item: str
    taken_at: datetime
    width: int
    height: int
    superseded: bool = False


@dataclass(frozen=True, slots=True)
class Inspection:
    """The act from scan to seal, exactly as stored.

    ``observations`` maps item id to the current observation; ``history`` holds every observation in the order
    made. ``current_item`` is the step shown. ``not_needed`` names the items without an answer that can change
    no target channel's verdict any more; it is worked out from the answers, never stored.
    """

    id: str
    unit: Unit
    checklist: Checklist
    state: InspectionState
    person: str
    started_at: datetime
    current_item: str
    observations: Mapping[str, Observation] = field(default_factory=dict)
    history: tuple[Observation, ...] = ()
    photos: tuple[EvidencePhoto, ...] = ()
    not_needed: frozenset[str] = frozenset()
    overrides: tuple[Override, ...] = ()

    @property
    def facts(self) -> dict[str, Answer]:
        """Current answer per item; an absent item is unknown."""
        return {item: observation.answer for item, observation in self.observations.items()}

    def asked(self) -> tuple[CheckItem, ...]:
        """Items that are asked given the answers so far (dependent items only after their condition)."""
        return tuple(item for item in self.checklist.items if is_asked(item, self.observations))

    def needed(self) -> tuple[CheckItem, ...]:
        """Items that are asked, but for those that can change no verdict any more."""
        return tuple(item for item in self.asked() if item.id not in self.not_needed)

    def open_items(self) -> tuple[str, ...]:
        """Items that still need an answer, in working order."""
        return tuple(item.id for item in self.needed() if item.id not in self.observations)


def is_asked(item: CheckItem, observations: Mapping[str, Observation]) -> bool:
    """Whether ``item`` is asked given the current observations (it may depend on another item's answer)."""
    if item.after is None:
        return True
    observation = observations.get(item.after.item)
    answer = observation.answer if observation else None
    return isinstance(answer, Choice) and answer.value in item.after.options
