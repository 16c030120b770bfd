"""What an administrator's own program reads and says at the hub: stations, codes, alarms, set-asides, traces.

Lists come page by page: ``cursor`` is where the next page begins, empty where there is none. Times are
RFC 3339 in UTC.
"""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from sync.wire.messages import PartyId, Sequence


class StationMessage(Struct, frozen=True):
    """A station: ``sequence`` is the last entry that the hub has, ``complete`` the last through which nothing
    is missing, ``backlog`` how many more the station said it has."""

    id: PartyId
    name: str
    state: str
    enrolled_at: str
    seen_at: str | None
    sequence: int
    complete: int
    backlog: int


class StationPage(Struct, frozen=True):
    """``GET /v1/admin/stations``, by id."""

    stations: list[StationMessage]
    cursor: str


class CodeRequest(Struct, frozen=True):
    """``POST /v1/admin/codes``: what the new station is called, and how long the code is good."""

    name: Annotated[str, Meta(min_length=1, max_length=40, pattern=r"^[^\x00-\x1f]*$")]
    hours: Annotated[int, Meta(ge=1, le=168)] = 24


class CodeMessage(Struct, frozen=True):
    """An enrolment code: told this once, good once."""

    code: str
    name: str
    hours: int

    def __repr__(self) -> str:
        """Without the code: what is shown may be logged."""
        return f"CodeMessage(name={self.name!r})"


class AlarmMessage(Struct, frozen=True):
    """A ledger that contradicts what the hub confirmed, or that no honest station sends."""

    id: int
    station: PartyId
    sequence: Sequence
    code: str
    detail: str
    at: str
    seen_at: str | None
    seen_by: str


class AlarmPage(Struct, frozen=True):
    """``GET /v1/admin/alarms``, the latest first."""

    alarms: list[AlarmMessage]
    cursor: str


class AsideMessage(Struct, frozen=True):
    """An entry that is kept and cannot be used, and the code of the reason."""

    station: PartyId
    name: str
    sequence: Sequence
    code: str
    detail: str
    at: str


class AsidePage(Struct, frozen=True):
    """``GET /v1/admin/set-asides``, by station and entry."""

    set_asides: list[AsideMessage]
    cursor: str


class AuditMessage(Struct, frozen=True):
    """Something that was done at the hub, and by whom."""

    id: int
    at: str
    account: str
    action: str
    subject: str
    detail: str


class AuditPage(Struct, frozen=True):
    """``GET /v1/admin/audit``, the latest first."""

    lines: list[AuditMessage]
    cursor: str


class TracePolicyMessage(Struct, frozen=True):
    """What the public trace pages show: whether there are any, photos, the verdicts of which channels (null
    for all), answers in a person's own words; times are told so many hours from UTC."""

    pages: bool
    photos: bool
    channels: Annotated[list[Annotated[str, Meta(max_length=200)]], Meta(max_length=200)] | None
    free_text: bool
    utc_offset_hours: Annotated[int, Meta(ge=-12, le=14)]
