"""A station's ledger."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from sync.hub.access import Allow, Caller, HubRole
from sync.hub.bodies import body_of, json_answer, message_in
from sync.hub.hub import hub_of
from sync.hub.ledgers import Ledgers
from sync.hub.openapi import documented
from sync.wire.messages import LedgerState, Push, Pushed

router = APIRouter(prefix="/v1/ledger", tags=["station"])

_Station = Annotated[Caller, Depends(Allow(HubRole.STATION))]


@router.get("", **documented(LedgerState))
def state(request: Request, station: _Station) -> Response:
    """How far the hub has the ledger of the station that asks."""
    return json_answer(Ledgers(hub_of(request)).state(station.subject))


@router.post(
    "",
    **documented(Pushed, "HUB-011", "HUB-012", "HUB-013", "HUB-014", "HUB-023", "HUB-036", takes=Push),
)
def push(request: Request, station: _Station, body: Annotated[bytes, Depends(body_of)]) -> Response:
    """Take consecutive entries; what is answered is durable. Sent again they change nothing."""
    return json_answer(Ledgers(hub_of(request)).push(station.subject, message_in(body, Push)))
