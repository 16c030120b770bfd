"""Records, verdicts and events for other departments and channels."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from sync.hub.access import Allow, HubRole
from sync.hub.bodies import json_answer
from sync.hub.hub import hub_of
from sync.hub.openapi import documented
from sync.hub.reading import Page, Reading
from sync.wire.messages import EntryMessage
from sync.wire.reading import EventPage, RecordPage, VerdictPage

router = APIRouter(
    prefix="/v1", tags=["reader"], dependencies=[Depends(Allow(HubRole.READER, HubRole.ADMIN))]
)

_Name = Annotated[str | None, Query(min_length=1, max_length=200, pattern=r"^[^\x00]*$")]
_Station = Annotated[str, Path(pattern="^[0-9A-F]{8}$")]
_Sequence = Annotated[int, Path(ge=1, lt=2**53)]


def _page(
    after: Annotated[int, Query(ge=0, lt=2**63)] = 0, limit: Annotated[int, Query(ge=1, le=1000)] = 100
) -> Page:
    return Page(after, limit)


_Asked = Annotated[Page, Depends(_page)]


@router.get("/records", **documented(RecordPage))
def records(request: Request, page: _Asked, unit: _Name = None, station: _Name = None) -> Response:
    """Records in the order in which the hub took them."""
    return json_answer(Reading(hub_of(request)).records(page, unit, station))


@router.get("/records/{station}/{sequence}", **documented(EntryMessage, "HUB-021"))
def entry(request: Request, station: _Station, sequence: _Sequence) -> Response:
    """The ledger entry that seals a record, as its station signed it."""
    return json_answer(Reading(hub_of(request)).entry(station, sequence))


@router.get("/verdicts", **documented(VerdictPage))
def verdicts(request: Request, page: _Asked, channel: _Name = None) -> Response:
    """What the channels say, record by record."""
    return json_answer(Reading(hub_of(request)).verdicts(page, channel))


@router.get("/events", **documented(EventPage))
def events(request: Request, page: _Asked) -> Response:
    """What happened to records."""
    return json_answer(Reading(hub_of(request)).events(page))
