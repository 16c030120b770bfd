"""How a station gets in: enrolled once with a code, then by its key for short-lived tokens."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from sync.hub.access import Allow, HubRole
from sync.hub.bodies import body_of, json_answer, message_in
from sync.hub.handshake import refuse_unspoken
from sync.hub.hub import hub_of
from sync.hub.openapi import documented
from sync.hub.rates import attempt
from sync.hub.stations import Stations
from sync.wire.messages import Challenge, ChallengeRequest, Enrolled, EnrolRequest, Token, TokenRequest

router = APIRouter(
    prefix="/v1",
    tags=["station"],
    dependencies=[Depends(Allow(HubRole.PUBLIC)), Depends(refuse_unspoken)],
)

_Body = Annotated[bytes, Depends(body_of)]


@router.post(
    "/enrol",
    **documented(Enrolled, "HUB-015", "HUB-020", "HUB-024", "HUB-034", "HUB-035", takes=EnrolRequest),
)
def enrol(request: Request, body: _Body) -> Response:
    """Take a station in that has a one-time code."""
    with attempt(request):
        return json_answer(Stations(hub_of(request)).enrol(message_in(body, EnrolRequest)))


@router.post("/challenge", **documented(Challenge, "HUB-020", takes=ChallengeRequest))
def challenge(request: Request, body: _Body) -> Response:
    """A nonce for the station to sign."""
    asked = message_in(body, ChallengeRequest)
    return json_answer(Stations(hub_of(request)).challenge(asked.station))


@router.post("/token", **documented(Token, "HUB-014", "HUB-020", "HUB-035", takes=TokenRequest))
def token(request: Request, body: _Body) -> Response:
    """A token for the station that signed a nonce."""
    with attempt(request):
        return json_answer(Stations(hub_of(request)).token(message_in(body, TokenRequest)))
