"""Signing in and out with an account."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from sync.hub.access import Allow, Caller, HubRole, presented
from sync.hub.accounts import Accounts
from sync.hub.bodies import body_of, json_answer, message_in
from sync.hub.hub import hub_of
from sync.hub.openapi import documented
from sync.hub.rates import attempt
from sync.wire.accounts import SignIn
from sync.wire.messages import Token

router = APIRouter(prefix="/v1/session", tags=["accounts"])


@router.post(
    "",
    dependencies=[Depends(Allow(HubRole.PUBLIC))],
    **documented(Token, "HUB-060", "HUB-061", takes=SignIn),
)
def sign_in(request: Request, body: Annotated[bytes, Depends(body_of)]) -> Response:
    """A short-lived token for whoever knows an account's password."""
    hub, said = hub_of(request), message_in(body, SignIn)
    seconds = hub.config.token_seconds
    with attempt(request):
        return json_answer(Token(Accounts(hub).sign_in(said.name, said.password, seconds), seconds))


@router.delete("", **documented(status=204))
def sign_out(
    request: Request, caller: Annotated[Caller, Depends(Allow(HubRole.READER, HubRole.ADMIN))]
) -> Response:
    """End the token that this request was made with."""
    Accounts(hub_of(request)).sign_out(presented(request), caller.subject)
    return Response(status_code=204)
