"""Who this hub is."""

from __future__ import annotations

from fastapi import APIRouter, Depends, Request, Response

from sync.hub.access import Allow, HubRole
from sync.hub.bodies import json_answer
from sync.hub.hub import hub_of, instant_text
from sync.hub.openapi import documented
from sync.wire.messages import Hello
from sync.wire.version import OLDEST_VERSION, WIRE_VERSION

router = APIRouter(prefix="/v1", tags=["station"])


@router.get("/hello", dependencies=[Depends(Allow(HubRole.PUBLIC))], **documented(Hello))
def hello(request: Request) -> Response:
    """The hub's id, key, clock and the versions it speaks."""
    hub = hub_of(request)
    return json_answer(
        Hello(
            hub=hub.key.id,
            name=hub.config.name,
            public_key=hub.key.public_key,
            oldest=OLDEST_VERSION,
            newest=WIRE_VERSION,
            at=instant_text(hub.clock.now()),
            public_url=hub.config.public_url,
            practice=hub.config.is_practice,
        )
    )
