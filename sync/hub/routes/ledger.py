"""A station's ledger."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from starlette.concurrency import run_in_threadpool

from sync.hub.access import Admission, Admit, HubRole
from sync.hub.bodies import PackedBody, json_answer, message_in, packed_body_of
from sync.hub.direct import DirectRoute
from sync.hub.hub import Hub, hub_of
from sync.hub.ledgers import Ledgers
from sync.hub.openapi import documented
from sync.wire.messages import LedgerState, Push, Pushed

router = APIRouter(prefix="/v1/ledger", tags=["station"], route_class=DirectRoute)

_Admitted = Annotated[Admission, Depends(Admit(HubRole.STATION))]
_Packed = Annotated[PackedBody, Depends(packed_body_of)]


@router.get("", **documented(LedgerState))
async def state(request: Request, station: _Admitted) -> Response:
    """How far the hub has the ledger of the station that asks."""
    return await run_in_threadpool(_state, hub_of(request), station)


@router.post(
    "",
    **documented(Pushed, "HUB-011", "HUB-012", "HUB-013", "HUB-014", "HUB-023", "HUB-036", takes=Push),
)
async def push(request: Request, station: _Admitted, body: _Packed) -> Response:
    """Take consecutive entries; what is answered is durable. Sent again they change nothing."""
    # a push has many siblings: going from thread to thread would cost more than most of what they do
    return await run_in_threadpool(_pushed, hub_of(request), station, body)


def _state(hub: Hub, station: Admission) -> Response:
    return json_answer(Ledgers(hub).state(station.caller().subject))


def _pushed(hub: Hub, station: Admission, body: PackedBody) -> Response:
    sender = station.caller().subject
    return json_answer(Ledgers(hub).push(sender, message_in(body.unpacked(), Push)))
