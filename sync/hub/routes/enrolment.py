"""How a station gets in: enrolled once with a code, then by its key for short-lived tokens."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from sync.hub.access import Allow, HubRole
from sync.hub.bodies import body_of, json_answer, message_in
from sync.hub.hub import hub_of
from sync.hub.stations import Stations
from sync.wire.messages import ChallengeRequest, EnrolRequest, TokenRequest

router = APIRouter(prefix="/v1", tags=["station"], dependencies=[Depends(Allow(HubRole.PUBLIC))])

_Body = Annotated[bytes, Depends(body_of)]


@router.post("/enrol")
def enrol(request: Request, body: _Body) -> Response:
    """Take a station in that has a one-time code."""
    return json_answer(Stations(hub_of(request)).enrol(message_in(body, EnrolRequest)))


@router.post("/challenge")
def challenge(request: Request, body: _Body) -> Response:
    """A nonce for the station to sign."""
    asked = message_in(body, ChallengeRequest)
    return json_answer(Stations(hub_of(request)).challenge(asked.station))


@router.post("/token")
def token(request: Request, body: _Body) -> Response:
    """A token for the station that signed a nonce."""
    return json_answer(Stations(hub_of(request)).token(message_in(body, TokenRequest)))
