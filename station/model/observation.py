"""One recorded fact about a unit, with everything needed to judge it later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from station.model.answer import Answer


class Method(StrEnum):
    """How a fact was obtained. A person typing is a source like any other, marked ``manual``."""

    MANUAL = "manual"
    INSTRUMENT = "instrument"
    CAMERA = "camera"
    SCANNER = "scanner"
    TOOL = "tool"
    QUERY = "query"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact came from.

    ``device`` names the device as configured, ``profile`` the instrument profile, ``serial`` the identity the
    device gave, ``raw`` the bytes of the reading as hex. ``reason`` says why a person typed where an
    instrument was demanded.
    """

    method: Method
    device: str = ""
    profile: str = ""
    serial: str = ""
    raw: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Observation:
    """One recorded fact: item, answer, source, condition, evidence, person, time, and what it replaced.

    ``id`` is unique on this station. ``taken_at`` is wall time in UTC, ``monotonic_ns`` the monotonic
    clock at the same instant. ``evidence`` lists photos by SHA-256. ``replaces`` is the id of the
    observation of the same item that this one supersedes; both stay.
    """

    id: str
    item: str
    answer: Answer
    source: Source
    person: str
    taken_at: datetime
    monotonic_ns: int
    evidence: tuple[str, ...] = ()
    condition: Mapping[str, str] = field(default_factory=dict)
    replaces: str | None = None
    confirmed: bool = False
    """The person confirmed a value outside the item's limits."""
    withdrawn_at: datetime | None = None
    """When a person took it back (undo); a withdrawn observation stays in the history only."""
    withdrawn_by: str | None = None
    """Id of who took it back; None in records sealed before it was noted."""
    amendment: str = ""
    """Id of the record that brought it, where it corrects one sealed before."""
